using ActorBots.Testing.Mongo;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ActorBots.MongoServer.Tests.Catalog;

public sealed class CatalogTests(MongoFixture mongo) : MongoDatabaseTests(mongo)
{
    private static readonly IndexKeysDefinitionBuilder<BsonDocument> Keys = Builders<BsonDocument>.IndexKeys;

    [Fact]
    public async Task CreateMany_EveryKindOfIndex_IsListed()
    {
        await Items.Indexes.CreateManyAsync(
            [
                new(Keys.Ascending("a").Descending("b"), new CreateIndexOptions { Name = "compound", Unique = true }),
                new(Keys.Ascending("at"), new CreateIndexOptions { Name = "ttl", ExpireAfter = TimeSpan.FromMinutes(5) }),
                new(Keys.Ascending("s"), new CreateIndexOptions { Name = "sparse", Sparse = true }),
                new(Keys.Ascending("p"), new CreateIndexOptions<BsonDocument> { Name = "partial", PartialFilterExpression = Json("{ p: { $gt: 1 } }") }),
            ],
            Token);

        var listed = (await (await Items.Indexes.ListAsync(Token)).ToListAsync(Token)).ToDictionary(index => index["name"].AsString);

        Assert.Equal(["_id_", "compound", "partial", "sparse", "ttl"], listed.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(Json("{ a: 1, b: -1 }"), listed["compound"]["key"]);
        Assert.True(listed["compound"]["unique"].ToBoolean());
        Assert.Equal(300, listed["ttl"]["expireAfterSeconds"].ToInt32());
        Assert.True(listed["sparse"]["sparse"].ToBoolean());
        Assert.Equal(Json("{ p: { $gt: 1 } }"), listed["partial"]["partialFilterExpression"]);
    }

    [Fact]
    public async Task CreateOne_ByManyAtOnce_IsIdempotent()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Items.Indexes.CreateOneAsync(
            new CreateIndexModel<BsonDocument>(Keys.Ascending("a"), new CreateIndexOptions { Unique = true }), cancellationToken: Token)));

        Assert.Equal(2, (await (await Items.Indexes.ListAsync(Token)).ToListAsync(Token)).Count);
    }

    [Fact]
    public async Task CreateOne_SameNameOtherKey_IsAConflict()
    {
        await Items.Indexes.CreateOneAsync(new CreateIndexModel<BsonDocument>(Keys.Ascending("a"), new CreateIndexOptions { Name = "one" }), cancellationToken: Token);

        var error = await Assert.ThrowsAsync<MongoCommandException>(() => Items.Indexes.CreateOneAsync(
            new CreateIndexModel<BsonDocument>(Keys.Ascending("b"), new CreateIndexOptions { Name = "one" }), cancellationToken: Token));

        Assert.Equal((86, "IndexKeySpecsConflict"), (error.Code, error.CodeName));
    }

    [Fact]
    public async Task CreateOne_UniqueOverDuplicates_IsRefused()
    {
        await Items.InsertManyAsync([Item(1, "a", 1), Item(2, "a", 1)], cancellationToken: Token);

        var error = await Assert.ThrowsAnyAsync<MongoServerException>(() => Items.Indexes.CreateOneAsync(
            new CreateIndexModel<BsonDocument>(Keys.Ascending("a"), new CreateIndexOptions { Unique = true }), cancellationToken: Token));

        Assert.Contains("E11000", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drop_Index_IsGone()
    {
        var name = await Items.Indexes.CreateOneAsync(new CreateIndexModel<BsonDocument>(Keys.Ascending("a")), cancellationToken: Token);

        await Items.Indexes.DropOneAsync(name, Token);

        Assert.Single(await (await Items.Indexes.ListAsync(Token)).ToListAsync(Token));
    }

    [Fact]
    public async Task Validator_BadDocument_IsRefusedUntilChanged()
    {
        var schema = Json("{ $jsonSchema: { bsonType: 'object', required: ['quantity'], properties: { quantity: { bsonType: 'decimal' } } } }");
        await Database.CreateCollectionAsync("items", new CreateCollectionOptions<BsonDocument> { Validator = schema }, Token);
        await Items.InsertOneAsync(Item(1, "quantity", BsonDecimal128.Create(1m)), cancellationToken: Token);

        var error = await Assert.ThrowsAsync<MongoWriteException>(() => Items.InsertOneAsync(Item(2, "quantity", "1"), cancellationToken: Token));
        Assert.Equal(121, error.WriteError.Code);

        await Database.RunCommandAsync<BsonDocument>(Json("{ collMod: 'items', validator: {} }"), cancellationToken: Token);
        await Items.InsertOneAsync(Item(2, "quantity", "1"), cancellationToken: Token);
    }

    [Fact]
    public async Task CreateCollection_ExistingWithOtherOptions_IsRefused()
    {
        await Items.InsertOneAsync(Item(1, "a", 1), cancellationToken: Token);

        var error = await Assert.ThrowsAsync<MongoCommandException>(() => Database.CreateCollectionAsync(
            "items", new CreateCollectionOptions<BsonDocument> { Validator = Json("{ a: { $gt: 0 } }") }, Token));

        Assert.Equal(48, error.Code);
    }

    [Fact]
    public async Task Insert_FirstOfManyCollectionsAtOnce_CreatesThemAll()
    {
        await Task.WhenAll(Enumerable.Range(0, 12).Select(i =>
            Database.GetCollection<BsonDocument>($"c{i}").InsertOneAsync(Item(1, "a", 1), cancellationToken: Token)));

        Assert.Equal(12, (await (await Database.ListCollectionNamesAsync(cancellationToken: Token)).ToListAsync(Token)).Count);
    }

    [Fact]
    public async Task DropCollection_ThenInsert_StartsEmpty()
    {
        await Items.InsertOneAsync(Item(1, "a", 1), cancellationToken: Token);
        await Database.DropCollectionAsync("items", Token);

        await Items.InsertOneAsync(Item(2, "a", 1), cancellationToken: Token);

        Assert.Equal(1, await Items.CountDocumentsAsync(Json("{}"), cancellationToken: Token));
    }

    [Fact]
    public async Task ListDatabases_WithItems_NamesThisOne()
    {
        await Items.InsertOneAsync(Item(1, "a", 1), cancellationToken: Token);

        Assert.Contains(Database.DatabaseNamespace.DatabaseName, await (await Client.ListDatabaseNamesAsync(Token)).ToListAsync(Token));
    }

    [Fact]
    public async Task RunCommand_Unknown_IsCommandNotFound()
    {
        var error = await Assert.ThrowsAsync<MongoCommandException>(() => Database.RunCommandAsync<BsonDocument>(Json("{ flyToTheMoon: 1 }"), cancellationToken: Token));

        Assert.Equal((59, "CommandNotFound"), (error.Code, error.CodeName));
    }
}
