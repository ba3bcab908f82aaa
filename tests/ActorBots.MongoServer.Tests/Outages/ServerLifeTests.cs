using System.Collections.Concurrent;
using ActorBots.Testing.Mongo;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ActorBots.MongoServer.Tests.Outages;

public sealed class ServerLifeTests : IAsyncLifetime
{
    private static readonly CancellationToken Token = CancellationToken.None;
    private MongoServerProcess _server = null!;

    public async Task InitializeAsync() => _server = await MongoServerProcess.StartAsync(new MongoServerOptions(), Token);

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Kill_WhileWritersWrite_LosesNoAcknowledgedWrite()
    {
        using var client = Connect();
        var items = Items(client);
        var acknowledged = new ConcurrentBag<string>();
        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 8).Select(async writer =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                if (await IsAcknowledgedAsync(items, $"{writer}-{i}", stop.Token))
                {
                    acknowledged.Add($"{writer}-{i}");
                }
            }
        }).ToArray();
        for (var kills = 0; kills < 3; kills++)
        {
            await MoreThanAsync(acknowledged.Count + 30, acknowledged);
            await _server.KillAsync(Token);
            await _server.RestartAsync(Token);
        }

        await MoreThanAsync(acknowledged.Count + 30, acknowledged);
        await stop.CancelAsync();
        await Task.WhenAll(writers);

        var found = (await items.Find(new BsonDocument()).ToListAsync(Token)).Select(item => item["_id"].AsString).ToHashSet();
        Assert.DoesNotContain(acknowledged, id => !found.Contains(id));
    }

    [Fact]
    public async Task StepDown_DriverWrites_GoThroughByTheirOwnRetry()
    {
        using var client = Connect();
        var items = Items(client);
        await items.InsertOneAsync(new BsonDocument("_id", "before"), cancellationToken: Token);

        await _server.StepDownAsync(TimeSpan.FromSeconds(1), Token);
        await items.InsertOneAsync(new BsonDocument("_id", "during"), cancellationToken: Token);

        Assert.Equal(2, await items.CountDocumentsAsync(new BsonDocument(), cancellationToken: Token));
    }

    [Fact]
    public async Task StepDown_OpenTransaction_IsAborted()
    {
        using var client = Connect();
        var items = Items(client);
        using var session = await client.StartSessionAsync(cancellationToken: Token);
        session.StartTransaction();
        await items.InsertOneAsync(session, new BsonDocument("_id", 1), cancellationToken: Token);

        await _server.StepDownAsync(TimeSpan.FromSeconds(1), Token);

        var error = await Assert.ThrowsAnyAsync<MongoException>(() => items.InsertOneAsync(session, new BsonDocument("_id", 2), cancellationToken: Token));
        Assert.True(error.HasErrorLabel("TransientTransactionError"));
        Assert.Equal(0, await items.CountDocumentsAsync(new BsonDocument(), cancellationToken: Token));
    }

    [Fact]
    public async Task StepDown_DirectWrite_IsRefusedAsNotPrimary()
    {
        using var client = new MongoClient($"mongodb://127.0.0.1:{_server.Port}/?directConnection=true&retryWrites=false");
        await _server.StepDownAsync(TimeSpan.FromSeconds(30), Token);

        var error = await Assert.ThrowsAsync<MongoNotPrimaryException>(() => Items(client).InsertOneAsync(new BsonDocument("_id", 1), cancellationToken: Token));

        Assert.Equal(10107, error.Code);
    }

    [Fact]
    public async Task Freeze_ThenThaw_AnswersWhatWaited()
    {
        using var client = Connect();
        var items = Items(client);
        await items.InsertOneAsync(new BsonDocument("_id", 1), cancellationToken: Token);
        _server.Freeze();
        var waiting = items.InsertOneAsync(new BsonDocument("_id", 2), cancellationToken: Token);
        await Assert.ThrowsAsync<TimeoutException>(() => waiting.WaitAsync(TimeSpan.FromMilliseconds(200), Token));

        _server.Thaw();

        await waiting.WaitAsync(TimeSpan.FromSeconds(10), Token);
    }

    [Fact]
    public async Task Restart_Timestamps_GoOnGrowing()
    {
        using var client = Connect();
        var items = Items(client);
        await items.InsertOneAsync(new BsonDocument { { "_id", 1 }, { "at", new BsonTimestamp(0) } }, cancellationToken: Token);
        await _server.KillAsync(Token);
        await _server.RestartAsync(Token);
        await items.InsertOneAsync(new BsonDocument { { "_id", 2 }, { "at", new BsonTimestamp(0) } }, cancellationToken: Token);

        var times = (await items.Find(new BsonDocument()).Sort(new BsonDocument("_id", 1)).ToListAsync(Token)).Select(item => item["at"].AsBsonTimestamp).ToArray();

        Assert.True(times[0] < times[1], $"{times[0]} then {times[1]}");
    }

    private static async Task<bool> IsAcknowledgedAsync(IMongoCollection<BsonDocument> items, string id, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await items.InsertOneAsync(new BsonDocument("_id", id), cancellationToken: CancellationToken.None);
                return true;
            }
            catch (MongoWriteException error) when (error.WriteError.Category == ServerErrorCategory.DuplicateKey)
            {
                return true;
            }
            catch (Exception error) when (error is MongoConnectionException or MongoCommandException or TimeoutException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), CancellationToken.None);
            }
        }

        return false;
    }

    private static async Task MoreThanAsync(int count, ConcurrentBag<string> acknowledged)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (acknowledged.Count <= count)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), patience.Token);
        }
    }

    private static IMongoCollection<BsonDocument> Items(MongoClient client) => client.GetDatabase("life").GetCollection<BsonDocument>("items");

    private MongoClient Connect() => new($"{_server.ConnectionString}&serverSelectionTimeoutMS=10000");
}
