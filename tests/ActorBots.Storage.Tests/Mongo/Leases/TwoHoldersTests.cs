using System.Diagnostics;
using ActorBots.Storage.Mongo;
using ActorBots.Storage.Mongo.Leases;
using ActorBots.Testing.Mongo;
using MongoDB.Bson;

namespace ActorBots.Storage.Tests.Mongo.Leases;

/// <summary>Two processes want one lease, and the worst happens to the one that has it.</summary>
public sealed class TwoHoldersTests : IClassFixture<MongoFixture>, IAsyncLifetime
{
    private const string Name = "account-main";

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    // The time-out of leases that are to be lost, and of those that are to be kept however busy the machine is.
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(15);

    private readonly MongoFixture _mongo;
    private readonly string _database;
    private readonly List<IAsyncDisposable> _owned = [];
    private MongoConnection _connection = null!;
    private LeaseTable _table = null!;

    public TwoHoldersTests(MongoFixture mongo)
    {
        _mongo = mongo;
        _database = mongo.NewDatabaseName();
    }

    public async Task InitializeAsync()
    {
        _connection = MongoConnection.Create(new MongoSettings { ConnectionString = _mongo.ConnectionString, Database = _database });
        _table = new LeaseTable(_connection);
        await _connection.Database.CreateCollectionAsync("leases");
        await _connection.Database.CreateCollectionAsync("losses");
        await Accounts.InsertOneAsync(new BsonDocument { ["_id"] = "account", ["token"] = 0L, ["writes"] = new BsonArray() });
    }

    public async Task DisposeAsync()
    {
        foreach (var owned in _owned)
        {
            await owned.DisposeAsync();
        }

        await _connection.Client.DropDatabaseAsync(_database);
        _connection.Dispose();
    }

    [Fact]
    public async Task Hold_TwoProcesses_OneHoldsAfterTheOther()
    {
        var (first, second) = (await StartAsync("a", Long), await StartAsync("b", Long));

        Assert.Equal("HELD 1", await first.AskAsync("acquire"));
        Assert.Equal("TAKEN", await second.AskAsync("acquire"));
        Assert.Equal("RELEASED", await first.AskAsync("release"));
        Assert.Equal("HELD 2", await second.AskAsync("acquire"));
        Assert.Equal("TAKEN", await first.AskAsync("acquire"));
        Assert.Equal((0, 0), (first.Losses, second.Losses));
    }

    [Fact]
    public async Task HardCase_PausedHolder_KnowsThatItLostBeforeItActs()
    {
        var (paused, other) = (await StartAsync("a", Short), await StartAsync("b", Long));
        Assert.Equal("HELD 1", await paused.AskAsync("acquire"));
        Assert.Equal("ACTING", await paused.AskAsync("act"));
        await UntilWritesAsync(10);

        paused.Freeze();
        Assert.Equal("HELD 2", await other.AskAsync("await"));
        Assert.Equal("WROTE 2", await other.AskAsync("write"));
        await paused.SendAsync("check");
        await paused.SendAsync("force");
        paused.Thaw();

        Assert.Equal("CHECK False", await paused.ReadAsync());
        Assert.Equal("REFUSED 1", await paused.ReadAsync());
        Assert.Equal("LOST 1", await paused.Lost);
        Assert.Equal("NOTHELD", await paused.AskAsync("write"));
        Assert.Equal("TAKEN", await paused.AskAsync("acquire"));
        Assert.Equal("WROTE 2", await other.AskAsync("write"));
        Assert.Equal(1, paused.Losses);
        await AssertFencedAsync();
    }

    [Fact]
    public async Task HardCase_PausedShortly_GoesOnHolding()
    {
        var (paused, other) = (await StartAsync("a", Long), await StartAsync("b", Long));
        Assert.Equal("HELD 1", await paused.AskAsync("acquire"));

        paused.Freeze();
        await UntilAsync(async () => await RenewedAgoAsync() > 4 * Interval);
        paused.Thaw();

        Assert.Equal("CHECK True", await paused.AskAsync("check"));
        Assert.Equal("TAKEN", await other.AskAsync("acquire"));
        Assert.Equal(0, paused.Losses);
    }

    [Fact]
    public async Task HardCase_KilledHolder_IsReplacedAfterTheTimeoutByTheServersClock()
    {
        var (killed, other) = (await StartAsync("a", Short), await StartAsync("b", Long));
        Assert.Equal("HELD 1", await killed.AskAsync("acquire"));
        await killed.KillAsync();
        var left = await RowAsync();

        Assert.Equal("HELD 2", await other.AskAsync("await"));

        var taken = await RowAsync();
        Assert.Equal(Short, left.ExpiresAt - left.RenewedAt);
        Assert.True(taken.AcquiredAt >= left.ExpiresAt, $"taken at {taken.AcquiredAt:O}, expired at {left.ExpiresAt:O}");
    }

