using System.Globalization;
using System.Text;
using Xunit.Abstractions;

namespace ActorBots.EndToEnd.Tests.Demo;

/// <summary>Law 7: the same market gives the same trades, to the digit.</summary>
public sealed class SameMarketTests(ITestOutputHelper output)
{
    /// <summary>Everything that a trade is; the ids, too, because they follow from the bot and its intents.</summary>
    private const string Trades = "SELECT * FROM trades ORDER BY bot_id, closed_at, _id";

    /// <summary>Everything that a position is, but its number in the journal: there, confirmed webhooks are gathered by the wall clock.</summary>
    private const string Positions = """
        SELECT _id, bot_id, symbol, side, quantity, entry_price, target_price, stop_loss, trailing_stop, status, entry_order_id, opened_at, closed_at
        FROM positions ORDER BY bot_id, _id
        """;

    /// <summary>
    /// Everything that the venue executed. Orders that a bot sends at the same instant arrive in any order, so neither the numbers of the
    /// executions nor those in the client order ids are compared.
    /// </summary>
    private const string Executions = """
        SELECT account, symbol, at_ms, kind, body -> '$.Side', body -> '$.Price', body -> '$.Quantity', body -> '$.Fee', body -> '$.GrossPnl'
        FROM executions ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9
        """;

    private const int Candles = 300;
    private static readonly TimeSpan RunTimeout = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task Demo_SameCandlesTwice_SameTradesToTheDigit()
    {
        using var folder = new TemporaryFolder();
        var options = new[] { "BTCUSDT", "ETHUSDT" }
            .SelectMany((symbol, i) => new[] { "--candles", $"{symbol}={folder.Write($"{symbol}.csv", Walk(seed: 11 + i, start: 60_000 - (i * 57_000)))}" })
            .ToList();
        await CompareAsync(folder, [.. options, "--speed", "max"]);
    }

    [SkippableFact]
    public async Task Demo_RealCandlesTwice_SameTradesToTheDigit()
    {
        var file = Repository.SharedData("candles/BTCUSDT-1m-bybit_linear-20250529_20250629.csv.gz");
        using var folder = new TemporaryFolder();
        var part = folder.Write("real.csv", await FirstRowsAsync(file, 2 * Candles));
        await CompareAsync(folder, ["--candles", $"BTCUSDT={part}", "--speed", "max"]);
    }

    private async Task CompareAsync(TemporaryFolder folder, string[] options)
    {
        await using var one = DemoProcess.Start(folder.PathOf("one"), options);
        await using var two = DemoProcess.Start(folder.PathOf("two"), options);
        var report = await one.ReportAsync(RunTimeout);
        await two.ReportAsync(RunTimeout);
        output.WriteLine(report.ToString());
        Assert.True(report.GetProperty("trades").GetInt32() > 0, report.ToString());
        AssertSame(folder, "venue-bybit.db", Executions);
        AssertSame(folder, "venue-bitunix.db", Executions);
        AssertSame(folder, "actorbots.db", Trades);
        AssertSame(folder, "actorbots.db", Positions);
    }

    private static void AssertSame(TemporaryFolder folder, string file, string sql)
    {
        var (one, two) = (DemoFiles.Query(folder.PathOf("one", file), sql), DemoFiles.Query(folder.PathOf("two", file), sql));
        Assert.NotEmpty(one);
        var row = one.Zip(two).TakeWhile(pair => pair.Item1 == pair.Item2).Count();
        Assert.True(
            one.SequenceEqual(two),
            $"{file}: {one.Count} and {two.Count} rows; row {row} is{Environment.NewLine}{one.ElementAtOrDefault(row)}{Environment.NewLine}{two.ElementAtOrDefault(row)}");
    }

    /// <summary>A seeded walk of one-minute candles with enough dips to trade.</summary>
    private static string Walk(int seed, decimal start)
    {
        var random = new Random(seed);
        var csv = new StringBuilder("open_time_ms,open,high,low,close,volume\n");
        var open = start;
        var opened = new DateTimeOffset(2025, 3, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        for (var i = 0; i < Candles; i++)
        {
            var close = decimal.Round(open * (1m + ((random.Next(-200, 201) + (i % 60 < 30 ? -30 : 30)) / 100_000m)), 1);
            var high = decimal.Round(Math.Max(open, close) * (1m + (random.Next(0, 100) / 100_000m)), 1);
            var low = decimal.Round(Math.Min(open, close) * (1m - (random.Next(0, 100) / 100_000m)), 1);
            csv.Append(CultureInfo.InvariantCulture, $"{opened + (i * 60_000L)},{open},{high},{low},{close},{random.Next(1, 50)}\n");
            open = close;
        }

        return csv.ToString();
    }

    private static async Task<string> FirstRowsAsync(string gzip, int rows)
    {
        await using var stream = new System.IO.Compression.GZipStream(File.OpenRead(gzip), System.IO.Compression.CompressionMode.Decompress);
        using var reader = new StreamReader(stream);
        var text = new StringBuilder();
        for (var i = 0; i <= rows && await reader.ReadLineAsync() is { } line; i++)
        {
            text.Append(line).Append('\n');
        }

        return text.ToString();
    }
}
