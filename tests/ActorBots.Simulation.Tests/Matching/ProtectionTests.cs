using ActorBots.Domain.Orders;
using ActorBots.Simulation.Orders;
using static ActorBots.Simulation.Tests.Bench;

namespace ActorBots.Simulation.Tests.Matching;

public sealed class ProtectionTests
{
    [Fact]
    public async Task PlaceOrder_AttachedFullStop_ProtectsThePositionAndFollowsItsSize()
    {
        await using var bench = await StartAsync(50_000m, 50_000m);
        bench.Place(AtMarket(OrderSide.Buy, 0.01m, "entry") with { StopLoss = 49_000m, TakeProfit = 52_000m });
        bench.Place(AtMarket(OrderSide.Buy, 0.02m));

        var orders = bench.Exchange.GetOpenOrders(Key, Btc).OrderBy(o => o.Number).ToList();

        Assert.Equal([ConditionalKind.TakeProfit, ConditionalKind.StopLoss], orders.Select(o => o.Conditional));
        Assert.All(orders, o => Assert.Equal((0.03m, "entry", string.Empty, true), (o.Quantity, o.ParentClientOrderId, o.ClientOrderId, o.CloseOnTrigger)));
        Assert.Equal((52_000m, 49_000m), (bench.Position.TakeProfit, bench.Position.StopLoss));
    }

    [Fact]
    public async Task Advance_StopLossFires_ClearsTheTakeProfitInTheSameBatch()
    {
        await using var bench = await StartAsync(50_000m, 48_900m);
        bench.Place(AtMarket(OrderSide.Buy, 0.01m, "entry") with { StopLoss = 49_000m, TakeProfit = 52_000m });
        bench.Events.Clear();

        bench.Advance();

        var orders = bench.Events.OfType<SimulationEvent.OrderChanged>().ToList();
        Assert.Equal([VenueOrderStatus.Triggered, VenueOrderStatus.Filled, VenueOrderStatus.Deactivated], orders.Select(o => o.Order.Status));
        Assert.Equal(CancelCause.ProtectionCleared, orders[2].Order.CancelCause);
        Assert.Equal(OrderOrigin.StopLoss, bench.Executions()[0].Origin);
        Assert.Null(bench.Position.TakeProfit);
    }

    [Fact]
    public async Task PlaceOrder_AttachedPartialStops_EachProtectsItsOwnQuantity()
    {
        await using var bench = await StartAsync(50_000m, 48_950m);
        bench.Place(AtMarket(OrderSide.Buy, 0.01m, "a") with { StopLoss = 49_000m, ProtectionMode = ProtectionMode.Partial });
        bench.Place(AtMarket(OrderSide.Buy, 0.02m, "b") with { StopLoss = 48_900m, ProtectionMode = ProtectionMode.Partial });

        bench.Advance();

        Assert.Equal(0.02m, bench.Position.Size);
        Assert.Equal((0.02m, "b"), Assert.Single(bench.Exchange.GetOpenOrders(Key, Btc)) is var o ? (o.Quantity, o.ParentClientOrderId) : default);
    }

    [Fact]
    public async Task SetTradingStop_Trailing_FollowsThePriceAndNeverGoesBack()
    {
        await using var bench = await StartAsync(50_000m, 50_500m, 50_300m, 50_200m);
        bench.Place(AtMarket(OrderSide.Buy, 0.01m));
        bench.Exchange.SetTradingStop(Key, new TradingStopRequest { Symbol = Btc, TrailingStop = 300m });

        Assert.Equal(49_700m, Trailing());
        bench.Advance();
        Assert.Equal(50_200m, Trailing());
        bench.Advance();
        Assert.Equal(50_200m, Trailing());
        bench.Advance();

        Assert.Equal(0m, bench.Position.Size);
        Assert.Equal(OrderOrigin.TrailingStop, bench.Executions()[0].Origin);

        decimal? Trailing() => Assert.Single(bench.Exchange.GetOpenOrders(Key, Btc)).TriggerPrice;
    }

    [Fact]
    public async Task SetTradingStop_TrailingWithActivation_WaitsForIt()
    {
        await using var bench = await StartAsync(50_000m, 49_000m, 50_600m, 50_299m);
        bench.Place(AtMarket(OrderSide.Buy, 0.01m));
        bench.Exchange.SetTradingStop(Key, new TradingStopRequest { Symbol = Btc, TrailingStop = 300m, ActivationPrice = 50_500m });

        bench.Advance();
        Assert.Equal(50_500m, Assert.Single(bench.Exchange.GetOpenOrders(Key, Btc)).ActivationPrice);
        bench.Advance();
        Assert.Equal(50_300m, Assert.Single(bench.Exchange.GetOpenOrders(Key, Btc)).TriggerPrice);
        bench.Advance();

        Assert.Equal(0m, bench.Position.Size);
    }

    [Fact]
    public async Task SetTradingStop_Refusals_NameTheirReason()
    {
        await using var bench = await StartAsync(50_000m);
        Assert.Equal(RefusalCode.NoPositionToProtect, Set(new() { Symbol = Btc, StopLoss = 49_000m }));
        bench.Place(AtMarket(OrderSide.Buy, 0.01m));

        Assert.Equal(RefusalCode.StopLossWrongSide, Set(new() { Symbol = Btc, StopLoss = 50_000m }));
        Assert.Equal(RefusalCode.TakeProfitWrongSide, Set(new() { Symbol = Btc, TakeProfit = 49_000m }));
        Assert.Null(Set(new() { Symbol = Btc, StopLoss = 49_000m }));
        Assert.Equal(RefusalCode.ProtectionNotModified, Set(new() { Symbol = Btc, StopLoss = 49_000m }));
        Assert.Equal(RefusalCode.PositionModeMismatch, Set(new() { Symbol = Btc, StopLoss = 48_000m, PositionIndex = 1 }));
        Assert.Null(Set(new() { Symbol = Btc, StopLoss = 0m }));
        Assert.Null(bench.Position.StopLoss);

        RefusalCode? Set(TradingStopRequest request) => bench.Exchange.SetTradingStop(Key, request).Refusal?.Code;
    }

    [Fact]
    public async Task PlaceOrder_ProtectionOnReduceOnly_IsRefused()
    {
        await using var bench = await StartAsync(50_000m);
        bench.Place(AtMarket(OrderSide.Buy, 0.01m));

        Assert.Equal(RefusalCode.ProtectionOnReduceOnly, bench.Refused(AtMarket(OrderSide.Sell, 0.01m, reduceOnly: true) with { StopLoss = 51_000m }));
        Assert.Equal(RefusalCode.StopLossWrongSide, bench.Refused(AtMarket(OrderSide.Buy, 0.01m) with { StopLoss = 51_000m }));
    }
}
