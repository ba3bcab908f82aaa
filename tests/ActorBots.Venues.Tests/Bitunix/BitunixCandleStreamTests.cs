using ActorBots.Domain.MarketData;
using ActorBots.Ports.Venues;
using ActorBots.Venues.Tests.Stub;
using static ActorBots.Venues.Tests.Stub.BitunixMarketBench;

namespace ActorBots.Venues.Tests.Bitunix;

/// <summary>How candles close on a stream that never says so.</summary>
public sealed class BitunixCandleStreamTests
{
    private static readonly MarketTopic Topic = new(Btc, CandleInterval.OneMinute);

    [Fact]
    public async Task StreamAsync_NextCandleRuns_TheOneBeforeIsToldAsRestHasIt()
    {
        await using var bench = await StartAsync();
        bench.Venue.On(KlinePath, Rows(8, volume: 2.5m));
        var (socket, events) = await bench.ConnectAsync(Topic);
        await using var running = events;

        await socket.SendAsync(Kline(5));
        await socket.SendAsync(Kline(5, 59_999, volume: 0.7m));
        await socket.SendAsync(Kline(6, 0, volume: 0.1m));

        var expected = new Candle(DateTimeOffset.UnixEpoch.AddMinutes(5), new(6m), new(7m), new(6m), new(7m), new(2.5m));
        Assert.Equal(new MarketEvent.CandleClosed(Btc, CandleInterval.OneMinute, expected), await events.ForAsync<MarketEvent, MarketEvent>());
        Assert.Equal("symbol=BTCUSDT&interval=1m&limit=1&type=LAST_PRICE&endTime=359999", bench.Venue.RequestsTo(KlinePath)[0].Query);
    }

    [Fact]
    public async Task StreamAsync_PricesAfterTheEnd_WaitForTheCandle()
    {
        await using var bench = await StartAsync(s => s with { CandleHold = TimeSpan.FromSeconds(5) });
        var answer = new TaskCompletionSource();
        var rows = Rows(8);
        bench.Venue.On(KlinePath, async request =>
        {
            await answer.Task;
            return rows(request);
        });
        bench.Market.Subscribe(new MarketTopic(Eth, CandleInterval.OneMinute));
        var (socket, events) = await bench.ConnectAsync(Topic);
        await using var running = events;
        await socket.SendAsync(Kline(5));
        await socket.SendAsync(Trade(50, 359_000));
        await socket.SendAsync(Kline(6, 0, volume: 0.1m));
        await socket.SendAsync(Trade(60, 360_000));
        await socket.SendAsync(Ticker(61, 360_001));
        await socket.SendAsync(Ticker(7, 360_002, "ETHUSDT"));

        // The other instrument is not held up.
        Assert.Equal(50m, (await events.ForAsync<MarketEvent, MarketEvent.PriceChanged>()).Price.Value);
        Assert.Equal(Eth, Assert.IsType<MarketEvent.PriceChanged>(await events.ForAsync<MarketEvent, MarketEvent>()).Instrument);
        answer.SetResult();

        Assert.Equal(5, Number(Assert.IsType<MarketEvent.CandleClosed>(await events.ForAsync<MarketEvent, MarketEvent>()).Candle));
        Assert.Equal(60m, Assert.IsType<MarketEvent.PriceChanged>(await events.ForAsync<MarketEvent, MarketEvent>()).Price.Value);
        Assert.Equal(61m, Assert.IsType<MarketEvent.PriceChanged>(await events.ForAsync<MarketEvent, MarketEvent>()).Price.Value);
    }

    [Fact]
    public async Task StreamAsync_RestSlow_PricesGoOnAfterTheHoldAndTheCandleFollows()
    {
        await using var bench = await StartAsync();
        var answer = new TaskCompletionSource();
        var rows = Rows(8);
        bench.Venue.On(KlinePath, async request =>
        {
            await answer.Task;
            return rows(request);
        });
        var (socket, events) = await bench.ConnectAsync(Topic);
        await using var running = events;
        await socket.SendAsync(Kline(5));
        await socket.SendAsync(Kline(6, 0, volume: 0.1m));
        await socket.SendAsync(Trade(60, 360_000));

        Assert.Equal(60m, Assert.IsType<MarketEvent.PriceChanged>(await events.ForAsync<MarketEvent, MarketEvent>()).Price.Value);
        await socket.SendAsync(Trade(61, 361_000));
        Assert.Equal(61m, Assert.IsType<MarketEvent.PriceChanged>(await events.ForAsync<MarketEvent, MarketEvent>()).Price.Value);
        answer.SetResult();
        Assert.Equal(5, Number(Assert.IsType<MarketEvent.CandleClosed>(await events.ForAsync<MarketEvent, MarketEvent>()).Candle));
    }

    [Fact]
    public async Task StreamAsync_RowNotThereYet_IsAskedForAgainAndToldOnce()
    {
        await using var bench = await StartAsync();
        var asked = 0;
        var (early, late) = (Rows(5), Rows(8));
        bench.Venue.On(KlinePath, request => Interlocked.Increment(ref asked) == 1 ? early(request) : late(request));
        var (socket, events) = await bench.ConnectAsync(Topic);
        await using var running = events;

        await socket.SendAsync(Kline(5));
        await socket.SendAsync(Kline(6, 0, volume: 0.1m));
        Assert.Equal(5, Number((await events.ForAsync<MarketEvent, MarketEvent.CandleClosed>()).Candle));
        await socket.SendAsync(Kline(7, 0, volume: 0.1m));

        Assert.Equal(6, Number((await events.ForAsync<MarketEvent, MarketEvent.CandleClosed>()).Candle));
        Assert.Equal(3, asked);
    }

