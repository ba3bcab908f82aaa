using System.Diagnostics;
using ActorBots.Storage.Mongo;
using ActorBots.Storage.Mongo.Leases;
using ActorBots.Storage.Tests.Mongo.Leases;
using ActorBots.Testing.Mongo;
using Akka.Event;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ActorBots.Storage.Tests.Mongo;

/// <summary>The primary steps down and comes back: who writes meanwhile waits, and each write happens once.</summary>
[Collection(StepDownCollection.Name)]
public sealed class StepDownTests : IClassFixture<MongoFixture>, IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly MongoFixture _mongo;
    private MongoConnection _connection = null!;

    public StepDownTests(MongoFixture mongo) => _mongo = mongo;

    private IMongoCollection<BsonDocument> Counters => _connection.Database.GetCollection<BsonDocument>("counters");

    public Task InitializeAsync()
    {
        _connection = MongoConnection.Create(new MongoSettings { ConnectionString = _mongo.ConnectionString, Database = _mongo.NewDatabaseName() });
        return _connection.Database.CreateCollectionAsync("counters");
    }

    public async Task DisposeAsync()
    {
        await _connection.Client.DropDatabaseAsync(_connection.Database.DatabaseNamespace.DatabaseName);
        _connection.Dispose();
    }

    [SkippableFact]
    public async Task Write_PrimaryStepsDown_SucceedsOnce()
    {
        await SkipStandaloneAsync();
        await Counters.InsertOneAsync(new BsonDocument { ["_id"] = "c", ["n"] = 0L });

        await StepDownAsync();
        await CountAsync("c").WaitAsync(Patience);

        Assert.Equal(1, await ReadAsync("c"));
    }

    [SkippableFact]
    public async Task Writers_PrimaryStepsDownThreeTimes_CountEachWriteOnce()
    {
        await SkipStandaloneAsync();
        using var isOver = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 4).Select(i => Task.Run(() => CountUntilAsync($"c{i}", isOver.Token))).ToArray();

        for (var round = 0; round < 3; round++)
        {
            await StepDownAsync();
            await CountAsync("between");
        }

        await isOver.CancelAsync();
        var acknowledged = await Task.WhenAll(writers).WaitAsync(Patience);
        for (var i = 0; i < writers.Length; i++)
        {
            Assert.Equal(acknowledged[i], await ReadAsync($"c{i}"));
        }
    }

    [SkippableFact]
    public async Task Lease_PrimaryStepsDown_IsKept()
    {
        await SkipStandaloneAsync();
        var settings = LeaseOnLine.Settings("shard-7", "node-0:4053", TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(8));
        var table = new LeaseTable(_connection);
        var lease = new MongoLease(settings, table, TimeProvider.System, NoLogger.Instance);
        var losses = 0;
        Assert.True(await lease.Acquire(_ => Interlocked.Increment(ref losses)));

        await StepDownAsync();
        await CountAsync("back").WaitAsync(Patience);
        var back = await table.FindAsync("shard-7", CancellationToken.None);
        for (var watch = Stopwatch.StartNew(); (await table.FindAsync("shard-7", CancellationToken.None))!.RenewedAt == back!.RenewedAt; await Task.Delay(50))
        {
            Assert.True(watch.Elapsed < Patience, "it was not renewed");
        }

        Assert.Equal((true, 1L, 0), (lease.CheckLease(), lease.FencingToken, losses));
        lease.Abandon();
    }

    private async Task<long> CountUntilAsync(string id, CancellationToken isOver)
    {
        var count = 0L;
        for (; !isOver.IsCancellationRequested; count++)
        {
            await CountAsync(id);
        }

        return count;
    }

    // An increment shows every repetition.
    private Task CountAsync(string id) =>
        Counters.UpdateOneAsync(new BsonDocument("_id", id), Builders<BsonDocument>.Update.Inc("n", 1L), new UpdateOptions { IsUpsert = true });

    private async Task<long> ReadAsync(string id) =>
        (await Counters.Find(new BsonDocument("_id", id)).SingleAsync())["n"].ToInt64();

    private async Task SkipStandaloneAsync() =>
        Skip.IfNot(await _connection.OffersTransactionsAsync(CancellationToken.None), "the server is a standalone: it has no primary to step down");

    private async Task StepDownAsync()
    {
        var command = new BsonDocument { ["replSetStepDown"] = 1, ["secondaryCatchUpPeriodSecs"] = 0, ["force"] = true };
        await _connection.Client.GetDatabase("admin").RunCommandAsync<BsonDocument>(command);
    }
}
