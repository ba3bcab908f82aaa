using System.IO.Compression;
using ActorBots.Simulation.Feeds;
using Microsoft.Extensions.Time.Testing;

namespace ActorBots.Simulation.Tests.Feeds;

public sealed class CsvTests
{
    private const string Header = "open_time_ms,open,high,low,close,volume\n";

    [Theory]
    [InlineData("1748538300000,abc,2,1,1.5,3", ":3: open 'abc' must be a number from 0.000000000001 to 1000000000")]
    [InlineData("1748538300000,1,2,1.1,1.5,3", ":3: low '1.1' must be at most open and close (1)")]
    [InlineData("1748538300000,1,1.2,1,1.5,3", ":3: high '1.2' must be at least open and close (1.5)")]
    [InlineData("1748538300000,1,2,1,1.5,-3", ":3: volume '-3' must be a number from 0")]
    [InlineData("1748538240000,1,2,1,1.5,3", ":3: open_time_ms '1748538240000' must be later than the row before (1748538240000)")]
    [InlineData("1748538300001,1,2,1,1.5,3", ":3: open_time_ms '1748538300001' must be on a whole minute")]
    [InlineData("17485383,1,2,1,1.5,3", ":3: open_time_ms '17485383' must be a whole number of milliseconds since 1970")]
    [InlineData("1748538300000,1,2,1,1.5", ":3: row has 5 fields, must have 6")]
    public async Task OpenAsync_BadCandleRow_NamesFileLineFieldValueAndRange(string row, string expected)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("candles.csv", Header + "1748538240000,1,2,1,1.5,3\n" + row + "\n");

        var error = await OpenFailsAsync(new FeedSettings.Candles("BTCUSDT", file));

        Assert.StartsWith(file + expected, Assert.Single(error.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAsync_ManyBadRowsInTwoFiles_TellsTheFirstTenOfEach()
    {
        using var folder = new TemporaryFolder();
        var candles = folder.Write("candles.csv", Header + string.Concat(Enumerable.Repeat("x,1,2,1,1.5,3\n", 50)));
        var trades = folder.Write("trades.csv", "time_ms,price,qty,side\n1748538240000,1,1,Buy\n1748538240000,0,1,sell\n");

        var error = await OpenFailsAsync(new FeedSettings.Candles("BTCUSDT", candles), new FeedSettings.Trades("ETHUSDT", trades));

        Assert.Equal(12, error.Problems.Length);
        Assert.Contains(error.Problems, p => p.EndsWith("trades.csv:2: side 'Buy' must be buy or sell", StringComparison.Ordinal));
        Assert.Contains(error.Problems, p => p.Contains("trades.csv:3: price '0' must be a number", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("time,open\n1,2\n", ":1: header 'time,open' must be 'open_time_ms,open,high,low,close,volume'")]
    [InlineData("", ":1: header '' must be")]
    [InlineData(Header, ": 0 rows, must be at least 2")]
    [InlineData(Header + "1748538240000,1,2,1,1.5,3\n1748538360000,1,2,1,1.5,3\n", ": shortest step between rows 120000 ms must be one of")]
    public async Task OpenAsync_UnusableCandleFile_SaysWhatIsMissing(string text, string expected)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("candles.csv", text);

        var error = await OpenFailsAsync(new FeedSettings.Candles("BTCUSDT", file));

        Assert.StartsWith(file + expected, Assert.Single(error.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAsync_MissingFile_SaysSo()
    {
        var error = await OpenFailsAsync(new FeedSettings.Candles("BTCUSDT", "no-such-file.csv"));

        Assert.StartsWith("no-such-file.csv: cannot be read", Assert.Single(error.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAsync_GzipAndPlain_GiveTheSameCandles()
    {
        using var folder = new TemporaryFolder();
        var text = Header + "1748538240000,1,2,1,1.5,3\n1748538300000,1.5,1.6,1.2,1.3,4\n";
        var plain = folder.Write("candles.csv", text);
        await using (var gzip = new GZipStream(File.Create(folder.PathOf("candles.csv.gz")), CompressionLevel.Fastest))
        {
            gzip.Write(System.Text.Encoding.UTF8.GetBytes(text));
        }

        var problems = new List<string>();
        var fromPlain = await CandleFile.ReadAsync(plain, problems, CancellationToken.None);
        var fromGzip = await CandleFile.ReadAsync(folder.PathOf("candles.csv.gz"), problems, CancellationToken.None);

        Assert.Empty(problems);
        Assert.Equal<SourceCandle>(fromPlain!.Candles, fromGzip!.Candles);
    }

    [Fact]
    public async Task OpenAsync_FeedsWithoutCommonTime_AreRefused()
    {
        using var folder = new TemporaryFolder();
        var early = folder.Write("early.csv", Header + "1648538280000,1,2,1,1.5,3\n1648538340000,1,2,1,1.5,3\n");
        var late = folder.Write("late.csv", Header + "1748538240000,1,2,1,1.5,3\n1748538300000,1,2,1,1.5,3\n");

        var error = await OpenFailsAsync(new FeedSettings.Candles("BTCUSDT", early), new FeedSettings.Candles("ETHUSDT", late));

        Assert.Contains("must overlap in time", Assert.Single(error.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAsync_BadSettings_TellsAllProblemsAtOnce()
    {
        var settings = Bench.Settings(new FeedSettings.Synthetic("btc"), new FeedSettings.Synthetic("ETHUSDT"), new FeedSettings.Synthetic("ETHUSDT")) with
        {
            Speed = 0.5m,
            StepsPerLeg = 0,
            Accounts = [new("a b", "", -1m)],
        };

        var error = await Assert.ThrowsAsync<SimulationInputException>(() =>
            SimulatedExchange.OpenAsync(settings, new FakeTimeProvider(), CancellationToken.None));

        Assert.Equal(7, error.Problems.Length);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    private static Task<SimulationInputException> OpenFailsAsync(params FeedSettings[] feeds) =>
        Assert.ThrowsAsync<SimulationInputException>(() =>
            SimulatedExchange.OpenAsync(Bench.Settings([.. feeds]), new FakeTimeProvider(), CancellationToken.None));
}
