using ActorBots.Domain.Orders;
using ActorBots.Simulation.Matching;
using ActorBots.Simulation.Orders;
using static ActorBots.Simulation.Tests.Bench;

namespace ActorBots.Simulation.Tests.Matching;

public sealed class MarketOrderTests
{
    [Fact]
    public async Task PlaceOrder_MarketBuy_FillsAtLastPriceWithTakerFee()
    {
        await using var bench = await StartAsync(51_850m);

        var order = bench.Place(AtMarket(OrderSide.Buy, 0.003m, "a-1"));

        Assert.Equal(VenueOrderStatus.Filled, order.Status);
        Assert.Equal(51_850m, order.AveragePrice);
        Assert.Equal(0.0855525m, order.Fee);
        Assert.Equal(54_442.5m, order.Price);
        Assert.Equal(10_000m - 0.0855525m, bench.Wallet.Balance);
        Assert.Equal(0.003m, bench.Position.Size);
        bench.AssertBooks();
    }

    [Fact]
    public async Task PlaceOrder_MarketFill_TellsExecutionOrderPositionWalletInOneBatch()
    {
        await using var bench = await StartAsync(50_000m);
        bench.Events.Clear();

        bench.Place(AtMarket(OrderSide.Buy, 0.01m));

        Assert.Collection(
            bench.Events,
            e => Assert.IsType<SimulationEvent.ExecutionBooked>(e),
            e => Assert.Equal(VenueOrderStatus.Filled, Assert.IsType<SimulationEvent.OrderChanged>(e).Order.Status),
            e => Assert.IsType<SimulationEvent.PositionChanged>(e),
            e => Assert.IsType<SimulationEvent.WalletChanged>(e));
        Assert.Single(bench.Events.Select(e => e.Batch).Distinct());
    }

    [Fact]
    public async Task PlaceOrder_SameClientIdAgain_IsRefusedForEver()
    {
        await using var bench = await StartAsync(50_000m, 50_000m);
        bench.Place(AtMarket(OrderSide.Buy, 0.01m, "once"));
        bench.Place(AtMarket(OrderSide.Sell, 0.01m, "close", reduceOnly: true));

        Assert.Equal(RefusalCode.DuplicateClientOrderId, bench.Refused(AtMarket(OrderSide.Buy, 0.01m, "once")));
        Assert.Equal(RefusalCode.DuplicateClientOrderId, bench.Refused(AtMarket(OrderSide.Sell, 0.01m, "close", reduceOnly: true)));

        var audit = bench.Exchange.GetAudit();
        Assert.Equal(0, audit.DuplicateClientOrderIds);
        Assert.Equal(2, audit.DuplicatesRefused);
        Assert.Equal(2, audit.Orders);
    }

    [Theory]
    [InlineData("0.0015", RefusalCode.QuantityOffStep)]
    [InlineData("0", RefusalCode.QuantityBelowMinimum)]
    [InlineData("500.001", RefusalCode.QuantityAboveMaximum)]
    [InlineData("2.1", RefusalCode.InsufficientMargin)]
    public async Task PlaceOrder_QuantityOutsideFilters_IsRefused(string quantity, RefusalCode expected)
    {
        await using var bench = await StartAsync(50_000m);

        Assert.Equal(expected, bench.Refused(AtMarket(OrderSide.Buy, decimal.Parse(quantity, System.Globalization.CultureInfo.InvariantCulture))));

        Assert.Empty(bench.Executions());
        Assert.Equal(10_000m, bench.Wallet.Balance);
    }

    [Fact]
    public async Task PlaceOrder_BelowMinimumNotional_IsRefusedUnlessReduceOnly()
    {
        await using var bench = await StartAsync(3_000m, 3_000m);
        bench.Place(AtMarket(OrderSide.Buy, 0.003m));

        Assert.Equal(RefusalCode.NotionalBelowMinimum, bench.Refused(AtMarket(OrderSide.Buy, 0.001m)));
        Assert.Equal(VenueOrderStatus.Filled, bench.Place(AtMarket(OrderSide.Sell, 0.001m, reduceOnly: true)).Status);
    }

    [Fact]
    public async Task PlaceOrder_ReduceOnlyWithoutPosition_IsRefused()
    {
        await using var bench = await StartAsync(50_000m);

        Assert.Equal(RefusalCode.NothingToReduce, bench.Refused(AtMarket(OrderSide.Sell, 0.01m, reduceOnly: true)));
        Assert.Equal(RefusalCode.NothingToReduce, bench.Refused(Stop(0.01m, 49_000m)));
    }

