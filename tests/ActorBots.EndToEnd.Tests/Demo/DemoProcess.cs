using System.Text.Json;
using ActorBots.EndToEnd.Tests.Processes;

namespace ActorBots.EndToEnd.Tests.Demo;

/// <summary><c>actorbots demo --json</c> in a process of its own.</summary>
internal sealed class DemoProcess : IAsyncDisposable
{
    private const string MarketMoves = "the market moves on";
    private const string Closed = "closed position";

    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan EndTimeout = TimeSpan.FromSeconds(60);

    private readonly ChildProcess _process;
    private readonly string _log;
    private readonly int _movesBefore;

    private DemoProcess(ChildProcess process, string log, int movesBefore)
    {
        _process = process;
        _log = log;
        _movesBefore = movesBefore;
    }

    public ChildProcess Process => _process;

    /// <summary>Starts a demo.</summary>
    /// <param name="data">Its data folder.</param>
    /// <param name="options">More options.</param>
    public static DemoProcess Start(string data, params IEnumerable<string> options)
    {
        var log = Path.Combine(data, "logs", "actorbots.log");
        var arguments = (string[])["demo", "--json", "--data", data, .. options];
        return new DemoProcess(ChildProcess.Start(Programs.ActorBots, Path.GetTempPath(), arguments), log, DemoFiles.CountLines(log, MarketMoves));
    }

    /// <summary>Waits until all bots are there and the market begins to move.</summary>
    public Task MarketMovesAsync() => ReachesAsync("a moving market", () => DemoFiles.CountLines(_log, MarketMoves) > _movesBefore);

    /// <summary>How many positions the bots have closed in all lives.</summary>
    public int ClosedPositions => DemoFiles.CountLines(_log, Closed);

    /// <summary>How many positions one bot has closed in all lives.</summary>
    public int ClosedPositionsOf(string bot) => DemoFiles.CountLines(_log, bot, Closed);

    /// <summary>Waits until the bots have closed so many positions in all lives.</summary>
    public Task ClosesPositionsAsync(int count) => ReachesAsync($"{count} closed positions", () => ClosedPositions >= count);

    /// <summary>Waits until one bot has closed so many positions in all lives.</summary>
    public Task ClosesPositionsAsync(string bot, int count) => ReachesAsync($"{count} closed positions of {bot}", () => ClosedPositionsOf(bot) >= count);

    /// <summary>Waits for the end and reads the report.</summary>
    public async Task<JsonElement> ReportAsync(TimeSpan? timeout = null)
    {
        var code = await _process.EndAsync(timeout ?? EndTimeout);
        Assert.True(code is 0 or 1, $"exit code {code}; {_process}");
        Assert.NotEmpty(_process.Output);
        Assert.Single(_process.Output, line => line.StartsWith('{'));
        var report = JsonDocument.Parse(_process.Output[^1]).RootElement;
        Assert.True(code == 0, $"exit code {code}; {report}");
        return report;
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private async Task ReachesAsync(string what, Func<bool> isReached)
    {
        await Eventually.HoldsAsync(what, StartTimeout, () => _process.HasEnded || isReached());
        Assert.False(_process.HasEnded, $"the demo ended by itself; {_process}");
    }
}
