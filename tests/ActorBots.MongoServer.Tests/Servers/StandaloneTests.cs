using ActorBots.Testing.Mongo;
using MongoDB.Bson;
using MongoDB.Driver;
using MongoDB.Driver.Core.Clusters;

namespace ActorBots.MongoServer.Tests.Servers;

public sealed class StandaloneTests
{
    private static readonly CancellationToken Token = CancellationToken.None;

    [Fact]
    public async Task Standalone_BesideAReplicaSet_TakesWritesAndRefusesTransactions()
    {
        await using var standalone = await MongoServerProcess.StartAsync(new MongoServerOptions { IsReplicaSet = false }, Token);
        await using var other = await MongoServerProcess.StartAsync(new MongoServerOptions(), Token);
        using var client = new MongoClient(standalone.ConnectionString);
        using var otherClient = new MongoClient(other.ConnectionString);
        var items = client.GetDatabase("one").GetCollection<BsonDocument>("items");

        await items.InsertOneAsync(new BsonDocument("_id", 1), cancellationToken: Token);

        Assert.Equal(ClusterType.Standalone, client.Cluster.Description.Type);
        Assert.Equal(0, await otherClient.GetDatabase("one").GetCollection<BsonDocument>("items").CountDocumentsAsync(new BsonDocument(), cancellationToken: Token));
        var error = await Assert.ThrowsAsync<MongoCommandException>(() => client.GetDatabase("one").RunCommandAsync<BsonDocument>(StartOfTransaction(), cancellationToken: Token));
        Assert.Equal(20, error.Code);
    }

    private static BsonDocument StartOfTransaction() => new()
    {
        { "find", "items" },
        { "txnNumber", 1L },
        { "startTransaction", true },
        { "autocommit", false },
    };
}