    [Fact]
    public async Task PlaceOrder_ReduceOnlySameSide_IsRefused()
    {
        await using var bench = await StartAsync(50_000m);
        bench.Place(AtMarket(OrderSide.Buy, 0.01m));

        Assert.Equal(RefusalCode.ReduceOnlySameSide, bench.Refused(AtMarket(OrderSide.Buy, 0.01m, reduceOnly: true)));
    }

    [Fact]
    public async Task PlaceOrder_ReduceOnlyLargerThanPosition_FillsThePositionAndCancelsTheRest()
    {
        await using var bench = await StartAsync(50_000m);
        bench.Place(AtMarket(OrderSide.Buy, 0.01m));

        var order = bench.Place(AtMarket(OrderSide.Sell, 0.03m, reduceOnly: true));

        Assert.Equal(VenueOrderStatus.Cancelled, order.Status);
        Assert.Equal(CancelCause.ByReduceOnly, order.CancelCause);
        Assert.Equal(0.01m, order.FilledQuantity);
        Assert.Equal(0m, bench.Position.Size);
        Assert.Null(bench.Position.Side);
    }

    [Fact]
    public async Task PlaceOrder_OppositeWithoutReduceOnly_FlipsThePosition()
    {
        await using var bench = await StartAsync(50_000m, 51_000m);
        bench.Place(AtMarket(OrderSide.Buy, 0.01m));
        bench.Advance();

        bench.Place(AtMarket(OrderSide.Sell, 0.03m));

        Assert.Equal(OrderSide.Sell, bench.Position.Side);
        Assert.Equal(0.02m, bench.Position.Size);
        Assert.Equal(51_000m, bench.Position.AveragePrice);
        Assert.Equal(10m, bench.Executions()[0].GrossPnl);
        bench.AssertBooks();
    }

    [Fact]
    public async Task PlaceOrder_WithLatency_FillsAtTheFirstTickAfterIt()
    {
        var settings = Settings(Ticks(50_000m, 50_100m, 50_200m, 50_300m));
        await using var bench = await StartAsync(settings with { Matching = new MatchingSettings { Latency = TimeSpan.FromMilliseconds(1500) } });

        var placed = bench.Place(AtMarket(OrderSide.Buy, 0.01m, "late"));
        bench.Advance();
        var waiting = bench.Order("late");
        bench.Advance();

        Assert.Equal(VenueOrderStatus.New, placed.Status);
        Assert.Equal(VenueOrderStatus.New, waiting.Status);
        Assert.Equal(50_200m, bench.Order("late").AveragePrice);
    }

    [Fact]
    public async Task PlaceOrder_WithSlippage_FillsWorseByItRoundedToTheTickAgainstTheTaker()
    {
        var settings = Settings(Ticks(50_000.1m));
        await using var bench = await StartAsync(settings with { Matching = new MatchingSettings { SlippageBps = 1m } });

        Assert.Equal(50_005.2m, bench.Place(AtMarket(OrderSide.Buy, 0.01m)).AveragePrice);
        Assert.Equal(49_995.0m, bench.Place(AtMarket(OrderSide.Sell, 0.01m)).AveragePrice);
    }

    [Fact]
    public async Task PlaceOrder_SlippageBeyondTolerance_IsCancelledUnfilled()
    {
        var settings = Settings(Ticks(50_000m));
        await using var bench = await StartAsync(settings with { Matching = new MatchingSettings { SlippageBps = 10m } });

        var order = bench.Place(AtMarket(OrderSide.Buy, 0.01m) with { SlippageTolerance = new SlippageTolerance(SlippageUnit.Percent, 0.05m) });

        Assert.Equal(VenueOrderStatus.Cancelled, order.Status);
        Assert.Equal(CancelCause.NoImmediateQuantity, order.CancelCause);
        Assert.Empty(bench.Executions());
    }

    [Fact]
    public async Task PlaceOrder_PlanInPieces_FillsInThatManyExecutions()
    {
        await using var bench = await StartAsync(50_000m);
        bench.Exchange.UseMatchPolicy(new FixedPlan(new MatchPlan { Pieces = 4 }));

        var order = bench.Place(AtMarket(OrderSide.Buy, 0.007m));

        Assert.Equal(VenueOrderStatus.Filled, order.Status);
        Assert.Equal([0.001m, 0.002m, 0.002m, 0.002m], bench.Executions().Reverse().Select(e => e.Quantity));
        Assert.Equal([0.006m, 0.004m, 0.002m, 0m], bench.Executions().Reverse().Select(e => e.LeavesQuantity));
        bench.AssertBooks();
    }

