using ActorBots.Testing.Mongo;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ActorBots.MongoServer.Tests.Writes;

public sealed class InsertTests(MongoFixture mongo) : MongoDatabaseTests(mongo)
{
    [Fact]
    public async Task InsertOne_Document_IsFound()
    {
        await Items.InsertOneAsync(Item(1, "a", "b"), cancellationToken: Token);

        Assert.Equal(Item(1, "a", "b"), await Items.Find(new BsonDocument("a", "b")).SingleAsync(Token));
    }

    [Fact]
    public async Task InsertOne_SameId_IsDuplicateKey()
    {
        await Items.InsertOneAsync(Item(1, "a", 1), cancellationToken: Token);

        var error = await Assert.ThrowsAsync<MongoWriteException>(() => Items.InsertOneAsync(Item(1, "a", 2), cancellationToken: Token));

        Assert.Equal(ServerErrorCategory.DuplicateKey, error.WriteError.Category);
        Assert.Equal(11000, error.WriteError.Code);
        Assert.Contains("_id_", error.WriteError.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task InsertMany_UnorderedWithDuplicates_TellsEachByIndexAndKeepsTheRest()
    {
        await Items.InsertManyAsync([Item(2, "a", 0), Item(5, "a", 0)], cancellationToken: Token);

        var error = await Assert.ThrowsAsync<MongoBulkWriteException<BsonDocument>>(() => Items.InsertManyAsync(
            Enumerable.Range(1, 6).Select(id => Item(id, "a", 1)), new InsertManyOptions { IsOrdered = false }, Token));

        Assert.Equal([1, 4], error.WriteErrors.Select(e => e.Index).Order());
        Assert.All(error.WriteErrors, e => Assert.Equal(ServerErrorCategory.DuplicateKey, e.Category));
        Assert.Equal(4, error.Result.InsertedCount);
        Assert.Equal(6, await Items.CountDocumentsAsync(new BsonDocument(), cancellationToken: Token));
    }

    [Fact]
    public async Task InsertMany_OrderedWithDuplicate_StopsThere()
    {
        await Items.InsertOneAsync(Item(3, "a", 0), cancellationToken: Token);

        var error = await Assert.ThrowsAsync<MongoBulkWriteException<BsonDocument>>(() =>
            Items.InsertManyAsync(Enumerable.Range(1, 6).Select(id => Item(id, "a", 1)), cancellationToken: Token));

        Assert.Equal(2, Assert.Single(error.WriteErrors).Index);
        Assert.Equal([1, 2, 3], (await Items.Find(new BsonDocument()).ToListAsync(Token)).Select(item => item["_id"].AsInt32).Order());
    }

    [Fact]
    public async Task BulkWrite_MixedKinds_CountsEach()
    {
        await Items.InsertManyAsync(Enumerable.Range(1, 4).Select(id => Item(id, "a", id)), cancellationToken: Token);

        var result = await Items.BulkWriteAsync(
            [
                new InsertOneModel<BsonDocument>(Item(10, "a", 10)),
                new UpdateOneModel<BsonDocument>(new BsonDocument("_id", 1), new BsonDocument("$inc", new BsonDocument("a", 5))),
                new UpdateManyModel<BsonDocument>(new BsonDocument("_id", new BsonDocument("$lte", 2)), new BsonDocument("$set", new BsonDocument("b", 1))),
                new ReplaceOneModel<BsonDocument>(new BsonDocument("_id", 77), Item(77, "a", 7)) { IsUpsert = true },
                new DeleteOneModel<BsonDocument>(new BsonDocument("_id", 4)),
            ],
            new BulkWriteOptions { IsOrdered = false },
            Token);

        Assert.Equal((1L, 3L, 1L), (result.InsertedCount, result.MatchedCount, result.DeletedCount));
        Assert.Equal(77, Assert.Single(result.Upserts).Id);
    }

    [Fact]
    public async Task InsertOne_FifteenMegabytes_ComesBackWhole()
    {
        var bytes = new byte[15 * 1024 * 1024];
        bytes.AsSpan().Fill(0x5a);

        await Items.InsertOneAsync(Item(1, "bytes", bytes), cancellationToken: Token);

        var found = await Items.Find(new BsonDocument("_id", 1)).SingleAsync(Token);
        Assert.True(bytes.AsSpan().SequenceEqual(found["bytes"].AsByteArray));
    }

    [Fact]
    public async Task InsertMany_EmptyTimestamps_AreFilledInOrder()
    {
        await Items.InsertManyAsync(Enumerable.Range(1, 50).Select(id => Item(id, "at", new BsonTimestamp(0))), cancellationToken: Token);
        await Items.ReplaceOneAsync(new BsonDocument("_id", 51), Item(51, "at", new BsonTimestamp(0)), new ReplaceOptions { IsUpsert = true }, Token);
        await Items.FindOneAndReplaceAsync<BsonDocument>(
            new BsonDocument("_id", 52), Item(52, "at", new BsonTimestamp(0)), new() { IsUpsert = true }, Token);

        var times = (await Items.Find(new BsonDocument()).Sort(new BsonDocument("_id", 1)).ToListAsync(Token)).Select(item => item["at"].AsBsonTimestamp.Value).ToArray();

        Assert.Equal(52, times.Distinct().Count());
        Assert.Equal(times.Order(), times);
        Assert.All(times, time => Assert.NotEqual(0, time));
    }

    [Fact]
    public async Task InsertOne_EmptyTimestampInside_StaysEmpty()
    {
        var inner = new BsonDocument("at", new BsonTimestamp(0));
        await Items.InsertOneAsync(Item(1, "inner", inner), cancellationToken: Token);

        Assert.Equal(inner, (await Items.Find(new BsonDocument("_id", 1)).SingleAsync(Token))["inner"]);
    }

    [Fact]
    public async Task Decimal128_AllDigits_SurviveAndAdd()
    {
        var exact = BsonDecimal128.Create(123456789012345678.1234567891m);
        await Items.InsertOneAsync(Item(1, "money", exact), cancellationToken: Token);
        await Items.UpdateOneAsync(new BsonDocument("_id", 1), new BsonDocument("$inc", new BsonDocument("money", BsonDecimal128.Create(0.0000000009m))), cancellationToken: Token);

        var found = await Items.Find(new BsonDocument("money", new BsonDocument("$gt", BsonDecimal128.Create(1m)))).SingleAsync(Token);

        Assert.Equal(123456789012345678.1234567900m, found["money"].AsDecimal);
    }
}
