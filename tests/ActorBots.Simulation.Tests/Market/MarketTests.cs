using ActorBots.Domain.MarketData;
using ActorBots.Domain.Orders;
using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Feeds;
using ActorBots.Simulation.Market;
using ActorBots.Simulation.Orders;
using Microsoft.Extensions.Time.Testing;
using static ActorBots.Simulation.Tests.Bench;

namespace ActorBots.Simulation.Tests.Market;

public sealed class MarketTests
{
    private static readonly HistorySettings ShortHistory = new() { Candles = 20, Interval = CandleInterval.FifteenMinutes };

    [Fact]
    public async Task Synthetic_SameSeed_GivesTheSameMarketAndOtherSeedAnother()
    {
        var one = await TicksOfAsync(1);

        Assert.Equal(one, await TicksOfAsync(1));
        Assert.NotEqual(one.Select(t => t.Price), (await TicksOfAsync(2)).Select(t => t.Price));

        static async Task<List<MarketTick>> TicksOfAsync(ulong seed)
        {
            await using var bench = await OpenAsync(Settings(new FeedSettings.Synthetic(Btc), new FeedSettings.Synthetic("XRPUSDT")) with
            {
                Seed = seed,
                History = ShortHistory,
            });
            return [.. Enumerable.Range(0, 2_000).Select(_ => bench.Advance()!)];
        }
    }

    [Fact]
    public void Synthetic_AMonthOfMinutes_DipsOftenAndStaysInItsRegion()
    {
        var candles = SyntheticCandles.From(SplitMix64.Derive(1, "market:BTCUSDT"), 0, 95_000m, 0.1m, 0.001m).Take(30 * 1440).ToList();

        var days = candles.Chunk(1440).Select(d => (d.Max(c => c.High) - d.Min(c => c.Low)) / d[0].Open).ToList();
        Assert.InRange(days.Average(), 0.015m, 0.15m);
        Assert.InRange(candles.Min(c => c.Low), 60_000m, 95_000m);
        Assert.InRange(candles.Max(c => c.High), 95_000m, 140_000m);

        // A dip as the strategy sees it: 1.5 average ranges below the high of the last 20 candles.
        var dips = 0;
        for (var i = 20; i < candles.Count; i++)
        {
            var window = candles.GetRange(i - 20, 20);
            dips += candles[i].Low <= window.Max(c => c.High) - (1.5m * window.Average(c => c.High - c.Low)) ? 1 : 0;
        }

        Assert.InRange(dips, 1_000, 40_000);
        Assert.All(candles, c => Assert.True(c.Low <= Math.Min(c.Open, c.Close) && c.High >= Math.Max(c.Open, c.Close) && c.Volume > 0m));
    }

