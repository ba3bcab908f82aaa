using System.Globalization;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.MarketData;
using ActorBots.Ports.Venues;
using ActorBots.Venues.Tests.Stub;
using static ActorBots.Venues.Tests.Stub.BitunixMarketBench;

namespace ActorBots.Venues.Tests.Bitunix;

public sealed class BitunixMarketDataClientTests
{
    private const CandleInterval Minute = CandleInterval.OneMinute;

    [Fact]
    public async Task GetInstrumentsAsync_Always_GivesOnlyUsdtPerpetualsWithTheirFilters()
    {
        await using var bench = await StartAsync();
        bench.Venue.On(PairsPath, Ok(string.Join(
            ',',
            Pair("BTCUSDT"),
            Pair("1000PEPEUSDT").Replace("\"basePrecision\":4", "\"basePrecision\":\"0\"", StringComparison.Ordinal),
            Pair("STOPUSDT").Replace("OPEN", "CANCEL_ONLY", StringComparison.Ordinal),
            Pair("NVDAUSDT").Replace("true", "false", StringComparison.Ordinal),
            Pair("BTCUSDC").Replace("\"quote\":\"USDT\"", "\"quote\":\"USDC\"", StringComparison.Ordinal),
            Pair("ODDUSDT").Replace("\"maxMarketOrderVolume\":\"50000\"", "\"maxMarketOrderVolume\":null", StringComparison.Ordinal))));

        var instruments = (await bench.Market.GetInstrumentsAsync(CancellationToken.None)).Value;

        Assert.Equal(["BTCUSDT", "1000PEPEUSDT", "STOPUSDT", "NVDAUSDT"], instruments.Select(i => i.Id.Symbol));
        Assert.Equal([true, true, false, false], instruments.Select(i => i.IsTrading));
        var expected = new Instrument
        {
            Id = Btc,
            TickSize = 0.1m,
            QuantityStep = 0.0001m,
            MinQuantity = new(0.0001m),
            MaxMarketQuantity = new(50000m),
            MinNotional = new(0m),
            MaxLeverage = 125m,
        };
        Assert.Equal(expected, instruments[0]);
        Assert.Equal(1m, instruments[1].QuantityStep);
        Assert.False(bench.Venue.RequestsTo(PairsPath)[0].Headers.ContainsKey("api-key"));
    }

    [Fact]
    public async Task GetClosedCandlesAsync_NewestFirst_IsTurnedAndTheOpenRowDropped()
    {
        await using var bench = await StartAsync();
        bench.Venue.On(KlinePath, Rows(4, volume: 0.25m));

        var candles = (await bench.Market.GetClosedCandlesAsync(Btc, Minute, 100, CancellationToken.None)).Value;

        Assert.Equal([0, 1, 2], candles.Select(Number));
        Assert.Equal(new Candle(DateTimeOffset.UnixEpoch.AddMinutes(2), new(3m), new(4m), new(3m), new(4m), new(0.25m)), candles[2]);
        Assert.Equal("symbol=BTCUSDT&interval=1m&limit=101&type=LAST_PRICE", bench.Venue.RequestsTo(KlinePath)[0].Query);
    }

    [Fact]
    public async Task GetClosedCandlesAsync_MostThatFit_AreReadPageByPageBackwards()
    {
        await using var bench = await StartAsync();
        bench.Venue.On(KlinePath, Rows(2000));

        var candles = (await bench.Market.GetClosedCandlesAsync(Btc, Minute, 1000, CancellationToken.None)).Value;

        Assert.Equal(Enumerable.Range(999, 1000), candles.Select(Number));
        var requests = bench.Venue.RequestsTo(KlinePath);
        Assert.Equal(["200", "200", "200", "200", "200", "1"], requests.Select(r => r["limit"]!));
        Assert.Null(requests[0]["endTime"]);
        Assert.Equal(((1800 * 60_000L) - 1).ToString(CultureInfo.InvariantCulture), requests[1]["endTime"]);
    }

