using ActorBots.Domain.Orders;
using ActorBots.Simulation.Orders;
using static ActorBots.Simulation.Tests.Bench;

namespace ActorBots.Simulation.Tests.Matching;

public sealed class StopOrderTests
{
    [Fact]
    public async Task Advance_PriceReachesStop_FillsAtThatTicksPrice()
    {
        await using var bench = await StartAsync(50_000m, 49_600m, 49_400m);
        bench.Place(AtMarket(OrderSide.Buy, 0.01m, "entry"));
        bench.Place(Stop(0.01m, 49_500m, "stop"));

        bench.Advance();
        var waiting = bench.Order("stop");
        bench.Events.Clear();
        bench.Advance();

        Assert.Equal(VenueOrderStatus.Untriggered, waiting.Status);
        var filled = bench.Order("stop");
        Assert.Equal(VenueOrderStatus.Filled, filled.Status);
        Assert.Equal(49_400m, filled.AveragePrice);
        Assert.Equal(0m, bench.Position.Size);
        Assert.Equal(
            [VenueOrderStatus.Triggered, VenueOrderStatus.Filled],
            bench.Events.OfType<SimulationEvent.OrderChanged>().Select(e => e.Order.Status));
        bench.AssertBooks();
    }

    [Fact]
    public async Task PlaceOrder_TriggerAlreadyThroughThePrice_IsRefused()
    {
        await using var bench = await StartAsync(50_000m);
        bench.Place(AtMarket(OrderSide.Buy, 0.01m));

        Assert.Equal(RefusalCode.TriggerNotBelowPrice, bench.Refused(Stop(0.01m, 50_000m)));
        Assert.Equal(RefusalCode.TriggerNotAbovePrice, bench.Refused(Stop(0.01m, 50_000m) with { TriggerDirection = TriggerDirection.Rising }));
        Assert.Equal(RefusalCode.TriggerDirectionMissing, bench.Refused(Stop(0.01m, 49_000m) with { TriggerDirection = null }));
        Assert.Equal(RefusalCode.PriceOffTick, bench.Refused(Stop(0.01m, 49_000.05m)));
    }

    [Fact]
    public async Task PlaceOrder_EleventhConditional_IsRefused()
    {
        await using var bench = await StartAsync(50_000m);
        bench.Place(AtMarket(OrderSide.Buy, 0.1m));
        for (var i = 0; i < 10; i++)
        {
            bench.Place(Stop(0.01m, 49_000m + i));
        }

        Assert.Equal(RefusalCode.TooManyConditionalOrders, bench.Refused(Stop(0.01m, 48_000m)));
    }

    [Fact]
    public async Task Advance_SeveralBotsStops_EachClosesItsOwnPartInOrderOfAge()
    {
        await using var bench = await StartAsync(50_000m, 49_000m);
        bench.Place(AtMarket(OrderSide.Buy, 0.03m));
        bench.Place(Stop(0.01m, 49_100m, "b"));
        bench.Place(Stop(0.02m, 49_200m, "a"));

        bench.Advance();

        Assert.Equal(VenueOrderStatus.Filled, bench.Order("a").Status);
        Assert.Equal(VenueOrderStatus.Filled, bench.Order("b").Status);
        Assert.Equal(["b", "a"], bench.Executions().Reverse().Skip(1).Select(e => e.ClientOrderId));
        Assert.Equal(0m, bench.Position.Size);
    }

    [Fact]
    public async Task CloseByHand_LeavesNoReduceOnlyOrderBehind_HardCase12()
    {
        await using var bench = await StartAsync(50_000m, 49_000m);
        bench.Place(AtMarket(OrderSide.Buy, 0.01m));
        bench.Place(Stop(0.01m, 49_500m, "stop"));

        var closed = bench.Exchange.ForceClose(Key, Btc, 0, OrderOrigin.ManualClose, null);
        bench.Advance();

        Assert.Equal(string.Empty, closed.Value!.ClientOrderId);
        Assert.Equal(VenueOrderStatus.Deactivated, bench.Order("stop").Status);
        Assert.Equal(CancelCause.ByReduceOnly, bench.Order("stop").CancelCause);
        Assert.Equal(0m, bench.Position.Size);
        Assert.Empty(bench.Exchange.GetOpenOrders(Key, null));
    }