    [Fact]
    public async Task OpenAsync_Synthetic_HasHistoryBeforeTheFirstTick()
    {
        await using var bench = await OpenAsync(Settings(new FeedSettings.Synthetic(Btc)) with { History = ShortHistory });

        Assert.Equal(300, bench.Exchange.GetCandles(Btc, CandleInterval.OneMinute, null, null, 1000).Length);
        Assert.Equal(20, bench.Exchange.GetCandles(Btc, CandleInterval.FifteenMinutes, null, null, 1000).Length);
        Assert.Equal(new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero), bench.Exchange.MarketTime);
        Assert.Equal(0, bench.Exchange.CandlesReplayed);
        Assert.All(bench.Exchange.GetCandles(Btc, CandleInterval.FiveMinutes, null, null, 1000), c => Assert.True(c.IsClosed));
    }

    [Fact]
    public async Task OpenAsync_SpeedOne_StartsAtTheWallClocksMinute()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 5, 4, 3, 2, 59, TimeSpan.Zero));
        await using var bench = await OpenAsync(Settings(new FeedSettings.Synthetic(Btc)) with { History = ShortHistory, Speed = 1m }, clock);

        Assert.Equal(new DateTimeOffset(2026, 5, 4, 3, 2, 0, TimeSpan.Zero), bench.Exchange.MarketTime);
    }

    [Fact]
    public async Task GetCandles_Bounds_AreOnTheOpenTimeNewestFirst()
    {
        await using var bench = await OpenAsync(Settings(new FeedSettings.Synthetic(Btc)) with { History = ShortHistory });
        bench.Advance(20);
        var now = bench.Exchange.MarketTime;
        var start = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(-10);

        var newest = bench.Exchange.GetCandles(Btc, CandleInterval.OneMinute, null, null, 3);
        var bounded = bench.Exchange.GetCandles(Btc, CandleInterval.OneMinute, start, start.AddMinutes(2), 1000);
        var fromStart = bench.Exchange.GetCandles(Btc, CandleInterval.OneMinute, start, null, 2);

        Assert.False(newest[0].IsClosed);
        Assert.Equal(CandleInterval.OneMinute.OpenTimeOf(now), newest[0].OpenTime);
        Assert.Equal([2, 1, 0], bounded.Select(c => (int)(c.OpenTime - start).TotalMinutes));
        Assert.Equal([1, 0], fromStart.Select(c => (int)(c.OpenTime - start).TotalMinutes));
        Assert.Empty(bench.Exchange.GetCandles("NOPEUSDT", CandleInterval.OneMinute, null, null, 3));
    }

    [Fact]
    public async Task Advance_CandleEvents_CloseEachCandleOnceInOrder()
    {
        await using var bench = await OpenAsync(Settings(new FeedSettings.Synthetic(Btc)) with { History = ShortHistory });
        while (bench.Exchange.CandlesReplayed < 120)
        {
            bench.Advance();
        }

        var closed = bench.Events.OfType<SimulationEvent.CandleChanged>().Where(c => c.Candle.IsClosed).ToLookup(c => c.Interval, c => c.Candle);
        Assert.Equal([120, 24, 8, 2], CandleIntervals.All.Select(i => closed[i].Count()));
        Assert.All(CandleIntervals.All, i => Assert.Equal(
            closed[i].Reverse(), bench.Exchange.GetCandles(Btc, i, null, null, 1000).Where(c => c.IsClosed).Take(closed[i].Count())));
    }

    [Fact]
    public async Task RunAsync_FiniteFeed_EndsWithAllCandlesClosedAndStandsStill()
    {
        await using var bench = await OpenAsync(50_000m, 50_010m, 50_020m);
        await bench.Exchange.RunAsync(null, CancellationToken.None);

        Assert.True(bench.Exchange.FeedEnded);
        Assert.Null(bench.Exchange.Advance());
        Assert.IsType<SimulationEvent.FeedEnded>(bench.Events[^1]);
        Assert.Single(bench.Events.OfType<SimulationEvent.FeedEnded>());
        Assert.Equal(VenueOrderStatus.Filled, bench.Place(AtMarket(OrderSide.Buy, 0.01m)).Status);
    }

    [Fact]
    public async Task RunAsync_FiniteSpeed_PublishesWhenTheClockSaysSoOneByOneThroughTheGate()
    {
        var clock = new WatchedClock(Start);
        var settings = Settings(Ticks([.. Enumerable.Repeat(50_000m, 600)])) with { Speed = 60m };
        await using var bench = await OpenAsync(settings, clock);
        var gate = new CountingGate();
        using var stop = new CancellationTokenSource();

        var run = bench.Exchange.RunAsync(gate, stop.Token);
        await gate.WaitForAsync(1);
        await clock.FirstTimer.WaitAsync(TimeSpan.FromSeconds(30));
        clock.Advance(TimeSpan.FromSeconds(1));
        await gate.WaitForAsync(61);

        Assert.Equal(Start.AddSeconds(60), bench.Exchange.MarketTime);
        Assert.Equal(Enumerable.Range(1, 61).Select(i => (long)i), gate.Ticks.Select(t => t.Number));
        await stop.CancelAsync();
        await run;
        Assert.False(bench.Exchange.FeedEnded);
    }

    [Fact]
    public async Task RunAsync_GateHoldsATick_TheMarketWaits()
    {
        await using var bench = await OpenAsync(50_000m, 50_010m, 50_020m);
        var gate = new CountingGate { HoldAt = 2 };

        var run = bench.Exchange.RunAsync(gate, CancellationToken.None);
        await gate.WaitForAsync(2);
        Assert.Equal(50_010m, bench.Exchange.GetTicker(Btc)!.LastPrice);
        gate.Release();
        await run;

        Assert.Equal(50_020m, bench.Exchange.GetTicker(Btc)!.LastPrice);
    }

    [Fact]
    public async Task Subscribe_HandlerThatPlacesAnOrder_IsToldItsEventsAfterwards()
    {
        await using var bench = await OpenAsync(50_000m);
        var seen = new List<string>();
        using var subscription = bench.Exchange.Subscribe(happened =>
        {
            seen.Add(happened.GetType().Name);
            if (happened is SimulationEvent.TradePrinted)
            {
                bench.Place(AtMarket(OrderSide.Buy, 0.01m, "from-handler"));
            }
        });

        bench.Advance();

        Assert.True(seen.IndexOf("TickerChanged") < seen.IndexOf("ExecutionBooked"));
        Assert.Equal(VenueOrderStatus.Filled, bench.Order("from-handler").Status);
    }

    [Fact]
    public async Task SameSettingsAndOrders_GiveTheSameEverything_HardCase30()
    {
        var first = await RunAsync();
        var second = await RunAsync();

        Assert.Equal(first, second);
        Assert.NotEmpty(first);

        static async Task<List<SimulationEvent>> RunAsync()
        {
            await using var bench = await OpenAsync(Settings(new FeedSettings.Synthetic(Btc), new FeedSettings.Synthetic("ETHUSDT")) with
            {
                History = ShortHistory,
                Funding = new FundingSettings { Interval = TimeSpan.FromHours(1) },
            });
            for (var i = 0; i < 60; i++)
            {
                bench.Advance(40);
                var price = bench.Exchange.GetTicker(Btc)!.LastPrice;
                bench.Exchange.PlaceOrder(Key, AtMarket(OrderSide.Buy, 0.01m, $"e-{i}"));
                bench.Exchange.PlaceOrder(Key, Stop(0.01m, price - 100m, $"s-{i}"));
            }

            bench.AssertBooks();
            return bench.Events;
        }
    }

    [Theory]
    [InlineData("BTCUSDT", 95_000, "0.1", "0.001")]
    [InlineData("ETHUSDT", 3_300, "0.01", "0.01")]
    [InlineData("SOLUSDT", 190, "0.01", "0.1")]
    [InlineData("XRPUSDT", 2, "0.0001", "0.1")]
    [InlineData("LTCUSDT", 80, "0.001", "0.1")]
    public void RulesFor_KnownAndDerived_HaveASensibleGrid(string symbol, int price, string tick, string step)
    {
        var rules = InstrumentCatalog.RulesFor(symbol, price, 0);

        Assert.Equal(tick, Decimals.Text(rules.Instrument.TickSize));
        Assert.Equal(step, Decimals.Text(rules.Instrument.QuantityStep));
    }

    [Fact]
    public void RulesFor_FeedWithFinerPrices_TakesTheFinerTick() =>
        Assert.Equal(0.01m, InstrumentCatalog.RulesFor("BTCUSDT", 27_972.87m, 2).Instrument.TickSize);

    /// <summary>Counts what passes; can hold one tick.</summary>
    /// <summary>Tells when somebody waits by it: time that passes before that would be missed.</summary>
    private sealed class WatchedClock(DateTimeOffset start) : FakeTimeProvider(start)
    {
        private readonly TaskCompletionSource _firstTimer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task FirstTimer => _firstTimer.Task;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            _firstTimer.TrySetResult();
            return timer;
        }
    }

    private sealed class CountingGate : ITickGate
    {
        private readonly Lock _lock = new();
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly List<(int Count, TaskCompletionSource Reached)> _waiters = [];

        public List<MarketTick> Ticks { get; } = [];

        public int? HoldAt { get; init; }

        public void Release() => _released.SetResult();

        public Task WaitForAsync(int count)
        {
            lock (_lock)
            {
                var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _waiters.Add((count, reached));
                Signal();
                return reached.Task.WaitAsync(TimeSpan.FromSeconds(30));
            }
        }

        public async ValueTask PassAsync(MarketTick tick, CancellationToken cancellationToken)
        {
            lock (_lock)
            {
                Ticks.Add(tick);
                Signal();
            }

            if (Ticks.Count == HoldAt)
            {
                await _released.Task.WaitAsync(cancellationToken);
            }
        }

        private void Signal() => _waiters.Where(w => w.Count <= Ticks.Count).ToList().ForEach(w => w.Reached.TrySetResult());
    }
}