    [Fact]
    public async Task PlaceOrder_PlanFillsAPart_CancelsTheRest()
    {
        await using var bench = await StartAsync(50_000m);
        bench.Exchange.UseMatchPolicy(new FixedPlan(new MatchPlan { FillShare = 0.5m, Pieces = 2 }));

        var order = bench.Place(AtMarket(OrderSide.Buy, 0.011m, "part"));

        Assert.Equal(VenueOrderStatus.Cancelled, order.Status);
        Assert.Equal(CancelCause.NoImmediateQuantity, order.CancelCause);
        Assert.Equal(0.005m, order.FilledQuantity);
        Assert.Equal(0.005m, bench.Position.Size);
    }

    [Fact]
    public async Task PlaceOrder_OnePiecePerTick_WorksPartlyFilledInBetween()
    {
        await using var bench = await StartAsync(50_000m, 50_010m, 50_020m);
        bench.Exchange.UseMatchPolicy(new FixedPlan(new MatchPlan { Pieces = 3, OnePiecePerTick = true }));

        var first = bench.Place(AtMarket(OrderSide.Buy, 0.003m, "slow"));
        bench.Advance();
        var second = bench.Order("slow");
        bench.Advance();

        Assert.Equal((VenueOrderStatus.PartiallyFilled, 0.001m), (first.Status, first.FilledQuantity));
        Assert.Equal((VenueOrderStatus.PartiallyFilled, 0.002m), (second.Status, second.FilledQuantity));
        Assert.Equal((VenueOrderStatus.Filled, 50_010m), (bench.Order("slow").Status, bench.Order("slow").AveragePrice));
    }

    [Fact]
    public async Task PlaceOrder_HaltedInstrument_IsRefused()
    {
        await using var bench = await StartAsync(50_000m);
        bench.Exchange.SetTrading(Btc, false);

        Assert.Equal(RefusalCode.NotTrading, bench.Refused(AtMarket(OrderSide.Buy, 0.01m)));
        Assert.False(bench.Exchange.Instruments[0].Instrument.IsTrading);
    }

    [Fact]
    public async Task Advance_OrderOnItsWayIntoAHalt_IsCancelled()
    {
        var settings = Settings(Ticks(50_000m, 50_000m, 50_000m));
        await using var bench = await StartAsync(settings with { Matching = new MatchingSettings { Latency = TimeSpan.FromSeconds(1) } });
        bench.Place(AtMarket(OrderSide.Buy, 0.01m, "late"));
        bench.Exchange.SetTrading(Btc, false);
        bench.Advance();

        Assert.Equal((VenueOrderStatus.Cancelled, CancelCause.InstrumentHalted), (bench.Order("late").Status, bench.Order("late").CancelCause));
    }

    [Fact]
    public async Task Advance_HaltedInstrument_KeepsStopsUntilItTradesAgain()
    {
        await using var bench = await StartAsync(50_000m, 49_000m, 48_900m);
        bench.Place(AtMarket(OrderSide.Buy, 0.01m));
        bench.Place(Stop(0.01m, 49_500m, "stop"));
        bench.Exchange.SetTrading(Btc, false);

        bench.Advance();
        var during = bench.Order("stop").Status;
        var amend = bench.Exchange.AmendOrder(Key, ByClientId("stop"), new OrderAmendment { TriggerPrice = 48_000m });
        bench.Exchange.SetTrading(Btc, true);
        bench.Advance();

        Assert.Equal(VenueOrderStatus.Untriggered, during);
        Assert.Equal(RefusalCode.NotTrading, amend.Refusal!.Code);
        Assert.Equal(48_900m, bench.Order("stop").AveragePrice);
    }

    [Fact]
    public async Task PlaceOrder_SameIdFromManyThreadsWhileTheMarketRuns_IsAcceptedOnce_HardCase1()
    {
        var settings = Settings(new Simulation.Feeds.FeedSettings.Synthetic(Btc)) with { History = new() { Candles = 5 } };
        await using var bench = await OpenAsync(settings);
        using var stop = new CancellationTokenSource();
        var market = bench.Exchange.RunAsync(null, stop.Token);

        var accepted = 0;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 100; i++)
            {
                var outcome = bench.Exchange.PlaceOrder(Key, AtMarket(i % 2 == 0 ? OrderSide.Buy : OrderSide.Sell, 0.001m, $"id-{i}"));
                Interlocked.Add(ref accepted, outcome.IsSuccess ? 1 : 0);
            }
        })));
        await stop.CancelAsync();
        await market;

        var audit = bench.Exchange.GetAudit();
        Assert.Equal((100, 100L, 300L, 0), (accepted, audit.Orders, audit.DuplicatesRefused, audit.DuplicateClientOrderIds));
        bench.AssertBooks();
    }
}