    [Fact]
    public async Task GetClosedCandlesAsync_VenueHasFewer_GivesWhatThereIs()
    {
        await using var bench = await StartAsync();
        bench.Venue.On(KlinePath, Rows(230));

        var candles = (await bench.Market.GetClosedCandlesAsync(Btc, Minute, 1000, CancellationToken.None)).Value;

        Assert.Equal(Enumerable.Range(0, 229), candles.Select(Number));
    }

    [Fact]
    public async Task GetClosedCandlesAsync_PageLost_IsAnErrorAndNoHole()
    {
        await using var bench = await StartAsync();
        var rows = Rows(2000);
        bench.Venue.On(KlinePath, r => r["endTime"] is null ? rows(r) : new StubReply("""{"code":10008,"data":null,"msg":"no"}"""));

        var result = await bench.Market.GetClosedCandlesAsync(Btc, Minute, 300, CancellationToken.None);

        Assert.Equal("10008", result.Error!.VenueCode);
    }

    [Theory]
    [InlineData("912.5", "60004403", "912.5")]
    [InlineData("60004403", "912.5", "912.5")]
    [InlineData("0", "0", "0")]
    [InlineData("0.0001", "6.58", "0.0001")]
    [InlineData("7", "9", "7")]
    public async Task GetClosedCandlesAsync_VolumesUnderTheWrongNames_AreToldApartByThePrice(string quoteVol, string baseVol, string volume)
    {
        await using var bench = await StartAsync();
        const string Newer = """{"open":1,"high":1,"low":1,"close":1,"time":120000,"quoteVol":1,"baseVol":1}""";
        var row = $$"""{"open":"65758","high":"65790","low":"65750","close":"65759","time":"60000","quoteVol":"{{quoteVol}}","baseVol":"{{baseVol}}","type":"LAST_PRICE"}""";
        bench.Venue.On(KlinePath, Ok($"{Newer},{row}"));

        var candle = Assert.Single((await bench.Market.GetClosedCandlesAsync(Btc, Minute, 1, CancellationToken.None)).Value);

        Assert.Equal(decimal.Parse(volume, CultureInfo.InvariantCulture), candle.Volume.Value);
    }

    [Fact]
    public async Task GetClosedCandlesAsync_NumbersAsNumbers_AreRead()
    {
        await using var bench = await StartAsync();
        bench.Venue.On(KlinePath, Ok(
            """{"open":1,"high":1,"low":1,"close":1,"time":120000,"quoteVol":1,"baseVol":1},{"open":60000,"high":60001.5,"low":59989.2,"close":6.0001e4,"time":60000,"quoteVol":1,"baseVol":60000}"""));

        var candle = Assert.Single((await bench.Market.GetClosedCandlesAsync(Btc, CandleInterval.OneHour, 5, CancellationToken.None)).Value);

        Assert.Equal((60_000m, 60_001.5m, 60_001m, 1m), (candle.Open.Value, candle.High.Value, candle.Close.Value, candle.Volume.Value));
        Assert.Equal("1h", bench.Venue.RequestsTo(KlinePath)[0]["interval"]);
    }

    [Fact]
    public async Task GetClosedCandlesAsync_RowWithoutAPrice_IsABadAnswer()
    {
        await using var bench = await StartAsync();
        bench.Venue.On(KlinePath, Ok("""{"open":"","high":"1","low":"1","close":"1","time":"60000","quoteVol":"1","baseVol":"1"}"""));

        Assert.Equal(VenueErrorCode.BadAnswer, (await bench.Market.GetClosedCandlesAsync(Btc, Minute, 5, CancellationToken.None)).Error!.Code);
    }

    [Fact]
    public async Task GetClosedCandlesAsync_LengthThatTheVenueLacks_IsRefused()
    {
        await using var bench = await StartAsync();

        var error = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => bench.Market.GetClosedCandlesAsync(Btc, (CandleInterval)7, 5, CancellationToken.None));

