using ActorBots.Domain.Instruments;
using ActorBots.Domain.MarketData;
using ActorBots.Ports.Venues;
using ActorBots.Venues.Tests.Stub;
using static ActorBots.Venues.Tests.Stub.Bench;

namespace ActorBots.Venues.Tests.Bybit;

public sealed class BybitMarketDataClientTests
{
    [Fact]
    public async Task GetInstrumentsAsync_Recorded_GivesOnlyUsdtPerpetualsWithTheirFilters()
    {
        await using var bench = await StartAsync();
        bench.Venue.On("/v5/market/instruments-info", _ => Payload.BybitReply("rest-instruments"));

        var instruments = (await bench.Market.GetInstrumentsAsync(CancellationToken.None)).Value;

        Assert.Equal(["BTCUSDT", "NEWUSDT"], instruments.Select(i => i.Id.Symbol));
        var expected = new Instrument
        {
            Id = Btc,
            TickSize = 0.10m,
            QuantityStep = 0.001m,
            MinQuantity = new(0.001m),
            MaxMarketQuantity = new(500m),
            MinNotional = new(5m),
            MaxLeverage = 100m,
        };
        Assert.Equal(expected, instruments[0]);
        Assert.False(instruments[1].IsTrading);
        Assert.False(bench.Venue.RequestsTo("/v5/market/instruments-info")[0].Headers.ContainsKey("X-BAPI-API-KEY"));
    }

    [Fact]
    public async Task GetClosedCandlesAsync_Recorded_DropsTheOpenRowAndTurnsTheOrder()
    {
        await using var bench = await StartAsync();
        bench.Venue.On("/v5/market/kline", _ => Payload.BybitReply("rest-kline"));

        var candle = Assert.Single((await bench.Market.GetClosedCandlesAsync(Btc, CandleInterval.OneHour, 200, CancellationToken.None)).Value);

        var expected = new Candle(
            DateTimeOffset.FromUnixTimeMilliseconds(1670605200000), new(17071.5m), new(17071.5m), new(17061m), new(17071m), new(4.177m));
        Assert.Equal(expected, candle);
        Assert.Equal("category=linear&symbol=BTCUSDT&interval=60&limit=201", bench.Venue.RequestsTo("/v5/market/kline")[0].Query);
    }

    [Fact]
    public async Task GetClosedCandlesAsync_MostThatFit_AsksForTheOneThatTheOpenRowDisplaced()
    {
        await using var bench = await StartAsync();
        bench.Venue.On("/v5/market/kline", KlineRows(2000));

        var candles = (await bench.Market.GetClosedCandlesAsync(Btc, CandleInterval.OneMinute, 1000, CancellationToken.None)).Value;

        Assert.Equal(1000, candles.Length);
        Assert.Equal(Enumerable.Range(999, 1000), candles.Select(c => (int)(c.OpenTime - DateTimeOffset.UnixEpoch).TotalMinutes));
    }

    [Fact]
    public async Task GetClosedCandlesAsync_ExponentNumbers_AreRead()
    {
        await using var bench = await StartAsync();
        bench.Venue.On("/v5/market/kline", StubReply.List("""["120000","1","1","1","1","1","1"]""", """["60000","9e-8","1e+06","9e-8","1.3117285e+06","0.00","0"]"""));

        var candle = Assert.Single((await bench.Market.GetClosedCandlesAsync(Btc, CandleInterval.OneMinute, 5, CancellationToken.None)).Value);

        Assert.Equal((0.00000009m, 1_000_000m, 1_311_728.5m), (candle.Open.Value, candle.High.Value, candle.Close.Value));
    }

    [Fact]
    public async Task GetLastPriceAsync_Recorded_GivesTheNewestTrade()
    {
        await using var bench = await StartAsync();
        bench.Venue.On("/v5/market/recent-trade", _ => Payload.BybitReply("rest-recent-trade"));

        var price = (await bench.Market.GetLastPriceAsync(Btc, CancellationToken.None)).Value!;

        Assert.Equal(
            (Btc, new Price(16618.49m), DateTimeOffset.FromUnixTimeMilliseconds(1672052955758), 1783284617L),
            (price.Instrument, price.Price, price.At, price.Sequence));
    }

    [Fact]
    public async Task GetLastPriceAsync_NoTrade_IsABadAnswer()
    {
        await using var bench = await StartAsync();
        bench.Venue.On("/v5/market/recent-trade", StubReply.List());

        Assert.Equal(VenueErrorCode.BadAnswer, (await bench.Market.GetLastPriceAsync(Btc, CancellationToken.None)).Error!.Code);
    }

    /// <summary>One-minute klines 0 to <paramref name="count"/> − 1, the newest open, served as the venue does.</summary>
    internal static Func<StubRequest, StubReply> KlineRows(int count) => request =>
    {
        long Bound(string name, long otherwise) => request[name] is { } text ? long.Parse(text, null) / 60_000 : otherwise;
        var first = request["start"] is null ? 0 : Bound("start", 0);
        var last = Math.Min(Bound("end", count - 1), count - 1);
        var rows = Enumerable.Range(0, count).Reverse().Where(n => n >= first && n <= last).Take((int)long.Parse(request["limit"] ?? "200", null));
        return StubReply.List([.. rows.Select(n => $"""["{n * 60_000L}","{n + 1}","{n + 2}","{n + 1}","{n + 2}","1","1"]""")]);
    };
}
