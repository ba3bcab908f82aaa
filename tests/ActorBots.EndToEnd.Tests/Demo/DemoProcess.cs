using System.Text.Json;
using ActorBots.EndToEnd.Tests.Processes;

namespace ActorBots.EndToEnd.Tests.Demo;

/// <summary><c>actorbots demo --json</c> in a process of its own.</summary>
internal sealed class DemoProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan EndTimeout = TimeSpan.FromSeconds(60);

    private readonly ChildProcess _process;
    private readonly string _data;
    private readonly long _ticksBefore;

    private DemoProcess(ChildProcess process, string data, long ticksBefore)
    {
        _process = process;
        _data = data;
        _ticksBefore = ticksBefore;
    }

    public ChildProcess Process => _process;

    /// <summary>Starts a demo.</summary>
    /// <param name="data">Its data folder.</param>
    /// <param name="options">More options.</param>
    public static DemoProcess Start(string data, params IEnumerable<string> options)
    {
        var before = DemoFiles.Ticks(data);
        return new DemoProcess(ChildProcess.Start(Programs.ActorBots, Path.GetTempPath(), ["demo", "--json", "--data", data, .. options]), data, before);
    }

    /// <summary>Waits until the market has moved by a number of ticks since the start.</summary>
    public async Task MarketMovesAsync(long ticks = 1)
    {
        await Eventually.HoldsAsync(
            $"tick {ticks} of the market", StartTimeout, () => _process.HasEnded || DemoFiles.Ticks(_data) >= _ticksBefore + ticks);
        Assert.False(_process.HasEnded, $"the demo ended by itself; {_process}");
    }

    /// <summary>Waits for the end and reads the report.</summary>
    public async Task<JsonElement> ReportAsync(TimeSpan? timeout = null)
    {
        var code = await _process.EndAsync(timeout ?? EndTimeout);
        Assert.True(code is 0 or 1, $"exit code {code}; {_process}");
        Assert.NotEmpty(_process.Output);
        var report = JsonDocument.Parse(_process.Output[^1]).RootElement;
        Assert.True(code == 0, $"exit code {code}; {report}");
        return report;
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
