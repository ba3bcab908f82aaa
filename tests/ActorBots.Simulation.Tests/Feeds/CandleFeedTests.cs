using System.Collections.Concurrent;
using ActorBots.Domain.MarketData;
using ActorBots.Simulation.Feeds;
using ActorBots.Simulation.Market;
using Microsoft.Extensions.Time.Testing;

namespace ActorBots.Simulation.Tests.Feeds;

public sealed class CandleFeedTests
{
    // A month of minutes is replayed once, however many tests look at it.
    private static readonly ConcurrentDictionary<string, Task<Func<CandleInterval, List<MarketCandle>>>> Replays = new();

    [SkippableTheory]
    [InlineData("BTCUSDT", "candles/BTCUSDT-1m-bybit_linear-20250529_20250629.csv.gz", 44_613)]
    [InlineData("ETHUSDT", "candles/ETHUSDT-1m-bybit_linear-20250529_20250629.csv.gz", 44_612)]
    [InlineData("BTCUSDT", "candles/BTCUSDT-1m-binance_spot-20230320_20230326.csv.gz", 10_000)]
    [InlineData("BTCUSDT", "candles/BTCUSDT-1m-binance_usdm-20250127_20250226.csv.gz", 43_198)]
    public async Task Replay_RealMinutes_AddsUpToExactlyTheSourceCandles(string symbol, string file, int rows)
    {
        var path = SharedData.Require(file);
        var source = await ReadAsync(path);
        var replayed = await ReplayAsync(symbol, path);

        Assert.Equal(rows, source.Candles.Length);
        AssertSame(source, replayed(CandleInterval.OneMinute), rows);
    }

    [SkippableTheory]
    [InlineData("BTCUSDT", "20250529_20250629", CandleInterval.FiveMinutes, 8_922)]
    [InlineData("BTCUSDT", "20250529_20250629", CandleInterval.FifteenMinutes, 2_973)]
    [InlineData("ETHUSDT", "20250529_20250629", CandleInterval.FiveMinutes, 8_921)]
    [InlineData("ETHUSDT", "20250529_20250629", CandleInterval.FifteenMinutes, 2_973)]
    public async Task Replay_RealMinutes_AddsUpToTheExchangesOwnLongerCandles(string symbol, string period, CandleInterval interval, int common)
    {
        var minutes = SharedData.Require($"candles/{symbol}-1m-bybit_linear-{period}.csv.gz");
        var longer = await ReadAsync(SharedData.Require($"candles/{symbol}-{interval.Name()}-bybit_linear-20250403_20250702.csv.gz"));
        var replayed = await ReplayAsync(symbol, minutes);

        // A candle of which the minutes' span has only a part cannot be compared.
        var first = replayed(CandleInterval.OneMinute)[0].OpenTime;
        var last = replayed(CandleInterval.OneMinute)[^1].OpenTime;
        var complete = replayed(interval).Where(c => c.OpenTime >= first && c.OpenTime + interval.Length() <= last.AddMinutes(1));
        AssertSame(longer, complete.ToList(), common);
    }

    [SkippableFact]
    public async Task Replay_RealQuarters_AddsUpToTheExchangesOwnHours()
    {
        var quarters = SharedData.Require("candles/BTCUSDT-15m-binance_usdm-2023.csv.gz");
        var hours = await ReadAsync(SharedData.Require("candles/BTCUSDT-1h-binance_usdm-2023.csv.gz"));
        var replayed = await ReplayAsync("BTCUSDT", quarters);

        AssertSame(await ReadAsync(quarters), replayed(CandleInterval.FifteenMinutes), 35_040);
        AssertSame(hours, replayed(CandleInterval.OneHour), 8_760);
    }

    [SkippableFact]
    public async Task Replay_FileWithAGap_MakesNoCandlesUp()
    {
        var replayed = await ReplayAsync("BTCUSDT", SharedData.Require("candles/BTCUSDT-1m-binance_spot-20230320_20230326.csv.gz"));
        var minutes = replayed(CandleInterval.OneMinute);

        var gapStart = new DateTimeOffset(2023, 3, 24, 12, 40, 0, TimeSpan.Zero);
        Assert.DoesNotContain(minutes, c => c.OpenTime >= gapStart && c.OpenTime < gapStart.AddMinutes(80));
        Assert.Contains(minutes, c => c.OpenTime == gapStart.AddMinutes(-1) && c.Volume == 0m);
        Assert.Contains(minutes, c => c.OpenTime == gapStart.AddMinutes(80));
    }

    [SkippableFact]
    public async Task Replay_RealTrades_AddUpToTheExchangesOwnMinutes()
    {
        var file = SharedData.Require("trades/BTCUSDT-trades-binance_spot-20240808T2354.csv.gz");
        var own = await ReadAsync(SharedData.Require("trades/BTCUSDT-1m-binance_spot-20240808T2355.csv"));
        await using var exchange = await SimulatedExchange.OpenAsync(
            Bench.Settings(new FeedSettings.Trades("BTCUSDT", file)), new FakeTimeProvider(), CancellationToken.None);
        await exchange.RunAsync(null, CancellationToken.None);

        var minutes = exchange.GetCandles("BTCUSDT", CandleInterval.OneMinute, null, null, 1000).Reverse().Where(c => c.IsClosed).ToList();

        AssertSame(own, minutes.Where(m => m.OpenTime >= new DateTimeOffset(2024, 8, 8, 23, 55, 0, TimeSpan.Zero)).ToList(), 10);
    }

    private static async Task<CandleFile> ReadAsync(string path)
    {
        var problems = new List<string>();
        var file = await CandleFile.ReadAsync(path, problems, CancellationToken.None);
        Assert.Empty(problems);
        return file!;
    }

    private static Task<Func<CandleInterval, List<MarketCandle>>> ReplayAsync(string symbol, string path) =>
        Replays.GetOrAdd(path, _ => ReplayWholeAsync(symbol, path));

    private static async Task<Func<CandleInterval, List<MarketCandle>>> ReplayWholeAsync(string symbol, string path)
    {
        var settings = Bench.Settings(new FeedSettings.Candles(symbol, path)) with { CandlesKept = 100_000 };
        await using var exchange = await SimulatedExchange.OpenAsync(settings, new FakeTimeProvider(), CancellationToken.None);
        await exchange.RunAsync(null, CancellationToken.None);

        Assert.True(exchange.FeedEnded);
        var candles = CandleIntervals.All.ToDictionary(
            i => i,
            i => exchange.GetCandles(symbol, i, null, null, int.MaxValue).Reverse().ToList());
        return interval => candles[interval];
    }

    private static void AssertSame(CandleFile source, List<MarketCandle> replayed, int expected)
    {
        var byTime = source.Candles.ToDictionary(c => c.OpenMs);
        var compared = 0;
        foreach (var candle in replayed)
        {
            if (byTime.TryGetValue(candle.OpenTime.ToUnixTimeMilliseconds(), out var own))
            {
                Assert.Equal((own.Open, own.High, own.Low, own.Close, own.Volume), (candle.Open, candle.High, candle.Low, candle.Close, candle.Volume));
                compared++;
            }
        }

        Assert.Equal(expected, compared);
    }
}
