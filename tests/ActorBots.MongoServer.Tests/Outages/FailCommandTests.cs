using System.Diagnostics;
using ActorBots.Testing.Mongo;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ActorBots.MongoServer.Tests.Outages;

public sealed class FailCommandTests(FailCommandTests.OwnServer own) : IClassFixture<FailCommandTests.OwnServer>
{
    private static readonly CancellationToken Token = CancellationToken.None;

    [Fact]
    public async Task ErrorCode_RetryableTwice_ReachesTheCallerOnce()
    {
        using var client = Connect("");
        await own.Server.FailCommandAsync(new FailCommand { Commands = ["insert"], Times = 2, ErrorCode = 91 }, Token);

        await Assert.ThrowsAnyAsync<MongoException>(() => Items(client).InsertOneAsync(new BsonDocument(), cancellationToken: Token));
        await Items(client).InsertOneAsync(new BsonDocument(), cancellationToken: Token);
    }

    [Fact]
    public async Task CloseConnection_WithoutRetries_FailsAndDoesNothing()
    {
        using var client = Connect("&retryWrites=false");
        await own.Server.FailCommandAsync(new FailCommand { Commands = ["insert"], ClosesConnection = true }, Token);

        await Assert.ThrowsAnyAsync<MongoConnectionException>(() => Items(client).InsertOneAsync(new BsonDocument("_id", "closed"), cancellationToken: Token));

        Assert.Equal(0, await Items(client).CountDocumentsAsync(new BsonDocument("_id", "closed"), cancellationToken: Token));
    }

    [SkippableFact]
    public async Task CloseConnectionAfterExecution_WithoutRetries_FailsAndIsDone()
    {
        SkipUnlessFront();
        using var client = Connect("&retryWrites=false");
        await own.Server.FailCommandAsync(new FailCommand { Commands = ["insert"], ClosesConnectionAfterExecution = true }, Token);

        await Assert.ThrowsAnyAsync<MongoConnectionException>(() => Items(client).InsertOneAsync(new BsonDocument("_id", "done"), cancellationToken: Token));

        Assert.Equal(1, await Items(client).CountDocumentsAsync(new BsonDocument("_id", "done"), cancellationToken: Token));
    }

    [SkippableFact]
    public async Task CloseConnectionAfterExecution_WithRetries_IsDoneOnce()
    {
        SkipUnlessFront();
        using var client = Connect("");
        await Items(client).InsertOneAsync(new BsonDocument { { "_id", "counter" }, { "n", 0 } }, cancellationToken: Token);
        await own.Server.FailCommandAsync(new FailCommand { Commands = ["update"], ClosesConnectionAfterExecution = true }, Token);

        var result = await Items(client).UpdateOneAsync(
            new BsonDocument("_id", "counter"), new BsonDocument("$inc", new BsonDocument("n", 1)), cancellationToken: Token);

        Assert.Equal(1, result.ModifiedCount);
        Assert.Equal(1, (await Items(client).Find(new BsonDocument("_id", "counter")).SingleAsync(Token))["n"].AsInt32);
    }

    [Fact]
    public async Task Block_ThatLong_DelaysOnlyWhatItNames()
    {
        using var client = Connect("");
        await Items(client).CountDocumentsAsync(new BsonDocument(), cancellationToken: Token);
        await own.Server.FailCommandAsync(new FailCommand { Commands = ["insert"], Block = TimeSpan.FromMilliseconds(400) }, Token);
        var watch = Stopwatch.StartNew();
        await Items(client).Find(new BsonDocument("_id", "none")).AnyAsync(Token);
        var read = watch.Elapsed;
        await Items(client).InsertOneAsync(new BsonDocument(), cancellationToken: Token);

        Assert.InRange(watch.Elapsed - read, TimeSpan.FromMilliseconds(390), TimeSpan.FromSeconds(5));
        Assert.InRange(read, TimeSpan.Zero, TimeSpan.FromMilliseconds(390));
    }

    [Fact]
    public async Task Namespace_OfAnotherCollection_IsLeftAlone()
    {
        using var client = Connect("&retryWrites=false");
        await own.Server.FailCommandAsync(new FailCommand { Commands = ["insert"], Times = null, ErrorCode = 1, Namespace = "fail.other" }, Token);

        await Items(client).InsertOneAsync(new BsonDocument(), cancellationToken: Token);
        await Assert.ThrowsAsync<MongoCommandException>(() =>
            client.GetDatabase("fail").GetCollection<BsonDocument>("other").InsertOneAsync(new BsonDocument(), cancellationToken: Token));

        await own.Server.HealCommandsAsync(Token);
        await client.GetDatabase("fail").GetCollection<BsonDocument>("other").InsertOneAsync(new BsonDocument(), cancellationToken: Token);
    }

    [SkippableFact]
    public async Task Commit_AnswerLost_IsCommittedByTheDriversRetry()
    {
        SkipUnlessFront();
        using var client = Connect("");
        await Items(client).InsertOneAsync(new BsonDocument(), cancellationToken: Token);
        await own.Server.FailCommandAsync(new FailCommand { Commands = ["commitTransaction"], ClosesConnectionAfterExecution = true }, Token);
        using var session = await client.StartSessionAsync(cancellationToken: Token);
        session.StartTransaction();
        await Items(client).InsertOneAsync(session, new BsonDocument("_id", "committed"), cancellationToken: Token);

        await session.CommitTransactionAsync(Token);

        Assert.Equal(1, await Items(client).CountDocumentsAsync(new BsonDocument("_id", "committed"), cancellationToken: Token));
    }

    private void SkipUnlessFront() => Skip.If(own.Server.Kind != MongoServerKind.DocumentDb, "mongod cannot close a connection after execution");

    private static IMongoCollection<BsonDocument> Items(MongoClient client) => client.GetDatabase("fail").GetCollection<BsonDocument>("items");

    private MongoClient Connect(string options) => new(own.Server.ConnectionString + options);

    public sealed class OwnServer : IAsyncLifetime
    {
        public MongoServerProcess Server { get; private set; } = null!;

        public async Task InitializeAsync() => Server = await MongoServerProcess.StartAsync(new MongoServerOptions(), Token);

        public async Task DisposeAsync() => await Server.DisposeAsync();
    }
}