    [Fact]
    public async Task HardCase18_LateAndRepeatedCandles_CloseNothingTwice()
    {
        await using var bench = await StartAsync();
        bench.Venue.On(KlinePath, Rows(9));
        var (socket, events) = await bench.ConnectAsync(Topic);
        await using var running = events;

        await socket.SendAsync(Kline(5));
        await socket.SendAsync(Kline(6, 80, volume: 0.9m, prices: 5));
        await socket.SendAsync(Kline(6, 2000, volume: 0.1m));
        await socket.SendAsync(Kline(5, 59_000));
        await socket.SendAsync(Kline(6, 2000, volume: 0.1m));
        await socket.SendAsync(Kline(7, 10, volume: 0.05m));
        await socket.SendAsync(Kline(6, 59_000));
        await socket.SendAsync(Kline(8, 10, volume: 0.05m));

        foreach (var number in (int[])[5, 6, 7])
        {
            Assert.Equal(number, Number((await events.ForAsync<MarketEvent, MarketEvent.CandleClosed>()).Candle));
        }
    }

    [Fact]
    public async Task StreamAsync_CandlesWithoutAMessage_AreReadAll()
    {
        await using var bench = await StartAsync();
        bench.Venue.On(KlinePath, Rows(400));
        var (socket, events) = await bench.ConnectAsync(Topic);
        await using var running = events;

        await socket.SendAsync(Kline(5));
        await socket.SendAsync(Kline(330));

        foreach (var number in Enumerable.Range(5, 325))
        {
            Assert.Equal(number, Number((await events.ForAsync<MarketEvent, MarketEvent.CandleClosed>()).Candle));
        }
    }

    [Fact]
    public async Task StreamAsync_CutAndBack_ReadsTheMissedCandlesAfterConnected()
    {
        await using var bench = await StartAsync();
        bench.Venue.On(KlinePath, Rows(9));
        var (socket, events) = await bench.ConnectAsync(Topic);
        await using var running = events;
        await socket.SendAsync(Kline(2));
        await socket.SendAsync(Kline(3, 0, volume: 0.1m));
        Assert.Equal(2, Number((await events.ForAsync<MarketEvent, MarketEvent.CandleClosed>()).Candle));
        bench.Snapshot = (channel, _) => channel == "market_kline_1min" ? Kline(6) : null;

        socket.Cut();

        await events.ForAsync<MarketEvent, MarketEvent.Disconnected>();
        Assert.IsType<MarketEvent.Connected>(await events.ForAsync<MarketEvent, MarketEvent>());
        foreach (var number in (int[])[3, 4, 5])
        {
            Assert.Equal(number, Number((await events.ForAsync<MarketEvent, MarketEvent.CandleClosed>()).Candle));
        }
    }

    [Fact]
    public async Task StreamAsync_LoadedBeforeTheFirstMessage_ContinuesWithoutAHole()
    {
        await using var bench = await StartAsync();
        bench.Venue.On(KlinePath, Rows(5));
        var (socket, events) = await bench.ConnectAsync(Topic);
        await using var running = events;
        var loaded = (await bench.Market.GetClosedCandlesAsync(Btc, CandleInterval.OneMinute, 10, CancellationToken.None)).Value;
        Assert.Equal(3, Number(loaded[^1]));

        bench.Venue.On(KlinePath, Rows(8));
        await socket.SendAsync(Kline(6));
        foreach (var number in (int[])[4, 5])
        {
            Assert.Equal(number, Number((await events.ForAsync<MarketEvent, MarketEvent.CandleClosed>()).Candle));
        }

        await socket.SendAsync(Kline(7, 0, volume: 0.1m));
        Assert.Equal(6, Number((await events.ForAsync<MarketEvent, MarketEvent.CandleClosed>()).Candle));
    }

    [Fact]
    public async Task StreamAsync_LoadedAfterTheFirstMessage_ContinuesAtOnceWithoutAHole()
    {
        await using var bench = await StartAsync();
        bench.Venue.On(KlinePath, Rows(5));
        var (socket, events) = await bench.ConnectAsync(Topic);
        await using var running = events;
        await socket.SendAsync(Kline(4));
        await socket.SendAsync(Ticker(1, 240_001));
        await events.ForAsync<MarketEvent, MarketEvent.PriceChanged>();

        bench.Venue.On(KlinePath, Rows(3));
        var loaded = (await bench.Market.GetClosedCandlesAsync(Btc, CandleInterval.OneMinute, 10, CancellationToken.None)).Value;
        Assert.Equal(2, Number(loaded[^1]));
        bench.Venue.On(KlinePath, Rows(5));

        Assert.Equal(3, Number((await events.ForAsync<MarketEvent, MarketEvent.CandleClosed>()).Candle));
    }

    [Fact]
    public async Task StreamAsync_KlineChannelDead_OtherChannelsEndTheCandle()
    {
        await using var bench = await StartAsync();
        bench.Venue.On(KlinePath, Rows(9));
        var (socket, events) = await bench.ConnectAsync(Topic);
        await using var running = events;

        await socket.SendAsync(Ticker(1, 301_000));
        await socket.SendAsync(Ticker(2, 361_000));
        await socket.SendAsync(Ticker(3, 365_000));

        Assert.Equal([1m, 2m], [(await NextPriceAsync()).Price.Value, (await NextPriceAsync()).Price.Value]);
        Assert.Equal(5, Number(Assert.IsType<MarketEvent.CandleClosed>(await events.ForAsync<MarketEvent, MarketEvent>()).Candle));
        Assert.Equal(3m, (await NextPriceAsync()).Price.Value);

        async Task<MarketEvent.PriceChanged> NextPriceAsync() => Assert.IsType<MarketEvent.PriceChanged>(await events.ForAsync<MarketEvent, MarketEvent>());
    }
}
