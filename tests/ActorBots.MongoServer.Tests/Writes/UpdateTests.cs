using ActorBots.Testing.Mongo;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ActorBots.MongoServer.Tests.Writes;

public sealed class UpdateTests(MongoFixture mongo) : MongoDatabaseTests(mongo)
{
    private static readonly FindOneAndUpdateOptions<BsonDocument> NewOrInserted = new() { IsUpsert = true, ReturnDocument = ReturnDocument.After };

    [Fact]
    public async Task FindOneAndUpdate_PipelineWithNow_SetsTheServersTime()
    {
        var before = DateTime.UnixEpoch + TimeSpan.FromMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        var pipeline = Pipeline("""[{ $set: { acquired: '$$NOW', expires: { $add: ['$$NOW', 5000] } } }]""");

        var lease = await Items.FindOneAndUpdateAsync(Json("{ _id: 1 }"), pipeline, NewOrInserted, Token);

        Assert.InRange(lease["acquired"].ToUniversalTime(), before, before.AddSeconds(10));
        Assert.Equal(TimeSpan.FromSeconds(5), lease["expires"].ToUniversalTime() - lease["acquired"].ToUniversalTime());
    }

    [Fact]
    public async Task FindOneAndUpdate_ExpressionWithNow_TakesAnExpiredLeaseOnly()
    {
        await Items.InsertManyAsync([Json("{ _id: 1, expires: ISODate('2020-01-01') }"), Json("{ _id: 2, expires: ISODate('2120-01-01') }")], cancellationToken: Token);
        var take = Pipeline("""[{ $set: { holder: 'me', token: { $add: [{ $ifNull: ['$token', 0] }, 1] }, expires: { $add: ['$$NOW', 1000] } } }]""");

        var expired = await Items.FindOneAndUpdateAsync(Json("{ _id: 1, $expr: { $lt: ['$expires', '$$NOW'] } }"), take, cancellationToken: Token);
        var held = await Items.FindOneAndUpdateAsync(Json("{ _id: 2, $expr: { $lt: ['$expires', '$$NOW'] } }"), take, cancellationToken: Token);

        Assert.NotNull(expired);
        Assert.Null(held);
        Assert.Equal(1, (await Items.Find(Json("{ holder: 'me' }")).SingleAsync(Token))["token"].ToInt32());
    }

    [Fact]
    public async Task FindOneAndUpdate_ParallelCompareAndSet_HasOneWinnerEachRound()
    {
        await Items.InsertOneAsync(Item(1, "version", 0), cancellationToken: Token);
        for (var round = 0; round < 12; round++)
        {
            var expected = round;
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 32).Select(i => Items.FindOneAndUpdateAsync(
                new BsonDocument { { "_id", 1 }, { "version", expected } },
                Builders<BsonDocument>.Update.Inc("version", 1).Set("winner", i),
                cancellationToken: Token)));

            Assert.Single(outcomes, outcome => outcome is not null);
        }

        Assert.Equal(12, (await Items.Find(Json("{ _id: 1 }")).SingleAsync(Token))["version"].AsInt32);
    }

    [Fact]
    public async Task InsertOne_ParallelOnUniqueIndex_HasOneWinnerEachRound()
    {
        await Items.Indexes.CreateOneAsync(UniqueIndex("pid", "sn"), cancellationToken: Token);
        for (var round = 0; round < 12; round++)
        {
            var number = round;
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 32).Select(i => TryInsertAsync(
                new BsonDocument { { "_id", $"{number}-{i}" }, { "pid", "bot" }, { "sn", number } })));

            Assert.Single(outcomes, isInserted => isInserted);
        }
    }

    [Fact]
    public async Task UpdateOne_ParallelUpserts_MakeOneDocument()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Items.UpdateOneAsync(
            Json("{ _id: 'counter' }"), Json("{ $inc: { n: 1 } }"), new UpdateOptions { IsUpsert = true }, Token)));

        Assert.Single(outcomes, outcome => outcome.UpsertedId is not null);
        Assert.Equal(32, (await Items.Find(Json("{}")).SingleAsync(Token))["n"].ToInt32());
    }

    [Fact]
    public async Task UpdateOne_ImmutableId_IsRefused()
    {
        await Items.InsertOneAsync(Item(1, "a", 1), cancellationToken: Token);

        var error = await Assert.ThrowsAsync<MongoWriteException>(() => Items.UpdateOneAsync(Json("{ _id: 1 }"), Json("{ $set: { _id: 2 } }"), cancellationToken: Token));

        Assert.Equal(66, error.WriteError.Code);
    }

    [Fact]
    public async Task UpdateOne_ArrayFilters_ChangeWhatTheyName()
    {
        await Items.InsertOneAsync(Json("{ _id: 1, rows: [{ k: 1, v: 0 }, { k: 2, v: 0 }] }"), cancellationToken: Token);

        await Items.UpdateOneAsync(Json("{ _id: 1 }"), Json("{ $set: { 'rows.$[r].v': 9 } }"),
            new UpdateOptions { ArrayFilters = [new BsonDocumentArrayFilterDefinition<BsonDocument>(Json("{ 'r.k': 2 }"))] }, Token);

        Assert.Equal([0, 9], (await Items.Find(Json("{}")).SingleAsync(Token))["rows"].AsBsonArray.Select(row => row["v"].AsInt32));
    }

    private static CreateIndexModel<BsonDocument> UniqueIndex(params string[] fields) =>
        new(Builders<BsonDocument>.IndexKeys.Combine(fields.Select(field => Builders<BsonDocument>.IndexKeys.Ascending(field))), new CreateIndexOptions { Unique = true });

    private static PipelineDefinition<BsonDocument, BsonDocument> Pipeline(string stages) =>
        MongoDB.Bson.Serialization.BsonSerializer.Deserialize<BsonArray>(stages).Select(stage => stage.AsBsonDocument).ToArray();

    private async Task<bool> TryInsertAsync(BsonDocument document)
    {
        try
        {
            await Items.InsertOneAsync(document, cancellationToken: Token);
            return true;
        }
        catch (MongoWriteException error) when (error.WriteError.Category == ServerErrorCategory.DuplicateKey)
        {
            return false;
        }
    }
}