    [Fact]
    public async Task AmendOrder_TriggerPrice_MovesTheStop()
    {
        await using var bench = await StartAsync(50_000m, 50_500m, 50_050m);
        bench.Place(AtMarket(OrderSide.Buy, 0.01m));
        bench.Place(Stop(0.01m, 49_500m, "stop"));
        bench.Advance();

        var amended = bench.Exchange.AmendOrder(Key, ByClientId("stop"), new OrderAmendment { TriggerPrice = 50_100m });
        var same = bench.Exchange.AmendOrder(Key, ByClientId("stop"), new OrderAmendment { TriggerPrice = 50_100m });
        var through = bench.Exchange.AmendOrder(Key, ByClientId("stop"), new OrderAmendment { TriggerPrice = 50_500m });
        bench.Advance();

        Assert.Equal(50_100m, amended.Value!.TriggerPrice);
        Assert.Equal(RefusalCode.OrderNotModified, same.Refusal!.Code);
        Assert.Equal(RefusalCode.TriggerNotBelowPrice, through.Refusal!.Code);
        Assert.Equal(50_050m, bench.Order("stop").AveragePrice);
    }

    [Fact]
    public async Task CancelOrder_WaitingStop_IsDeactivatedAndGone()
    {
        await using var bench = await StartAsync(50_000m, 49_000m);
        bench.Place(AtMarket(OrderSide.Buy, 0.01m));
        bench.Place(Stop(0.01m, 49_500m, "stop"));

        var cancelled = bench.Exchange.CancelOrder(Key, ByClientId("stop"));
        bench.Advance();
        var again = bench.Exchange.CancelOrder(Key, ByClientId("stop"));
        var never = bench.Exchange.CancelOrder(Key, ByClientId("nobody"));

        Assert.Equal((VenueOrderStatus.Deactivated, CancelCause.ByUser), (cancelled.Value!.Status, cancelled.Value.CancelCause));
        Assert.Equal(0.01m, bench.Position.Size);
        Assert.Equal(RefusalCode.OrderAlreadyEnded, again.Refusal!.Code);
        Assert.Equal(RefusalCode.OrderNotFound, never.Refusal!.Code);
    }

    [Fact]
    public async Task Advance_TriggerByMark_WaitsForTheMarkPrice()
    {
        // The mark lies a quarter of the way back to the minute's open: 50 000 − 0.75 × 600 = 49 550.
        await using var bench = await StartAsync(50_000m, 49_400m, 49_300m);
        bench.Place(AtMarket(OrderSide.Buy, 0.01m));
        bench.Place(Stop(0.01m, 49_500m, "mark") with { TriggerBy = PriceSource.Mark });

        bench.Advance();
        var waiting = bench.Order("mark").Status;
        bench.Advance();

        Assert.Equal(VenueOrderStatus.Untriggered, waiting);
        Assert.Equal(49_300m, bench.Order("mark").AveragePrice);
    }

    [Fact]
    public async Task Advance_TriggeredOpeningOrderWithoutMargin_IsCancelled()
    {
        await using var bench = await StartAsync(50_000m, 51_000m);
        bench.Place(AtMarket(OrderSide.Buy, 10m, "breakout") with { TriggerPrice = 50_500m, TriggerDirection = TriggerDirection.Rising });

        var limit = AtLimit(OrderSide.Buy, 10m, 49_000m, "dip") with { TriggerPrice = 50_500m, TriggerDirection = TriggerDirection.Rising };
        bench.Place(limit);

        bench.Advance();

        Assert.Equal((VenueOrderStatus.Cancelled, CancelCause.NoMargin), (bench.Order("breakout").Status, bench.Order("breakout").CancelCause));
        Assert.Equal((VenueOrderStatus.Cancelled, CancelCause.NoMargin), (bench.Order("dip").Status, bench.Order("dip").CancelCause));
    }

    [Fact]
    public async Task CancelAll_ByScope_EndsOnlyWhatIsInIt()
    {
        await using var bench = await StartAsync(50_000m);
        bench.Place(AtMarket(OrderSide.Buy, 0.02m));
        bench.Place(Stop(0.01m, 49_000m, "stop"));
        bench.Place(AtLimit(OrderSide.Buy, 0.01m, 48_000m, "limit"));
        bench.Exchange.SetTradingStop(Key, new TradingStopRequest { Symbol = Btc, StopLoss = 47_000m });

        var active = bench.Exchange.CancelAll(Key, new CancelScope { ConditionalOrders = false, Protection = false });
        var stops = bench.Exchange.CancelAll(Key, new CancelScope { Symbol = Btc, Protection = false });

        Assert.Equal("limit", Assert.Single(active.Value).ClientOrderId);
        Assert.Equal("stop", Assert.Single(stops.Value).ClientOrderId);
        Assert.Equal(ConditionalKind.StopLoss, Assert.Single(bench.Exchange.GetOpenOrders(Key, Btc)).Conditional);
        Assert.Single(bench.Exchange.CancelAll(Key, new CancelScope()).Value);
    }
}