    [Fact]
    public async Task HardCase_RestartedWithTheSameName_InheritsNothing()
    {
        var killed = await StartAsync("pod-0:4053", Short);
        Assert.Equal("HELD 1", await killed.AskAsync("acquire"));
        var restarted = await StartAsync("pod-0:4053", Short);
        await killed.KillAsync();
        var left = await RowAsync();

        Assert.Equal("TAKEN", await restarted.AskAsync("acquire"));
        Assert.Equal("HELD 2", await restarted.AskAsync("await"));
        Assert.True((await RowAsync()).AcquiredAt >= left.ExpiresAt);
    }

    [Theory]
    [InlineData("black hole")]
    [InlineData("answers lost")]
    [InlineData("refused")]
    public async Task HardCase_CutOffHolder_GivesUpBeforeAnotherTakesIt(string fault)
    {
        var line = await FaultyLink.StartAsync(_mongo.ConnectionString);
        _owned.Add(line);
        var (cut, other) = (await StartAsync("a", Short, line.ConnectionString(_mongo.ConnectionString)), await StartAsync("b", Long));
        Assert.Equal("HELD 1", await cut.AskAsync("acquire"));
        Assert.Equal("ACTING", await cut.AskAsync("act"));

        await line.SetAsync(fault switch { "black hole" => LinkFault.BlackHole, "refused" => LinkFault.Refused, _ => LinkFault.AnswersLost });
        Assert.Equal("HELD 2", await other.AskAsync("await"));
        Assert.Equal("WROTE 2", await other.AskAsync("write"));

        Assert.Equal("LOST 1", await cut.Lost);
        var lostAt = (await _connection.Database.GetCollection<BsonDocument>("losses").FindByIdAsync("a"))["at"].ToUniversalTime();
        var takenAt = (await RowAsync()).AcquiredAt;
        Assert.True(lostAt < takenAt, $"given up at {lostAt:O}, taken at {takenAt:O}");
        await line.HealAsync();
        Assert.Equal("TAKEN", await UntroubledAsync(cut));
        Assert.Equal((1, 0), (cut.Losses, other.Losses));
        await AssertFencedAsync();
    }

    [Theory]
    [InlineData(3_600)]
    [InlineData(-3_600)]
    public async Task HardCase_WallClockJumps_ChangeNothing(int seconds)
    {
        var (holder, other) = (await StartAsync("a", Long), await StartAsync("b", Long));
        Assert.Equal("HELD 1", await holder.AskAsync("acquire"));

        Assert.Equal("JUMPED", await holder.AskAsync($"jump {seconds}"));
        Assert.Equal("JUMPED", await other.AskAsync($"jump {-seconds}"));

        var began = (await RowAsync()).RenewedAt;
        await UntilAsync(async () =>
        {
            Assert.Equal("CHECK True", await holder.AskAsync("check"));
            Assert.Equal("TAKEN", await other.AskAsync("acquire"));
            return (await RowAsync()).RenewedAt - began > 6 * Interval;
        });
        Assert.Equal((1L, 0), ((await RowAsync()).Version, holder.Losses));
    }

    private MongoDB.Driver.IMongoCollection<BsonDocument> Accounts => _connection.Database.GetCollection<BsonDocument>("fenced");

    private async Task<HolderProcess> StartAsync(string owner, TimeSpan timeout, string? leaseLine = null)
    {
        var holder = await HolderProcess.StartAsync(
            leaseLine ?? _mongo.ConnectionString, _mongo.ConnectionString, _database, Name, owner, $"{timeout.TotalSeconds}s", $"{Interval.TotalMilliseconds}ms", "2s");
        _owned.Insert(0, holder);
        return holder;
    }

    private async Task<LeaseRow> RowAsync() => (await _table.FindAsync(Name, CancellationToken.None))!;

    // Two readings of the server's clock: the lease's and that of a write made now.
    private async Task<TimeSpan> RenewedAgoAsync()
    {
        var now = await _table.AcquireAsync(
            new LeaseClaim { Name = "clock", Owner = "test", Incarnation = "test", Timeout = Short }, CancellationToken.None);
        return now.RenewedAt - (await RowAsync()).RenewedAt;
    }

    // After the larger token has written, no smaller one has.
    private async Task AssertFencedAsync()
    {
        var tokens = (await Accounts.FindByIdAsync("account"))["writes"].AsBsonArray.Select(static write => write["token"].ToInt64()).ToArray();
        Assert.Contains(1, tokens);
        Assert.Contains(2, tokens);
        Assert.Equal(tokens.Order(), tokens);
    }

    private Task UntilWritesAsync(int count) =>
        UntilAsync(async () => (await Accounts.FindByIdAsync("account"))["writes"].AsBsonArray.Count >= count);

    private static async Task<string> UntroubledAsync(HolderProcess holder)
    {
        var answer = string.Empty;
        await UntilAsync(async () => !(answer = await holder.AskAsync("acquire")).StartsWith("TROUBLE", StringComparison.Ordinal));
        return answer;
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        for (var watch = Stopwatch.StartNew(); !await isSo(); await Task.Delay(20))
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), "it is not so after 60 s");
        }
    }
}
