using ActorBots.Testing.Mongo;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ActorBots.MongoServer.Tests.Reads;

public sealed class CursorTests(MongoFixture mongo) : MongoDatabaseTests(mongo)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Find_ManyBatches_GivesEachDocumentOnce(bool isSorted)
    {
        await Items.InsertManyAsync(Enumerable.Range(0, 1_000).Select(id => Item(id, "x", (id * 7) % 1_000)), cancellationToken: Token);

        var found = await Items.Find(Json("{}"), new FindOptions { BatchSize = 90 })
            .Sort(isSorted ? Json("{ x: 1 }") : null).ToListAsync(Token);

        var values = found.Select(item => item["x"].AsInt32).ToArray();
        Assert.Equal(Enumerable.Range(0, 1_000), isSorted ? values : values.Order());
    }

    [Fact]
    public async Task Aggregate_GroupOverManyBatches_IsWhole()
    {
        await Items.InsertManyAsync(Enumerable.Range(0, 600).Select(id => Item(id, "x", id % 300)), cancellationToken: Token);

        var groups = await Items.Aggregate<BsonDocument>(
            new[] { Json("{ $group: { _id: '$x', n: { $sum: 1 } } }"), Json("{ $sort: { _id: 1 } }") },
            new AggregateOptions { BatchSize = 50 }).ToListAsync(Token);

        Assert.Equal(300, groups.Count);
        Assert.All(groups, group => Assert.Equal(2, group["n"].ToInt32()));
    }

    [Fact]
    public async Task Find_CursorLeftEarly_IsClosed()
    {
        await Items.InsertManyAsync(Enumerable.Range(0, 50).Select(id => Item(id, "x", id)), cancellationToken: Token);
        var reply = await Database.RunCommandAsync<BsonDocument>(Json("{ find: 'items', batchSize: 10 }"), cancellationToken: Token);
        var id = reply["cursor"]["id"].ToInt64();

        await Database.RunCommandAsync<BsonDocument>(new BsonDocument { { "killCursors", "items" }, { "cursors", new BsonArray { id } } }, cancellationToken: Token);

        var error = await Assert.ThrowsAsync<MongoCommandException>(() => Database.RunCommandAsync<BsonDocument>(
            new BsonDocument { { "getMore", id }, { "collection", "items" } }, cancellationToken: Token));
        Assert.Equal((43, "CursorNotFound"), (error.Code, error.CodeName));
    }

    [Fact]
    public async Task Find_FilterSortLimitProjection_Works()
    {
        await Items.InsertManyAsync(Enumerable.Range(0, 30).Select(id => Item(id, "x", id)), cancellationToken: Token);

        var found = await Items.Find(Json("{ x: { $gte: 10, $mod: [2, 0] } }"))
            .Sort(Json("{ x: -1 }")).Skip(1).Limit(3).Project<BsonDocument>(Json("{ _id: 0, x: 1 }")).ToListAsync(Token);

        Assert.Equal([26, 24, 22], found.Select(item => item["x"].AsInt32));
        Assert.All(found, item => Assert.Equal(1, item.ElementCount));
    }

    [Fact]
    public async Task CountAndDistinct_OfAMissingCollection_AreEmpty()
    {
        Assert.Equal(0, await Items.CountDocumentsAsync(Json("{}"), cancellationToken: Token));
        Assert.Equal(0, await Items.EstimatedDocumentCountAsync(cancellationToken: Token));
        Assert.Empty(await (await Items.DistinctAsync<int>("x", Json("{}"), cancellationToken: Token)).ToListAsync(Token));
        Assert.Empty(await Items.Find(Json("{}")).ToListAsync(Token));
    }
}
