using System.Collections.Immutable;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.MarketData;
using ActorBots.Ports.Venues;
using Xunit;

namespace ActorBots.Testing.Venues;

/// <summary>What every venue's market data client must do, whatever its wire. A venue subclasses it with its stage.</summary>
public abstract class MarketDataClientContract
{
    private static readonly MarketTopic Topic = new(Some.InstrumentId, CandleInterval.OneMinute);

    private static readonly ImmutableArray<decimal> Rising = [.. Enumerable.Range(0, 60).Select(i => 60_000m + i)];

    /// <summary>Opens a stage that plays these prices.</summary>
    protected abstract Task<VenueStage> OpenStageAsync(ImmutableArray<decimal> prices);

    [Fact]
    public async Task GetInstrumentsAsync_Always_HoldsTheInstrumentWithItsFilters()
    {
        await using var stage = await OpenStageAsync(Rising);
        await using var client = stage.Connector.OpenMarketData();

        var instruments = (await client.GetInstrumentsAsync(CancellationToken.None)).Value;

        var instrument = Assert.Single(instruments, i => i.Id == Some.InstrumentId);
        Assert.Equal((0.1m, 0.001m, new Quantity(0.001m)), (instrument.TickSize, instrument.QuantityStep, instrument.MinQuantity));
        Assert.True(instrument.IsTrading);
    }

    [Fact]
    public async Task GetClosedCandlesAsync_OpenCandleExists_IsNotAmongThem()
    {
        await using var stage = await OpenStageAsync(Rising);
        await using var client = stage.Connector.OpenMarketData();
        Play(stage, 8);

        var candles = (await client.GetClosedCandlesAsync(Some.InstrumentId, CandleInterval.OneMinute, 100, CancellationToken.None)).Value;

        Assert.Equal([0, 1], candles.Select(Number));
        Assert.Equal(
            (new Price(60_003m), new Price(60_005m), new Price(60_003m), new Price(60_005m)),
            (candles[1].Open, candles[1].High, candles[1].Low, candles[1].Close));
    }

    [Fact]
    public async Task GetLastPriceAsync_Always_IsTheLastTrade()
    {
        await using var stage = await OpenStageAsync(Rising);
        await using var client = stage.Connector.OpenMarketData();
        Play(stage, 5);

        var price = (await client.GetLastPriceAsync(Some.InstrumentId, CancellationToken.None)).Value!;

        Assert.Equal((new Price(60_004m), VenueStage.Start + (4 * VenueStage.Step)), (price.Price, price.At));
    }

    [Fact]
    public async Task StreamAsync_EachTrade_IsToldOnceInOrderWithMarketTime()
    {
        await using var stage = await OpenStageAsync(Rising);
        await using var client = stage.Connector.OpenMarketData();
        await using var events = await ConnectedAsync(stage, client);

        Play(stage, 20);

        for (var i = 1; i <= 20; i++)
        {
            var told = await events.UntilAsync<MarketEvent, MarketEvent.PriceChanged>();
            Assert.Equal((new Price(60_000m + i), VenueStage.Start + (i * VenueStage.Step)), (told.Price, told.At));
        }
    }

    [Fact]
    public async Task StreamAsync_ClosedCandles_AreToldOnceInOrder()
    {
        await using var stage = await OpenStageAsync(Rising);
        await using var client = stage.Connector.OpenMarketData();
        await using var events = await ConnectedAsync(stage, client);

        Play(stage, 13);

        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(i, Number((await events.UntilAsync<MarketEvent, MarketEvent.CandleClosed>()).Candle));
        }
    }

    [Fact]
    public async Task StreamAsync_BrokenAtACandle_ReconnectsAndTellsTheMissedOnes()
    {
        await using var stage = await OpenStageAsync(Rising);
        await using var client = stage.Connector.OpenMarketData();
        await using var events = await ConnectedAsync(stage, client);
        Play(stage, 4);
        Assert.Equal(0, Number((await events.UntilAsync<MarketEvent, MarketEvent.CandleClosed>()).Candle));
        stage.CutPublicStreamAtNextCandle();

        Play(stage, 8);
        await events.UntilAsync<MarketEvent, MarketEvent.Disconnected>();
        await events.UntilAsync<MarketEvent, MarketEvent.Connected>();
        Play(stage, 4);

        for (var i = 1; i < 5; i++)
        {
            Assert.Equal(i, Number((await events.UntilAsync<MarketEvent, MarketEvent.CandleClosed>()).Candle));
        }
    }

    [Fact]
    public async Task Subscribe_WhileRunning_TakesEffectAndUnsubscribeEndsIt()
    {
        await using var stage = await OpenStageAsync(Rising);
        await using var client = stage.Connector.OpenMarketData();
        await using var events = await ConnectedAsync(stage, client);
        var hourly = new MarketTopic(Some.InstrumentId, CandleInterval.OneHour);
        client.Subscribe(hourly);
        client.Subscribe(hourly);
        client.Unsubscribe(Topic);
        client.Unsubscribe(Topic);

        Play(stage, 1);

        Assert.Equal(new Price(60_001m), (await events.UntilAsync<MarketEvent, MarketEvent.PriceChanged>()).Price);
    }

    private static void Play(VenueStage stage, int trades)
    {
        for (var i = 0; i < trades; i++)
        {
            stage.Play();
        }
    }

    private static int Number(Candle candle) => (int)(candle.OpenTime - VenueStage.Start).TotalMinutes;

    /// <summary>A stream on which the price of the first trade was told.</summary>
    private static async Task<IAsyncEnumerator<MarketEvent>> ConnectedAsync(VenueStage stage, IMarketDataClient client)
    {
        stage.Play();
        client.Subscribe(Topic);
        var events = client.StreamAsync(CancellationToken.None).GetAsyncEnumerator();
        var connected = false;
        var priced = false;
        while (!connected || !priced)
        {
            var told = await events.UntilAsync<MarketEvent, MarketEvent>();
            connected |= told is MarketEvent.Connected;
            priced |= told is MarketEvent.PriceChanged;
        }

        return events;
    }
}
