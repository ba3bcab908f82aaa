using System.Globalization;
using ActorBots.EndToEnd.Tests.Crashes;
using ActorBots.Host.Simulated;
using ActorBots.Storage.Mongo;
using ActorBots.Testing.Mongo;

namespace ActorBots.EndToEnd.Tests.Outages;

/// <summary>
/// A real node on MongoDB, reached over a line that a test can spoil, through one round of a scripted market. The market moves only when the
/// bot has done everything that the last tick caused, however long the store was away.
/// </summary>
internal sealed class OutageLane : IAsyncDisposable
{
    private static readonly TimeSpan StateTimeout = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();
    private readonly CrashStore _seenFromOutside;
    private readonly FaultyLink _link;
    private CrashVenue _venue = null!;
    private CrashNodeProcess _node = null!;

    private OutageLane(FaultyLink link, MongoSettings direct)
    {
        _link = link;
        _seenFromOutside = new CrashStore(_folder.PathOf("node"), direct);
    }

    /// <summary>The line between node and store.</summary>
    public FaultyLink Link => _link;

    /// <summary>Orders that the venue has accepted.</summary>
    public long Orders => _venue.Audit.Orders;

    /// <summary>Open positions at the venue that no stop covers.</summary>
    public int PositionsWithoutStop => _venue.Audit.PositionsWithoutFullCover;

    /// <summary>Open positions at the venue.</summary>
    public int OpenPositions => _venue.Audit.OpenPositions;

    /// <summary>Plays a round.</summary>
    /// <param name="direct">The store, for looking at it past the line.</param>
    /// <param name="round">What the market does.</param>
    /// <param name="disturb">Called after each tick, with its place in the round, before the bot is waited for.</param>
    /// <param name="followsTopology">Whether the node goes past the line, straight to the replica set, whose primary may change.</param>
    public static async Task<RoundResult> PlayAsync(
        MongoSettings direct, Round round, Func<OutageLane, int, Task> disturb, bool followsTopology = false)
    {
        await using var link = await FaultyLink.StartAsync(direct.ConnectionString);
        await using var lane = new OutageLane(link, direct);
        lane._venue = await CrashVenue.OpenAsync(SimulatedWire.Bybit, lane._folder.PathOf("venue.db"), [round]);
        var way = followsTopology ? direct : direct with { ConnectionString = link.ConnectionString(direct.ConnectionString) };
        lane._node = await CrashNodeProcess.StartAsync(lane._venue, new CrashStore(lane._folder.PathOf("node"), way));
        return await lane.RoundAsync(round, disturb);
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        await _venue.DisposeAsync();
        _folder.Dispose();
    }

    private async Task<RoundResult> RoundAsync(Round round, Func<OutageLane, int, Task> disturb)
    {
        var (trades, status) = (0, string.Empty);
        for (var i = 0; i < round.Ticks; i++)
        {
            var tick = _venue.Advance();
            await disturb(this, i);
            (trades, status) = await SettledAsync(tick);
        }

        var rows = await Eventually.GetAsync($"trade {trades} in the books", StateTimeout, async () =>
        {
            var found = await _seenFromOutside.TradesAsync();
            return found.Count >= trades ? found : null;
        });
        return new RoundResult
        {
            Trades = string.Join(Environment.NewLine, rows),
            Executions = string.Join(Environment.NewLine, _venue.Executions(0)),
            Wallet = _venue.Wallet,
            Orders = _venue.Audit.Orders,
            Duplicates = _venue.Audit.DuplicateClientOrderIds,
            OpenPositions = _venue.Audit.OpenPositions,
            BooksBalance = _venue.Audit.BooksBalance,
            Status = status,
            Deaths = 0,
        };
    }

    private async Task<(int Trades, string Status)> SettledAsync(long tick)
    {
        // A bot that the outage stopped is not waited for by its instrument's hub before it is back.
        await _node.AskAsync("back");
        var answer = await _node.AskAsync(string.Create(CultureInfo.InvariantCulture, $"settle {tick}"));
        return answer?.Split(' ') is ["settled", var trades, var status]
            ? (int.Parse(trades, CultureInfo.InvariantCulture), status)
            : throw new InvalidOperationException($"tick {tick}: the node said '{answer}'; {_node}");
    }
}
