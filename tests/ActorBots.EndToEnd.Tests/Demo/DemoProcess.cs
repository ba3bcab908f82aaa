using System.Text.Json;
using ActorBots.EndToEnd.Tests.Processes;

namespace ActorBots.EndToEnd.Tests.Demo;

/// <summary><c>actorbots demo --json</c> in a process of its own.</summary>
internal sealed class DemoProcess : IAsyncDisposable
{
    private const string MarketMoves = "the market moves on";

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
    public async Task MarketMovesAsync()
    {
        await Eventually.HoldsAsync(
            "a moving market", StartTimeout, () => _process.HasEnded || DemoFiles.CountLines(_log, MarketMoves) > _movesBefore);
        Assert.False(_process.HasEnded, $"the demo ended by itself; {_process}");
    }

    /// <summary>How many positions the bots have closed in all lives.</summary>
    public int ClosedPositions => DemoFiles.CountLines(_log, "closed position");

    /// <summary>Waits until the bots have closed so many positions in all lives.</summary>
    public async Task ClosesPositionsAsync(int count)
    {
        await Eventually.HoldsAsync($"{count} closed positions", StartTimeout, () => _process.HasEnded || ClosedPositions >= count);
        Assert.False(_process.HasEnded, $"the demo ended by itself; {_process}");
    }

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
}
