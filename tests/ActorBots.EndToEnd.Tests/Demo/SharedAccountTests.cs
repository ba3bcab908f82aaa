using System.Globalization;
using System.Text;
using Xunit.Abstractions;

namespace ActorBots.EndToEnd.Tests.Demo;

/// <summary>Several bots on one account and symbol, killed in the middle, keep their stops and their books apart.</summary>
public sealed class SharedAccountTests(ITestOutputHelper output)
{
    private const int Candles = 600;
    private const int Kills = 3;

    /// <summary>The demo gives its bots to the venues in turn.</summary>
    private static readonly string[] _oneOfEachVenue = ["btcusdt-dip-01", "btcusdt-dip-02"];

    [Fact]
    public async Task HardCase26_Demo_ThreeBotsOnEachAccountKilled_BooksBalance()
    {
        using var folder = new TemporaryFolder();
        string[] options =
        [
            "--bots", "6", "--bots-per-account", "3", "--speed", "1800", "--candles", $"BTCUSDT={folder.Write("walk.csv", Walk())}",
        ];
        for (var kill = 1; kill <= Kills; kill++)
        {
            await using var demo = DemoProcess.Start(folder.PathOf("data"), options);
            await ClosesAsync(demo);
            await demo.Process.KillAsync();
        }

        await using var last = DemoProcess.Start(folder.PathOf("data"), options);
        await ClosesAsync(last);
        last.Process.RequestEnd();
        var report = await last.ReportAsync();
        output.WriteLine(report.ToString());
        Assert.True(report.GetProperty("books_balanced").GetBoolean(), report.ToString());
        Assert.True(report.GetProperty("positions_without_stop").GetInt32() == 0, report.ToString());
        Assert.True(report.GetProperty("duplicate_client_order_ids").GetInt32() == 0, report.ToString());
        Assert.All(report.GetProperty("venues").EnumerateArray(), v => Assert.True(v.GetProperty("trades").GetInt32() > 0, v.ToString()));
        Assert.Empty(DemoFiles.Query(folder.PathOf("data", "actorbots.db"), "SELECT * FROM trades WHERE exit_reason = 'EXTERNAL'"));
    }

    /// <summary>Waits until a bot on each venue has closed one more position.</summary>
    private static async Task ClosesAsync(DemoProcess demo)
    {
        var before = _oneOfEachVenue.Select(bot => (bot, demo.ClosedPositionsOf(bot))).ToArray();
        await demo.MarketMovesAsync();
        foreach (var (bot, count) in before)
        {
            await demo.ClosesPositionsAsync(bot, count + 1);
        }
    }

    /// <summary>A seeded walk of one-minute candles that dips often.</summary>
    private static string Walk()
    {
        var random = new Random(26);
        var csv = new StringBuilder("open_time_ms,open,high,low,close,volume\n");
        var open = 60_000m;
        var opened = new DateTimeOffset(2025, 3, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        for (var i = 0; i < Candles; i++)
        {
            var close = decimal.Round(open * (1m + ((random.Next(-200, 201) + (i % 40 < 20 ? -40 : 40)) / 100_000m)), 1);
            var (high, low) = (Math.Max(open, close) + random.Next(0, 40), Math.Min(open, close) - random.Next(0, 40));
            csv.Append(CultureInfo.InvariantCulture, $"{opened + (i * 60_000L)},{open},{high},{low},{close},{random.Next(1, 50)}\n");
            open = close;
        }

        return csv.ToString();
    }
}
