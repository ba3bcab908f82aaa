using System.Text.Json;

namespace ActorBots.EndToEnd.Tests.Demo;

/// <summary>A demo that is killed as <c>kill -9</c> does at random moments, again and again, and then ends by itself.</summary>
/// <param name="Report">The last life's figures.</param>
/// <param name="LongestStretch">The longest time from a kill to a life that was long enough to clear up what the kill left behind.</param>
internal sealed record KilledDemo(JsonElement Report, TimeSpan LongestStretch)
{
    private const int Kills = 20;

    /// <summary>Every how many lives one is killed before its market moves: while it starts or recovers.</summary>
    private const int EarlyEvery = 4;

    /// <summary>Every how many lives one lasts long enough.</summary>
    private const int LongEvery = 5;

    /// <summary>
    /// What was under way at a kill is cleared up when the venue's "no such order" counts: after the demo's settling time of 6 s, which begins
    /// before the market moves.
    /// </summary>
    private static readonly TimeSpan ClearingUp = TimeSpan.FromSeconds(7);

    /// <summary>Plays all lives.</summary>
    /// <param name="seed">Of the moments.</param>
    /// <param name="storage">The demo's option <c>--storage</c>.</param>
    public static async Task<KilledDemo> PlayAsync(int seed, string storage)
    {
        using var folder = new TemporaryFolder();
        var random = new Random(seed);
        var stretch = new Stretch();
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
                await LiveAsync(kill, random, stretch);
            }

            await demo.Process.KillAsync();
            stretch.Killed();
        }

        await using var last = Start(folder, storage, "--for", "8s");
        var report = await last.ReportAsync();
        stretch.ClearedUp();
        return new KilledDemo(report, stretch.Longest);
    }

    private static async Task LiveAsync(int kill, Random random, Stretch stretch)
    {
        if (kill % LongEvery == LongEvery - 1)
        {
            await Task.Delay(ClearingUp);
            stretch.ClearedUp();
        }

        await Task.Delay(random.Next(500, 3_000));
    }

    private static DemoProcess Start(TemporaryFolder folder, string storage, params string[] more) =>
        DemoProcess.Start(folder.FullName, ["--bots", "4", "--speed", "600", "--seed", "7", "--storage", storage, .. more]);

    /// <summary>The times from a kill to a life that lasted long enough.</summary>
    private sealed class Stretch
    {
        private long? _killed;

        public TimeSpan Longest { get; private set; }

        public void Killed() => _killed ??= TimeProvider.System.GetTimestamp();

        public void ClearedUp()
        {
            if (_killed is { } since && TimeProvider.System.GetElapsedTime(since) is var stretch && stretch > Longest)
            {
                Longest = stretch;
            }

            _killed = null;
        }
    }
}
