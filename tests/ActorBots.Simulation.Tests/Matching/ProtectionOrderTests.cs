using ActorBots.Domain.Orders;
using ActorBots.Simulation.Orders;
using static ActorBots.Simulation.Tests.Bench;

namespace ActorBots.Simulation.Tests.Matching;

/// <summary>Take profits and stop losses of stated quantities under ids of their own.</summary>
public sealed class ProtectionOrderTests
{
    private static readonly OrderQuery Ended = new() { IsProtection = true };

    [Fact]
    public async Task Place_StopAndTarget_RestUnderTheirOwnIdsAndCoverThePosition()
    {
        await using var bench = await ProtectedAsync(50_000m, 50_000m);

        var placed = bench.Exchange.Protections.Place(Key, StopOf(bench, 0.01m, 49_000m), TargetOf(bench, 0.01m, 51_000m)).Value;

        Assert.Equal(2, placed.Select(o => o.OrderId).Distinct().Count());
        Assert.All(placed, o => Assert.Equal((bench.Position.PositionId, VenueOrderStatus.Untriggered, true), (o.PositionId, o.Status, o.IsProtection)));
        Assert.Equal([TriggerDirection.Falling, TriggerDirection.Rising], placed.Select(o => o.TriggerDirection!.Value));
        Assert.Equal(0, bench.Exchange.GetAudit().PositionsWithoutFullCover);
    }

    [Fact]
    public async Task Place_OneTicketBad_PlacesNone()
    {
        await using var bench = await ProtectedAsync(50_000m, 50_000m);

        var outcome = bench.Exchange.Protections.Place(Key, StopOf(bench, 0.01m, 49_000m), TargetOf(bench, 0.02m, 51_000m));

        Assert.Equal((RefusalCode.ProtectionAbovePosition, 0.02m, 0.01m), outcome.Refusal is { } r ? (r.Code, r.Value, r.Limit) : default);
        Assert.Empty(bench.Exchange.GetOpenOrders(Key, null));
    }

    [Fact]
    public async Task Place_NotAllowed_IsRefusedWithItsReason()
    {
        await using var bench = await ProtectedAsync(50_000m, 50_000m);

        Assert.Equal(RefusalCode.StopLossWrongSide, Refused(StopOf(bench, 0.01m, 50_000m)));
        Assert.Equal(RefusalCode.TakeProfitWrongSide, Refused(TargetOf(bench, 0.01m, 50_000m)));
        Assert.Equal(RefusalCode.PositionNotFound, Refused(StopOf(bench, 0.01m, 49_000m) with { PositionId = "1" }));
        Assert.Equal(RefusalCode.UnknownInstrument, Refused(StopOf(bench, 0.01m, 49_000m) with { Symbol = "NOPEUSDT" }));
        Assert.Equal(RefusalCode.QuantityBelowMinimum, Refused(StopOf(bench, 0m, 49_000m)));
        Assert.Equal(RefusalCode.PriceOffTick, Refused(StopOf(bench, 0.01m, 49_000.001m)));
        bench.Exchange.SetTrading(Btc, false);
        Assert.Equal(RefusalCode.NotTrading, Refused(StopOf(bench, 0.01m, 49_000m)));

        RefusalCode Refused(ProtectionTicket ticket) => bench.Exchange.Protections.Place(Key, ticket).Refusal!.Code;
    }

    [Fact]
    public async Task Place_Short_MustStopAboveThePrice()
    {
        await using var bench = await StartAsync(50_000m, 50_000m);
        bench.Place(AtMarket(OrderSide.Sell, 0.01m));

        Assert.Equal(RefusalCode.StopLossWrongSide, bench.Exchange.Protections.Place(Key, StopOf(bench, 0.01m, 49_000m)).Refusal!.Code);
        Assert.True(bench.Exchange.Protections.Place(Key, StopOf(bench, 0.01m, 51_000m)).IsSuccess);
    }

