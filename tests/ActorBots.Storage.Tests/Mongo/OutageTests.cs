using System.Diagnostics;
using ActorBots.Storage.Mongo;
using ActorBots.Testing.Mongo;
using MongoDB.Bson;
using MongoDB.Driver;
using Xunit.Abstractions;

namespace ActorBots.Storage.Tests.Mongo;

/// <summary>
/// The connection's bounds when the line to the store fails. A refusing server: 5 s of looking for another. A silent one: at most 10 s until
/// it is noticed (heartbeat's interval and connect time-out), then 5 s of looking for another. Once it is known to be away: 5 s.
/// </summary>
public sealed class OutageTests : IClassFixture<MongoFixture>, IAsyncLifetime
{
    private const int PoolSize = 100;
    private const int ConnectingAtOnce = 2;

    // Two connections watch the server.
    private const int Monitors = 2;

    // What a busy machine may add to a bound.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Selection = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly MongoFixture _mongo;
    private readonly ITestOutputHelper _output;
    private readonly string _database;
    private FaultyLink _line = null!;
    private MongoConnection _good = null!;

    public OutageTests(MongoFixture mongo, ITestOutputHelper output)
    {
        _mongo = mongo;
        _output = output;
        _database = mongo.NewDatabaseName();
    }

    public async Task InitializeAsync()
    {
        _line = await FaultyLink.StartAsync(_mongo.ConnectionString);
        _good = MongoConnection.Create(new MongoSettings { ConnectionString = _mongo.ConnectionString, Database = _database });
        await _good.Database.CreateCollectionAsync("things");
    }

    public async Task DisposeAsync()
    {
        await _line.DisposeAsync();
        await _good.Client.DropDatabaseAsync(_database);
        _good.Dispose();
    }

