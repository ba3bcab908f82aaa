using System.Collections.Immutable;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.MarketData;
using ActorBots.Ports.Venues;
using ActorBots.Simulation.Faults;
using Xunit;

namespace ActorBots.Testing.Venues;

/// <summary>What every venue's market data client must do, whatever its wire.</summary>
/// <typeparam name="TStage">The venue.</typeparam>
public abstract class MarketDataClientContract<TStage>
    where TStage : VenueStage, IVenueStage
{
    private static readonly MarketTopic Topic = new(Some.InstrumentId, CandleInterval.OneMinute);

    private static readonly ImmutableArray<decimal> Rising = [.. Enumerable.Range(0, 800).Select(i => 60_000m + i)];

    [Fact]
    public async Task GetInstrumentsAsync_Always_HoldsTheInstrumentWithItsFilters()
    {
        await using var stage = await OpenAsync();
        await using var client = stage.Connector.OpenMarketData();

        var instruments = (await client.GetInstrumentsAsync(CancellationToken.None)).Value;

        var instrument = Assert.Single(instruments, i => i.Id == Some.InstrumentId);
        Assert.Equal((0.1m, 0.001m, new Quantity(0.001m)), (instrument.TickSize, instrument.QuantityStep, instrument.MinQuantity));
        Assert.True(instrument.IsTrading);
    }

    [Fact]
    public async Task GetClosedCandlesAsync_OpenCandleExists_IsNotAmongThem()
    {
        await using var stage = await OpenAsync();
        await using var client = stage.Connector.OpenMarketData();
        stage.Play(8);

        var candles = (await client.GetClosedCandlesAsync(Some.InstrumentId, CandleInterval.OneMinute, 100, CancellationToken.None)).Value;

        Assert.Equal([0, 1], candles.Select(Number));
        Assert.Equal(
            (new Price(60_003m), new Price(60_005m), new Price(60_003m), new Price(60_005m)),
            (candles[1].Open, candles[1].High, candles[1].Low, candles[1].Close));
    }

    [Fact]
    public async Task GetLastPriceAsync_Always_IsTheLastTrade()
    {
        await using var stage = await OpenAsync();
        await using var client = stage.Connector.OpenMarketData();
        stage.Play(5);

        var price = (await client.GetLastPriceAsync(Some.InstrumentId, CancellationToken.None)).Value!;

        var tradedAt = VenueStage.Start + (4 * VenueStage.Step);
        Assert.Equal(new Price(60_004m), price.Price);
        Assert.InRange(price.At, tradedAt - stage.Traits.PriceTimeResolution, tradedAt);
    }

    [Fact]
    public async Task StreamAsync_EachTrade_IsToldOnceInOrderWithMarketTime()
    {
        await using var stage = await OpenAsync();
        await using var client = stage.Connector.OpenMarketData();
        await using var events = await ConnectedAsync(stage, client);

        stage.Play(20);

        for (var i = 1; i <= 20; i++)
        {
            var told = await events.UntilAsync<MarketEvent, MarketEvent.PriceChanged>();
            Assert.Equal((new Price(60_000m + i), VenueStage.Start + (i * VenueStage.Step)), (told.Price, told.At));
        }
    }

    [Fact]
    public async Task StreamAsync_ClosedCandles_AreToldOnceInOrder()
    {
        await using var stage = await OpenAsync();
        await using var client = stage.Connector.OpenMarketData();
        await using var events = await ConnectedAsync(stage, client);

        stage.Play(13);

        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(i, Number((await events.UntilAsync<MarketEvent, MarketEvent.CandleClosed>()).Candle));
        }
    }

    [Fact]
    public async Task StreamAsync_BrokenAtACandle_ReconnectsAndTellsTheMissedOnes()
    {
        await using var stage = await OpenAsync();
        await using var client = stage.Connector.OpenMarketData();
        await using var events = await ConnectedAsync(stage, client);
        stage.Play(4);
        Assert.Equal(0, Number((await events.UntilAsync<MarketEvent, MarketEvent.CandleClosed>()).Candle));
        stage.CutPublicStreamAtNextCandle();

        stage.Play(8);
        await events.UntilAsync<MarketEvent, MarketEvent.Disconnected>();
        await events.UntilAsync<MarketEvent, MarketEvent.Connected>();
        stage.Play(4);

        for (var i = 1; i < 5; i++)
        {
            Assert.Equal(i, Number((await events.UntilAsync<MarketEvent, MarketEvent.CandleClosed>()).Candle));
        }
    }

    [Fact]
    public async Task Subscribe_WhileRunning_TakesEffectAndUnsubscribeEndsIt()
    {
        await using var stage = await OpenAsync();
        await using var client = stage.Connector.OpenMarketData();
        await using var events = await ConnectedAsync(stage, client);
        var hourly = new MarketTopic(Some.InstrumentId, CandleInterval.OneHour);
        client.Subscribe(hourly);
        client.Subscribe(hourly);
        client.Unsubscribe(Topic);
        client.Unsubscribe(Topic);

        stage.Play(1);

        Assert.Equal(new Price(60_001m), (await events.UntilAsync<MarketEvent, MarketEvent.PriceChanged>()).Price);
    }

    [Fact]
    [Card("E83")]
    public async Task Unsubscribe_LastTopic_EndsItsEvents()
    {
        await using var stage = await OpenAsync();
        await using var client = stage.Connector.OpenMarketData();
        await using var events = await ConnectedAsync(stage, client);
        stage.Play(4);
        Assert.Equal(0, Number((await events.UntilAsync<MarketEvent, MarketEvent.CandleClosed>()).Candle));
        client.Subscribe(new MarketTopic(Some.InstrumentId, CandleInterval.FiveMinutes));
        client.Unsubscribe(Topic);
        var told = new List<MarketEvent.CandleClosed>();

        for (var i = 5; i < 36; i++)
        {
            stage.Play();
            MarketEvent next;
            do
            {
                next = await events.UntilAsync<MarketEvent, MarketEvent>();
                told.AddRange(next is MarketEvent.CandleClosed closed ? [closed] : Array.Empty<MarketEvent.CandleClosed>());
            }
            while (next is not MarketEvent.PriceChanged { Price: var price } || price != new Price(60_000m + i));
        }

        Assert.Contains(told, c => c.Interval == CandleInterval.FiveMinutes);
        Assert.DoesNotContain(told, c => c.Interval == CandleInterval.OneMinute);
    }

    [Fact]
    public async Task GetInstrumentsAsync_Suspended_IsNotAmongTheTradingOnesUntilItResumes()
    {
        await using var stage = await OpenAsync();
        await using var client = stage.Connector.OpenMarketData();

        stage.SetTrading(false);
        var suspended = (await client.GetInstrumentsAsync(CancellationToken.None)).Value.Where(i => i.Id == Some.InstrumentId).ToList();
        stage.SetTrading(true);
        var resumed = Assert.Single((await client.GetInstrumentsAsync(CancellationToken.None)).Value, i => i.Id == Some.InstrumentId);

        Assert.All(suspended, i => Assert.False(i.IsTrading));
        Assert.True(resumed.IsTrading);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(199)]
    [InlineData(200)]
    [InlineData(201)]
    [InlineData(250)]
    [InlineData(1000)]
    public async Task GetClosedCandlesAsync_MoreThanAPage_ComeOnceInOrder(int count)
    {
        await using var stage = await OpenAsync();
        await using var client = stage.Connector.OpenMarketData();
        stage.Play(782);

        var candles = (await client.GetClosedCandlesAsync(Some.InstrumentId, CandleInterval.OneMinute, count, CancellationToken.None)).Value;

        Assert.Equal(Enumerable.Range(260 - Math.Min(count, 260), Math.Min(count, 260)), candles.Select(Number));
    }

    [Theory]
    [InlineData(CandleInterval.FiveMinutes)]
    [InlineData(CandleInterval.FifteenMinutes)]
    [InlineData(CandleInterval.OneHour)]
    public async Task GetClosedCandlesAsync_LongerInterval_IsBuiltOfTheSameTrades(CandleInterval interval)
    {
        await using var stage = await OpenAsync();
        await using var client = stage.Connector.OpenMarketData();
        stage.Play(400);
        var trades = (int)interval * 3;

        var candle = (await client.GetClosedCandlesAsync(Some.InstrumentId, interval, 1000, CancellationToken.None)).Value[0];

        Assert.Equal(VenueStage.Start, candle.OpenTime);
        Assert.Equal((new Price(60_000m), new Price(60_000m + trades - 1), new Quantity(0.5m * trades)), (candle.Open, candle.Close, candle.Volume));
    }

    [Theory]
    [InlineData(-3600)]
    [InlineData(-2)]
    [InlineData(2)]
    [InlineData(3600)]
    public async Task HardCase18_HostClockOff_TheVenuesWordDecidesWhatIsClosed(int leadSeconds)
    {
        await using var stage = await OpenAsync(new StageScript { HostClockLead = TimeSpan.FromSeconds(leadSeconds) });
        await using var client = stage.Connector.OpenMarketData();
        await using var events = await ConnectedAsync(stage, client);
        stage.Play(7);

        var told = new List<int>();
        for (var i = 0; i < 2; i++)
        {
            told.Add(Number((await events.UntilAsync<MarketEvent, MarketEvent.CandleClosed>()).Candle));
        }

        var candles = (await client.GetClosedCandlesAsync(Some.InstrumentId, CandleInterval.OneMinute, 100, CancellationToken.None)).Value;
        Assert.Equal([0, 1], told);
        Assert.Equal([0, 1], candles.Select(Number));
    }

    [Theory]
    [InlineData("duplicate")]
    [InlineData("delay")]
    [InlineData("reorder")]
    public async Task HardCase18_CandleMessageLateOrTwice_EachCandleIsToldOnceInOrder(string fault)
    {
        await using var stage = await OpenAsync();
        await using var client = stage.Connector.OpenMarketData();
        await using var events = await ConnectedAsync(stage, client);
        stage.Play(4);
        Assert.Equal(0, Number((await events.UntilAsync<MarketEvent, MarketEvent.CandleClosed>()).Candle));
        stage.Faults.Add(FaultMatch.OnMessage(FaultStream.Public, stage.Traits.CandleTopic) with { From = 2, To = 4 }, fault switch
        {
            "duplicate" => new FaultAction.Duplicate(3),
            "delay" => new FaultAction.Delay(TimeSpan.FromMilliseconds(100)),
            _ => new FaultAction.Reorder(TimeSpan.FromMilliseconds(100)),
        });

        stage.Play(14);

        for (var i = 1; i < 5; i++)
        {
            var candle = (await events.UntilAsync<MarketEvent, MarketEvent.CandleClosed>()).Candle;
            Assert.Equal((i, new Price(60_000m + (3 * i)), new Price(60_002m + (3 * i))), (Number(candle), candle.Open, candle.Close));
        }
    }

    [Fact]
    public async Task HardCase16_StreamFrozen_GoesStaleAndComesBackByItself()
    {
        await using var stage = await OpenAsync(new StageScript { StaleAfter = TimeSpan.FromMilliseconds(400) });
        await using var client = stage.Connector.OpenMarketData();
        await using var events = await ConnectedAsync(stage, client);
        stage.BreakMessage(FaultStream.Public, "*", new FaultAction.FreezeStream(TimeSpan.Zero));
        stage.Play();

        await events.UntilAsync<MarketEvent, MarketEvent.WentStale>();
        await events.UntilAsync<MarketEvent, MarketEvent.Connected>();
        stage.Play();

        await events.UntilAsync<MarketEvent, MarketEvent.PriceChanged>(p => p.Price == new Price(60_002m));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task HardCase28_Maintenance_IsWaitedOutAndMissedCandlesAreTold(bool answers503)
    {
        await using var stage = await OpenAsync();
        await using var client = stage.Connector.OpenMarketData();
        await using var events = await ConnectedAsync(stage, client);
        stage.Play(4);
        Assert.Equal(0, Number((await events.UntilAsync<MarketEvent, MarketEvent.CandleClosed>()).Candle));
        stage.BreakMessage(FaultStream.Public, "*", new FaultAction.GoDown(TimeSpan.FromMilliseconds(400), answers503));

        stage.Play(8);
        await events.UntilAsync<MarketEvent, MarketEvent.Disconnected>();
        await events.UntilAsync<MarketEvent, MarketEvent.Connected>();
        stage.Play(4);

        for (var i = 1; i < 5; i++)
        {
            Assert.Equal(i, Number((await events.UntilAsync<MarketEvent, MarketEvent.CandleClosed>()).Candle));
        }
    }

    [Fact]
    public async Task GetClosedCandlesAsync_Broken_IsAnErrorAndNeverEmpty()
    {
        await using var stage = await OpenAsync();
        await using var client = stage.Connector.OpenMarketData();
        stage.Play(8);
        var broken = stage.Faults.Add(FaultMatch.On(stage.Traits.CandlePath), new FaultAction.ServerError(502, Executed: false));

        var refused = await client.GetClosedCandlesAsync(Some.InstrumentId, CandleInterval.OneMinute, 10, CancellationToken.None);
        broken.Disarm();

        Assert.Equal(VenueErrorKind.Retryable, refused.Error!.Kind);
        Assert.Equal(2, (await client.GetClosedCandlesAsync(Some.InstrumentId, CandleInterval.OneMinute, 10, CancellationToken.None)).Value.Length);
    }

    private static Task<VenueStage> OpenAsync(StageScript? script = null) => TStage.OpenAsync((script ?? new StageScript()) with { Prices = Rising });

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
