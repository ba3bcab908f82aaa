using System.Text.Json;
using Xunit.Abstractions;

namespace ActorBots.EndToEnd.Tests.Demo;

/// <summary>The whole demo, killed as <c>kill -9</c> does at random moments, again and again.</summary>
public sealed class KillDemoTests(ITestOutputHelper output)
{
    private const int Kills = 20;
    private const int Seed = 20_261_123;

    /// <summary>Every how many lives one is killed before its market moves: while it starts or recovers.</summary>
    private const int EarlyEvery = 4;

    [Fact]
    public async Task Demo_KilledAtTwentyRandomMoments_KeepsItsBooks()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(Seed);
        var gaps = new Gaps();
        for (var kill = 0; kill < Kills; kill++)
        {
            await using var demo = Start(folder);
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
            output.WriteLine($"kill {kill + 1}: longest gap {gaps.Longest.TotalMilliseconds:0} ms");
        }

        await using var last = Start(folder, "--for", "5s");
        await last.MarketMovesAsync();
        gaps.MarketMoves();
        AssertBooks(await last.ReportAsync(), gaps.Longest);
    }

    private static DemoProcess Start(TemporaryFolder folder, params string[] more) =>
        DemoProcess.Start(folder.FullName, ["--bots", "4", "--speed", "600", "--seed", "7", .. more]);

    private void AssertBooks(JsonElement report, TimeSpan longestGap)
    {
        output.WriteLine(report.ToString());
        var text = report.ToString();
        Assert.True(report.GetProperty("books_balanced").GetBoolean(), text);
        Assert.True(report.GetProperty("duplicate_client_order_ids").GetInt32() == 0, text);
        Assert.True(report.GetProperty("positions_without_stop").GetInt32() == 0, text);
        Assert.True(report.GetProperty("trades").GetInt32() > 0, text);
        Assert.True(report.GetProperty("webhooks_pending").GetInt64() == 0, text);
        Assert.InRange(report.GetProperty("unprotected_ms_max").GetInt64(), 0, (long)longestGap.TotalMilliseconds + 1_000);
    }

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