    [Fact]
    public async Task HardCase42_TwentyFirstProtectionOfAPosition_IsRefused()
    {
        await using var bench = await ProtectedAsync(50_000m, 50_000m);
        for (var i = 0; i < 20; i++)
        {
            Assert.True(bench.Exchange.Protections.Place(Key, StopOf(bench, 0.001m, 49_000m - i)).IsSuccess);
        }

        Assert.Equal(RefusalCode.TooManyPartialProtections, bench.Exchange.Protections.Place(Key, StopOf(bench, 0.001m, 48_000m)).Refusal!.Code);
    }

    [Fact]
    public async Task Amend_TriggerAndQuantity_KeepTheId()
    {
        await using var bench = await ProtectedAsync(50_000m, 50_000m);
        var stop = Place(bench, StopOf(bench, 0.005m, 49_000m));

        var moved = bench.Exchange.Protections.Amend(Key, stop.OrderId, new ProtectionAmendment { TriggerPrice = 49_500m, Quantity = 0.01m }).Value!;

        Assert.Equal((stop.OrderId, 49_500m, 0.01m), (moved.OrderId, moved.TriggerPrice, moved.Quantity));
        Assert.Equal(RefusalCode.TriggerNotBelowPrice, Refused(new ProtectionAmendment { TriggerPrice = 50_100m }));
        Assert.Equal(RefusalCode.ProtectionAbovePosition, Refused(new ProtectionAmendment { Quantity = 0.011m }));
        Assert.Equal(RefusalCode.OrderNotModified, Refused(new ProtectionAmendment { TriggerPrice = 49_500m }));
        Assert.Equal(RefusalCode.OrderNotFound, bench.Exchange.Protections.Amend(Key, "1", new ProtectionAmendment { Quantity = 0.01m }).Refusal!.Code);

        RefusalCode Refused(ProtectionAmendment amendment) => bench.Exchange.Protections.Amend(Key, stop.OrderId, amendment).Refusal!.Code;
    }

    [Fact]
    public async Task CancelOrder_OfAProtection_EndsItAsCancelledByTheUser()
    {
        await using var bench = await ProtectedAsync(50_000m, 50_000m);
        var stop = Place(bench, StopOf(bench, 0.01m, 49_000m));

        Assert.True(bench.Exchange.CancelOrder(Key, new OrderReference(Btc, stop.OrderId, null)).IsSuccess);

        var row = Assert.Single(bench.Exchange.GetClosedOrders(Key, Ended));
        Assert.Equal((stop.OrderId, VenueOrderStatus.Deactivated, CancelCause.ByUser), (row.OrderId, row.Status, row.CancelCause));
        Assert.Null(row.TriggeredAt);
        Assert.Equal(1, bench.Exchange.CountClosedOrders(Key, Ended));
        Assert.Equal(
            RefusalCode.OrderAlreadyEnded, bench.Exchange.Protections.Amend(Key, stop.OrderId, new ProtectionAmendment { Quantity = 0.01m }).Refusal!.Code);
        Assert.Equal(1, bench.Exchange.GetAudit().PositionsWithoutFullCover);
    }

    [Fact]
    public async Task Advance_StopFiresAndMakesAChild_EndsAsFiredWithItsTime()
    {
        await using var bench = await ProtectedAsync(50_000m, 48_900m);
        var stop = Place(bench, StopOf(bench, 0.01m, 49_000m));
        bench.Events.Clear();

        bench.Advance();

        var fired = Assert.Single(bench.Exchange.GetClosedOrders(Key, Ended));
        var child = bench.Exchange.GetClosedOrders(Key, new OrderQuery { IsProtection = false })[0];
        Assert.Equal((stop.OrderId, VenueOrderStatus.Fired, Start.AddSeconds(1)), (fired.OrderId, fired.Status, fired.TriggeredAt));
        Assert.Equal((stop.OrderId, string.Empty, VenueOrderStatus.Filled), (child.ParentOrderId, child.ClientOrderId, child.Status));
        Assert.Equal((0.01m, 48_900m, OrderType.Market, true), (child.FilledQuantity, child.AveragePrice, child.Type, child.ReduceOnly));
        Assert.Equal((OrderOrigin.PartialStopLoss, stop.PositionId), (child.Origin, child.PositionId));
        Assert.Equal(
            [(stop.OrderId, VenueOrderStatus.Fired), (child.OrderId, VenueOrderStatus.Filled)],
            bench.Events.OfType<SimulationEvent.OrderChanged>().Select(e => (e.Order.OrderId, e.Order.Status)));
        Assert.True(string.CompareOrdinal(stop.OrderId, child.OrderId) < 0);
        bench.AssertBooks();
    }

