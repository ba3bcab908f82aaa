using System.Collections.Immutable;
using ActorBots.Storage.Mongo;
using ActorBots.Storage.Mongo.Schema;
using ActorBots.Testing.Mongo;
using ActorBots.Testing.Storage;
using Microsoft.Extensions.Time.Testing;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ActorBots.Storage.Tests.Mongo;

/// <summary>The collections' version only ever goes forward, one node at a time.</summary>
public sealed class MongoSchemaTests : IClassFixture<MongoFixture>, IAsyncLifetime
{
    private readonly MongoDatabaseOfTest _database;

    public MongoSchemaTests(MongoFixture server) => _database = new MongoDatabaseOfTest(server);

    private static CancellationToken None => CancellationToken.None;

    private IMongoCollection<BsonDocument> Versions => _database.Collection("schema_versions");

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _database.DropAsync();

    [Fact]
    public async Task OpenAsync_EmptyDatabase_HasVersionCollectionsAndIndexes()
    {
        await _database.OpenAsync();

        Assert.Equal(1, (await VersionAsync())["version"].ToInt32());
        Assert.False((await VersionAsync()).Contains("claimed_until"));
        foreach (var (collection, indexes) in MongoIndexes.All)
        {
            var names = (await (await _database.Collection(collection).Indexes.ListAsync()).ToListAsync()).Select(i => i["name"].AsString);
            Assert.Equal(indexes.Select(i => i.Name).Append("_id_").Order(), names.Order());
        }
    }

    [Fact]
    public async Task OpenAsync_ManyNodesAtOnce_AllOpenAndOneMigrates()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(_database.OpenAsync)));

        Assert.Equal(8, stores.Length);
        Assert.Equal(1, (await Versions.CountDocumentsAsync(FilterDefinition<BsonDocument>.Empty)));
        await stores[7].Bots.PutAsync(SomeRows.Bot(), None);
        Assert.NotNull(await stores[0].Bots.FindAsync("bot-1", None));
    }

    [Fact]
    public async Task OpenAsync_DatabaseOfANewerProgram_IsRefusedUntouched()
    {
        await _database.OpenAsync();
        await Versions.UpdateOneAsync(new BsonDocument("_id", "store"), new BsonDocument("$set", new BsonDocument("version", 99)));

        var error = await Assert.ThrowsAsync<StoreVersionException>(_database.OpenAsync);

        Assert.Equal(
            $"database '{_database.Database.DatabaseNamespace.DatabaseName}' has schema version 99; this program knows versions up to 1", error.Message);
        Assert.Equal(99, (await VersionAsync())["version"].ToInt32());
    }

    [Fact]
    public async Task OpenAsync_DocumentsInsertedBefore_StayAsTheyAre()
    {
        await _database.Collection("bots").InsertOneAsync(BsonDocument.Parse("""{ _id: "early", plan: "gold" }"""));

        await _database.OpenAsync();

        Assert.Equal("gold", (await _database.Collection("bots").Find(FilterDefinition<BsonDocument>.Empty).SingleAsync())["plan"]);
    }

    [Fact]
    public async Task MigrateAsync_OldDatabase_RunsOnlyWhatIsNew()
    {
        await _database.OpenAsync();
        await _database.Collection("bots").InsertOneAsync(BsonDocument.Parse("""{ _id: "old", plan: "gold" }"""));

        await SchemaOf(FailFirst, Rename).MigrateAsync(None);
        await SchemaOf(FailFirst, Rename).MigrateAsync(None);

        Assert.Equal(2, (await VersionAsync())["version"].ToInt32());
        Assert.Equal("gold", (await BotAsync())["tariff"].AsString);
    }

    [Fact]
    public async Task MigrateAsync_StepBreaksOff_IsRunAgainOnceItsClaimIsOver()
    {
        await _database.OpenAsync();
        await _database.Collection("bots").InsertOneAsync(BsonDocument.Parse("""{ _id: "old", plan: "gold" }"""));
        var breaks = new MongoMigration("break off", static async (database, cancellationToken) =>
        {
            await Rename.RunAsync(database, cancellationToken);
            throw new IOException("gone");
        });
        var time = new FakeTimeProvider(SomeRows.At);
        await Assert.ThrowsAsync<IOException>(() => SchemaOf(time, FailFirst, breaks).MigrateAsync(None));
        Assert.Equal(1, (await VersionAsync())["version"].ToInt32());

        var next = SchemaOf(time, FailFirst, Rename).MigrateAsync(None);
        var waited = TimeSpan.Zero;
        while (!next.IsCompleted && waited < TimeSpan.FromMinutes(5))
        {
            // The claim holds for its time, however often the other looks.
            if (waited < MongoSchema.ClaimTime)
                Assert.Equal(1, (await VersionAsync())["version"].ToInt32());
            time.Advance(MongoSchema.Pause);
            waited += MongoSchema.Pause;
            await Task.WhenAny(next, Task.Delay(5));
        }

        await next.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(2, (await VersionAsync())["version"].ToInt32());
        Assert.Equal("gold", (await BotAsync())["tariff"].AsString);
        Assert.False((await VersionAsync()).Contains("claimed_until"));
    }

    [Fact]
    public async Task MigrateAsync_TwoNodesAtOnce_OneRunsTheStep()
    {
        await _database.OpenAsync();
        var runs = 0;
        var counts = new MongoMigration("count", async (database, cancellationToken) =>
        {
            Interlocked.Increment(ref runs);
            await database.GetCollection<BsonDocument>("bots").CountDocumentsAsync(FilterDefinition<BsonDocument>.Empty, null, cancellationToken);
        });

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => SchemaOf(FailFirst, counts).MigrateAsync(None))));

        Assert.Equal(1, runs);
        Assert.Equal(2, (await VersionAsync())["version"].ToInt32());
    }

    private static MongoMigration FailFirst { get; } = new("never again", static (_, _) => throw new InvalidOperationException("version 1 is there already"));

    private static MongoMigration Rename { get; } = new("rename a field", static (database, cancellationToken) =>
        database.GetCollection<BsonDocument>("bots").UpdateManyAsync(
            new BsonDocument("plan", new BsonDocument("$exists", true)),
            new BsonDocument("$rename", new BsonDocument("plan", "tariff")),
            null,
            cancellationToken));

    private MongoSchema SchemaOf(params ReadOnlySpan<MongoMigration> migrations) => SchemaOf(TimeProvider.System, migrations);

    private MongoSchema SchemaOf(TimeProvider time, params ReadOnlySpan<MongoMigration> migrations) =>
        new(_database.Database, migrations.ToImmutableArray(), time);

    private Task<BsonDocument> VersionAsync() => Versions.Find(new BsonDocument("_id", "store")).SingleAsync();

    private Task<BsonDocument> BotAsync() => _database.Collection("bots").Find(FilterDefinition<BsonDocument>.Empty).SingleAsync();
}
