using System.Globalization;
using ActorBots.Host.Demo;
using ActorBots.Host.Simulated;
using ActorBots.Simulation.Feeds;
using Spectre.Console;

namespace ActorBots.Host.Tests.Nodes;

/// <summary>What a whole node leaves in its log folder.</summary>
public sealed class LogFilesTests : IDisposable
{
    private const int Candles = 260;

    private readonly string _folder = Directory.CreateTempSubdirectory("actorbots-logs-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Logs_OfAShortDemo_HaveOneFilePerBotWithIdsAndNoSecret()
    {
        var feed = Path.Combine(_folder, "btc.csv");
        await File.WriteAllLinesAsync(feed, Market());
        var options = new DemoOptions
        {
            Bots = 2,
            BotsPerAccount = 1,
            Wires = SimulatedWire.All,
            Speed = null,
            For = null,
            Feeds = [new FeedSettings.Candles("BTCUSDT", feed)],
            Seed = 7,
            DataDirectory = Path.Combine(_folder, "data"),
            Json = true,
        };
        using var output = new StringWriter();
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(5));

        var report = await new DemoRunner(options, AnsiConsole.Console, output, TimeProvider.System).RunAsync(timeout.Token);

        Assert.True(report.BooksBalanced, string.Join('\n', report.Differences));
        Assert.True(report.Orders > 0, "the market gave no reason to trade");
        Assert.Contains("\"books_balanced\":true", output.ToString(), StringComparison.Ordinal);
        var fleet = new DemoFleet(options, ["BTCUSDT"]);
        var logs = Directory.GetFiles(Path.Combine(options.DataDirectory, "logs")).ToDictionary(f => Path.GetFileName(f), File.ReadAllText);
        foreach (var bot in fleet.Bots)
        {
            Assert.Contains($"[{bot.BotId}] [] [{bot.BotId}#2]", logs[$"{bot.BotId}.log"], StringComparison.Ordinal);
        }

        Assert.Matches(@"\[btcusdt-dip-01\] \[btcusdt-dip-01-000001e\] \[btcusdt-dip-01#\d+\]", logs["btcusdt-dip-01.log"]);
        Assert.DoesNotContain("btcusdt-dip-02", logs["btcusdt-dip-01.log"], StringComparison.Ordinal);
        Assert.Contains("actorbots.log", logs.Keys);
        string[] secrets = [fleet.WebhookSecret, .. options.Wires.SelectMany(w => fleet.AccountsAt(w.Name)).Select(a => a.ApiSecret)];
        Assert.All(logs, log => Assert.All(secrets, secret => Assert.DoesNotContain(secret, log.Value, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>A calm market with a dip and a recovery every half hour.</summary>
    private static IEnumerable<string> Market()
    {
        yield return "open_time_ms,open,high,low,close,volume";
        var start = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        var price = 60_000m;
        for (var i = 0; i < Candles; i++)
        {
            var close = 60_000m + (i % 30 is > 15 and < 22 ? -90m * ((i % 30) - 15) : i % 2 == 0 ? 20m : -20m);
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{start + (i * 60_000L)},{price},{Math.Max(price, close) + 10m},{Math.Min(price, close) - 10m},{close},5");
            price = close;
        }
    }
}