    [Theory]
    [InlineData("refused", 5)]
    [InlineData("black hole", 15)]
    [InlineData("answers lost", 15)]
    public async Task Operations_LineIsDead_EndInTheirBound(string fault, int seconds)
    {
        using var warm = Open();
        using var cold = Open();
        await InsertAsync(warm, "before");
        await _line.SetAsync(fault switch { "refused" => LinkFault.Refused, "black hole" => LinkFault.BlackHole, _ => LinkFault.AnswersLost });

        var first = TimeSpan.FromSeconds(seconds);
        await Task.WhenAll(
            FailsAsync("warm insert", first, () => InsertAsync(warm, "warm")),
            FailsAsync("warm find", first, () => Things(warm).Find(new BsonDocument()).ToListAsync()),
            FailsAsync("cold insert", first, () => InsertAsync(cold, "cold")),
            FailsAsync("cold find", first, () => Things(cold).Find(new BsonDocument()).ToListAsync()));
        await FailsAsync("later insert", Selection, () => InsertAsync(warm, "later"));

        await _line.HealAsync();
        var watch = Stopwatch.StartNew();
        await InsertAsync(warm, "healed");
        await InsertAsync(cold, "healed too");
        _output.WriteLine($"after the line is good again: {watch.Elapsed.TotalSeconds:0.0} s");
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Selection + Slack);
    }

    [Fact]
    public async Task Insert_AnswerLost_IsThereOnce()
    {
        using var connection = Open();
        await InsertAsync(connection, "before");
        await _line.SetAsync(LinkFault.AnswersLost);

        var insert = InsertAsync(connection, "unknown");
        await EventuallyAsync(async () => await CountAsync() == 2);
        Assert.False(insert.IsCompleted);
        await _line.SetAsync(LinkFault.Refused);
        await _line.HealAsync();

        // A server that keeps answers to retried writes says yes; one that does not says that the document exists. Both are known outcomes.
        var trouble = await Record.ExceptionAsync(() => insert.WaitAsync(Patience));
        Assert.True(trouble is null or MongoWriteException { WriteError.Category: ServerErrorCategory.DuplicateKey }, trouble?.ToString());
        Assert.Equal(2, await CountAsync());
    }

    [Fact]
    public async Task Operations_SlowAndNarrowLine_Succeed()
    {
        using var connection = Open();
        await InsertAsync(connection, "before");

        await _line.SetAsync(LinkFault.Slow(TimeSpan.FromMilliseconds(400)));
        await InsertAsync(connection, "slow");
        await _line.SetAsync(LinkFault.Narrow(100_000));
        await Things(connection).InsertOneAsync(new BsonDocument { ["_id"] = "narrow", ["body"] = new string('x', 150_000) });
        var found = await Things(connection).Find(new BsonDocument()).ToListAsync();

        Assert.Equal(3, found.Count);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(1_500)]
    public async Task Storm_AfterAnOutage_AllFinishOverABoundedNumberOfConnections(int operations)
    {
        var roundTrip = TimeSpan.FromMilliseconds(40);
        using var connection = Open();
        await InsertAsync(connection, "before");
        await _line.SetAsync(LinkFault.Refused);
        var waiting = Enumerable.Range(0, operations).Select(i => Task.Run(() => InsertAsync(connection, $"{i}"))).ToArray();
        await EventuallyAsync(() => Task.FromResult(_line.OpenConnections == 0));

        var before = _line.TotalConnections;
        var watch = Stopwatch.StartNew();
        await _line.SetAsync(LinkFault.Slow(roundTrip / 2));
        await Task.WhenAll(waiting).WaitAsync(Patience);

        var opened = _line.TotalConnections - before;
        _output.WriteLine($"{operations} in {watch.Elapsed.TotalSeconds:0.0} s over {opened} new connections, {_line.PeakConnections} at once");
        Assert.Equal(operations + 1, await CountAsync());
        Assert.InRange(_line.PeakConnections, 1, PoolSize + Monitors);

        // A connection takes a round trip at least before it is good, and no more than so many are begun at once.
        Assert.InRange(opened, 1, Monitors + (ConnectingAtOnce * (1 + (watch.Elapsed / roundTrip))));
    }

    [Fact]
    public async Task Writers_LineIsCutAgainAndAgain_LoseAndDoubleNothing()
    {
        using var connection = Open();
        using var isOver = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 8).Select(i => Task.Run(() => WriteUntilAsync(connection, i, isOver.Token))).ToArray();

        for (var cut = 1; cut <= 15; cut++)
        {
            var written = await CountAsync();
            await EventuallyAsync(async () => await CountAsync() > written + 20);
            await _line.CutAllAsync();
        }

        await isOver.CancelAsync();
        var acknowledged = await Task.WhenAll(writers).WaitAsync(Patience);
        _output.WriteLine($"{acknowledged.Sum()} writes, {_line.TotalConnections} connections, {_line.PeakConnections} at once");
        Assert.Equal(acknowledged.Sum(), await CountAsync());
        Assert.InRange(_line.PeakConnections, 1, PoolSize + Monitors);
    }

    private static IMongoCollection<BsonDocument> Things(MongoConnection connection) => connection.Database.GetCollection<BsonDocument>("things");

    private static Task InsertAsync(MongoConnection connection, string id) => Things(connection).InsertOneAsync(new BsonDocument("_id", id));

    // Writes numbered documents one after the other; each until it is known to be there.
    private static async Task<int> WriteUntilAsync(MongoConnection connection, int writer, CancellationToken isOver)
    {
        var number = 0;
        while (!isOver.IsCancellationRequested)
        {
            try
            {
                await InsertAsync(connection, $"{writer}-{number}");
                number++;
            }
            catch (MongoWriteException e) when (e.WriteError.Category == ServerErrorCategory.DuplicateKey)
            {
                number++;
            }
            catch (Exception e) when (e is MongoException or TimeoutException)
            {
                // Outcome unknown: the same document again.
            }
        }

        return number;
    }

    private static async Task EventuallyAsync(Func<Task<bool>> isSo)
    {
        for (var watch = Stopwatch.StartNew(); !await isSo(); await Task.Delay(10))
        {
            Assert.True(watch.Elapsed < Patience, $"it is not so after {Patience}");
        }
    }

    private MongoConnection Open() =>
        MongoConnection.Create(new MongoSettings { ConnectionString = _line.ConnectionString(_mongo.ConnectionString), Database = _database });

    private Task<long> CountAsync() => Things(_good).CountDocumentsAsync(new BsonDocument());

    private async Task FailsAsync(string what, TimeSpan bound, Func<Task> operation)
    {
        var watch = Stopwatch.StartNew();
        var trouble = await Assert.ThrowsAnyAsync<Exception>(operation);
        _output.WriteLine($"{what}: {trouble.GetType().Name} after {watch.Elapsed.TotalSeconds:0.0} s");
        Assert.True(trouble is MongoException or TimeoutException, trouble.ToString());
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, bound + Slack);
    }
}