    [Fact]
    public async Task Advance_TwinStopsFire_EachMakesAChildOfItsOwn()
    {
        await using var bench = await ProtectedAsync(50_000m, 48_900m);
        var (a, b) = (Place(bench, StopOf(bench, 0.005m, 49_000m)), Place(bench, StopOf(bench, 0.005m, 49_000m)));

        bench.Advance();

        var children = bench.Exchange.GetClosedOrders(Key, new OrderQuery { IsProtection = false }).Where(o => o.ParentOrderId.Length > 0);
        Assert.Equal([b.OrderId, a.OrderId], children.Select(o => o.ParentOrderId));
        Assert.Equal(0m, bench.Position.Size);
    }

    [Fact]
    public async Task Advance_ChildFillsPieceByPiece_CoversThePositionMeanwhile()
    {
        await using var bench = await ProtectedAsync(50_000m, 48_900m, 48_800m, 48_800m);
        bench.Exchange.UseMatchPolicy(new FixedPlan(new Simulation.Matching.MatchPlan { Pieces = 2, OnePiecePerTick = true }));
        Place(bench, StopOf(bench, 0.01m, 49_000m));

        bench.Advance();

        Assert.Equal(0.005m, bench.Position.Size);
        Assert.Equal(0, bench.Exchange.GetAudit().PositionsWithoutFullCover);
        bench.Advance();
        Assert.Equal(0m, bench.Position.Size);
    }

    [Fact]
    public async Task Advance_PositionClosedOtherwise_EndsItsProtections()
    {
        await using var bench = await ProtectedAsync(50_000m, 50_000m);
        Place(bench, StopOf(bench, 0.01m, 49_000m));
        bench.Place(AtMarket(OrderSide.Sell, 0.01m, reduceOnly: true));

        var row = Assert.Single(bench.Exchange.GetClosedOrders(Key, Ended));

        Assert.Equal((VenueOrderStatus.Deactivated, CancelCause.ProtectionCleared), (row.Status, row.CancelCause));
    }

    [Fact]
    public async Task Fail_WaitingStop_EndsItRejectedAndUncovers()
    {
        await using var bench = await ProtectedAsync(50_000m, 50_000m);
        var stop = Place(bench, StopOf(bench, 0.01m, 49_000m));

        Assert.Equal(VenueOrderStatus.Rejected, bench.Exchange.Protections.Fail(Key, stop.OrderId).Value!.Status);

        Assert.Equal(1, bench.Exchange.GetAudit().PositionsWithoutFullCover);
        Assert.Equal(RefusalCode.OrderAlreadyEnded, bench.Exchange.Protections.Fail(Key, stop.OrderId).Refusal!.Code);
    }

    private static async Task<Bench> ProtectedAsync(params decimal[] prices)
    {
        var bench = await StartAsync(Settings(Ticks(prices)) with { Customs = Simulation.Bitunix.BitunixCustoms.Value });
        bench.Place(AtMarket(OrderSide.Buy, 0.01m, "entry"));
        return bench;
    }

    private static VenueOrder Place(Bench bench, ProtectionTicket ticket) => Assert.Single(bench.Exchange.Protections.Place(Key, ticket).Value);

    private static ProtectionTicket StopOf(Bench bench, decimal quantity, decimal trigger) => new()
    {
        Symbol = Btc,
        PositionId = bench.Position.PositionId,
        Kind = ConditionalKind.PartialStopLoss,
        Quantity = quantity,
        TriggerPrice = trigger,
    };

    private static ProtectionTicket TargetOf(Bench bench, decimal quantity, decimal trigger) =>
        StopOf(bench, quantity, trigger) with { Kind = ConditionalKind.PartialTakeProfit };
}
