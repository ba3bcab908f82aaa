using System.Text;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.MarketData;
using ActorBots.Ports.Venues;
using ActorBots.Venues.Bitunix;
using ActorBots.Venues.Tests.Stub;
using static ActorBots.Venues.Tests.Stub.BitunixMarketBench;

namespace ActorBots.Venues.Tests.Bitunix;

/// <summary>The public side's recorded answers and frames.</summary>
public sealed class BitunixPublicPayloadTests
{
    private static readonly MarketTopic Topic = new(Btc, CandleInterval.OneMinute);

    [Fact]
    public async Task GetInstrumentsAsync_Recorded_GivesTheFilters()
    {
        await using var bench = await StartAsync();
        bench.Venue.On(PairsPath, _ => Payload.BitunixReply("rest-trading-pairs"));

        var instrument = Assert.Single((await bench.Market.GetInstrumentsAsync(CancellationToken.None)).Value);

        Assert.Equal((0.1m, 0.0001m, 125m, true), (instrument.TickSize, instrument.QuantityStep, instrument.MaxLeverage, instrument.IsTrading));
    }

    [Fact]
    public async Task GetClosedCandlesAsync_Recorded_GivesTheClosedOne()
    {
        await using var bench = await StartAsync();
        bench.Venue.On(KlinePath, _ => Payload.BitunixReply("rest-kline"));

        var candle = Assert.Single((await bench.Market.GetClosedCandlesAsync(Btc, CandleInterval.OneMinute, 100, CancellationToken.None)).Value);

        Assert.Equal(
            new Candle(DateTimeOffset.FromUnixTimeMilliseconds(1790126340000), new(60000m), new(60011m), new(59989.2m), new(60010m), new(1m)), candle);
    }

    [Fact]
    public async Task GetLastPriceAsync_Recorded_GivesTheLastPrice()
    {
        await using var bench = await StartAsync();
        bench.Venue.On(KlinePath, _ => Payload.BitunixReply("rest-kline"));
        bench.Venue.On(TickersPath, _ => Payload.BitunixReply("rest-tickers"));

        var price = (await bench.Market.GetLastPriceAsync(Btc, CancellationToken.None)).Value!;

        Assert.Equal((new Price(57891.2m), DateTimeOffset.FromUnixTimeMilliseconds(1790126400000)), (price.Price, price.At));
    }

    [Fact]
    public async Task GetClosedCandlesAsync_SymbolDelisted_IsAFinalRefusal()
    {
        await using var bench = await StartAsync();
        bench.Venue.On(KlinePath, _ => Payload.BitunixReply("rest-error-20015"));

        var error = (await bench.Market.GetClosedCandlesAsync(Btc, CandleInterval.OneMinute, 100, CancellationToken.None)).Error!;

        Assert.Equal((VenueErrorKind.Final, "20015"), (error.Kind, error.VenueCode));
    }

    [Fact]
    public async Task StreamAsync_Recorded_TellsTradeTickerAndCandle()
    {
        await using var bench = await StartAsync();
        bench.Venue.On(KlinePath, Ok(string.Empty));
        var (socket, events) = await bench.ConnectAsync(Topic);
        await using var running = events;

        foreach (var name in (string[])["stream-unsubscribed", "stream-too-many", "stream-pong", "stream-trade", "stream-kline", "stream-ticker"])
        {
            await socket.SendAsync(Payload.Bitunix(name));
        }

        var trade = await events.ForAsync<MarketEvent, MarketEvent.PriceChanged>();
        var ticker = await events.ForAsync<MarketEvent, MarketEvent.PriceChanged>();
        Assert.Equal((68621.4m, 1775540872598L), (trade.Price.Value, trade.Sequence));
        Assert.Equal((86688.2m, 1790126515684L), (ticker.Price.Value, ticker.Sequence));
    }

    [Theory]
    [InlineData("stream-connect", "connect", true, null)]
    [InlineData("stream-pong", "ping", null, null)]
    [InlineData("stream-unsubscribed", "unsubscribe", null, null)]
    [InlineData("stream-too-many", "subscribe", false, "subscribe channel > 300")]
    public void HeadOf_RecordedControlFrame_SaysWhatItIs(string name, string op, bool? result, string? message)
    {
        var head = BitunixFrames.HeadOf(Encoding.UTF8.GetBytes(Payload.Bitunix(name)));

        Assert.Equal(new BitunixFrameHead(op, null, null, result, message), head);
    }

    [Theory]
    [InlineData("stream-trade", "trade")]
    [InlineData("stream-ticker", "ticker")]
    [InlineData("stream-kline", "market_kline_1min")]
    public void HeadOf_RecordedDataFrame_SaysWhatItIs(string name, string channel)
    {
        var head = BitunixFrames.HeadOf(Encoding.UTF8.GetBytes(Payload.Bitunix(name)));

        Assert.Equal(new BitunixFrameHead(null, channel, "BTCUSDT", null, null), head);
    }
}
