using System.Text.Json;

namespace ActorBots.EndToEnd.Tests.Demo;

/// <summary>A demo that is killed as <c>kill -9</c> does at random moments, again and again, and then ends by itself.</summary>
/// <param name="Report">The last life's figures.</param>
/// <param name="LongestGap">The longest time from a kill to a life in which the market moved.</param>
internal sealed record KilledDemo(JsonElement Report, TimeSpan LongestGap)
{
    private const int Kills = 20;

    /// <summary>Every how many lives one is killed before its market moves: while it starts or recovers.</summary>
    private const int EarlyEvery = 4;

    /// <summary>Plays all lives.</summary>
    /// <param name="seed">Of the moments.</param>
    /// <param name="storage">The demo's option <c>--storage</c>.</param>
    public static async Task<KilledDemo> PlayAsync(int seed, string storage)
    {
        using var folder = new TemporaryFolder();
        var random = new Random(seed);
        var gaps = new Gaps();
        for (var kill = 0; kill < Kills; kill++)
        {
            await using var demo = Start(folder, storage);
            if (kill % EarlyEvery == EarlyEvery - 1)
            {
                await Task.Delay(random.Next(200, 3_000));
            }
            else
            {
                await demo.MarketMovesAsync();
                gaps.MarketMoves();
                await Task.Delay(random.Next(500, 3_000));
            }

            await demo.Process.KillAsync();
            gaps.Killed();
        }

        await using var last = Start(folder, storage, "--for", "5s");
        await last.MarketMovesAsync();
        gaps.MarketMoves();
        return new KilledDemo(await last.ReportAsync(), gaps.Longest);
    }

    private static DemoProcess Start(TemporaryFolder folder, string storage, params string[] more) =>
        DemoProcess.Start(folder.FullName, ["--bots", "4", "--speed", "600", "--seed", "7", "--storage", storage, .. more]);

    /// <summary>The times from a kill to the next life in which the market moves.</summary>
    private sealed class Gaps
    {
        private long? _killed;

        public TimeSpan Longest { get; private set; }

        public void Killed() => _killed ??= TimeProvider.System.GetTimestamp();

        public void MarketMoves()
        {
            if (_killed is { } since && TimeProvider.System.GetElapsedTime(since) is var gap && gap > Longest)
            {
                Longest = gap;
            }

            _killed = null;
        }
    }
}