        Assert.Contains("1m, 5m, 15m and 1h", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => bench.Market.Subscribe(new MarketTopic(Btc, (CandleInterval)7)));
    }

    [Theory]
    [InlineData(-3600)]
    [InlineData(-2)]
    [InlineData(2)]
    [InlineData(3600)]
    public async Task HardCase18_VenuesWallClockOff_ChangesNothingInWhatIsClosed(int leadSeconds)
    {
        await using var bench = await StartAsync();
        bench.Venue.ClockLead = TimeSpan.FromSeconds(leadSeconds);
        bench.Venue.On(KlinePath, Rows(5));
        var (socket, events) = await bench.ConnectAsync(new MarketTopic(Btc, Minute));
        await using var running = events;

        Assert.Equal([0, 1, 2, 3], (await bench.Market.GetClosedCandlesAsync(Btc, Minute, 10, CancellationToken.None)).Value.Select(Number));

        // The market is seen past the end of candle 4, so its row counts although none follows it.
        await socket.SendAsync(Ticker(5, 5 * 60_000L));
        await events.ForAsync<MarketEvent, MarketEvent.PriceChanged>();
        Assert.Equal([0, 1, 2, 3, 4], (await bench.Market.GetClosedCandlesAsync(Btc, Minute, 10, CancellationToken.None)).Value.Select(Number));
    }

    [Fact]
    public async Task GetLastPriceAsync_StreamUnheard_HasTheRunningCandlesTime()
    {
        await using var bench = await StartAsync();
        bench.Venue.On(KlinePath, Rows(5));
        bench.Venue.On(TickersPath, Ok("""{"symbol":"BTCUSDT","markPrice":"57892.1","lastPrice":"57891.2","open":"57000","last":"57891.2"}"""));

        var price = (await bench.Market.GetLastPriceAsync(Btc, CancellationToken.None)).Value!;

        Assert.Equal((Btc, new Price(57891.2m), DateTimeOffset.UnixEpoch.AddMinutes(4)), (price.Instrument, price.Price, price.At));
        Assert.Equal("symbols=BTCUSDT", bench.Venue.RequestsTo(TickersPath)[0].Query);
    }

    [Fact]
    public async Task GetLastPriceAsync_StreamHeardLater_HasTheStreamsTime()
    {
        await using var bench = await StartAsync();
        bench.Venue.On(KlinePath, Rows(5));
        bench.Venue.On(TickersPath, Ok("""{"symbol":"BTCUSDT","last":57891.2}"""));
        var (socket, events) = await bench.ConnectAsync(new MarketTopic(Btc, Minute));
        await using var running = events;
        await socket.SendAsync(Ticker(5, 270_500));
        await events.ForAsync<MarketEvent, MarketEvent.PriceChanged>();

        var price = (await bench.Market.GetLastPriceAsync(Btc, CancellationToken.None)).Value!;

        Assert.Equal((57891.2m, 270_500L), (price.Price.Value, price.Sequence));
    }

    [Fact]
    public async Task GetLastPriceAsync_NoTicker_IsABadAnswer()
    {
        await using var bench = await StartAsync();
        bench.Venue.On(KlinePath, Rows(5));
        bench.Venue.On(TickersPath, Ok(string.Empty));

        Assert.Equal(VenueErrorCode.BadAnswer, (await bench.Market.GetLastPriceAsync(Btc, CancellationToken.None)).Error!.Code);
    }

    private static string Pair(string symbol) =>
        $$"""{"symbol":"{{symbol}}","base":"BTC","quote":"USDT","minTradeVolume":"0.0001","minBuyPriceOffset":null,"maxSellPriceOffset":null,"maxLimitOrderVolume":"100000","maxMarketOrderVolume":"50000","basePrecision":4,"quotePrecision":1,"minLeverage":1,"maxLeverage":125,"defaultLeverage":20,"defaultMarginMode":"1","priceProtectScope":"0.02","symbolStatus":"OPEN","isApiSupported":true,"maxFundingRate":"0.3","minFundingRate":"-0.3"}""";
}
