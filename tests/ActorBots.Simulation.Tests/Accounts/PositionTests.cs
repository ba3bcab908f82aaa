using ActorBots.Domain.Orders;
using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Orders;
using static ActorBots.Simulation.Tests.Bench;

namespace ActorBots.Simulation.Tests.Accounts;

public sealed class PositionTests
{
    [Fact]
    public async Task HedgeMode_LongAndShort_StandSideBySide()
    {
        await using var bench = await StartAsync(50_000m);
        bench.Exchange.SwitchPositionMode(Key, Btc, PositionMode.Hedge);

        bench.Place(AtMarket(OrderSide.Buy, 0.02m) with { PositionIndex = 1 });
        bench.Place(AtMarket(OrderSide.Sell, 0.01m) with { PositionIndex = 2 });
        bench.Place(AtMarket(OrderSide.Sell, 0.005m) with { PositionIndex = 1 });

        var rows = bench.Exchange.GetPositions(Key, Btc);
        Assert.Equal([(1, OrderSide.Buy, 0.015m), (2, OrderSide.Sell, 0.01m)], rows.Select(r => (r.PositionIndex, r.Side!.Value, r.Size)));
        bench.AssertBooks();
    }

    [Fact]
    public async Task HedgeMode_ClosingSideWithoutPosition_IsRefused()
    {
        await using var bench = await StartAsync(50_000m);
        bench.Exchange.SwitchPositionMode(Key, Btc, PositionMode.Hedge);

        Assert.Equal(RefusalCode.NothingToReduce, bench.Refused(AtMarket(OrderSide.Sell, 0.01m) with { PositionIndex = 1 }));
        Assert.Equal(RefusalCode.PositionModeMismatch, bench.Refused(AtMarket(OrderSide.Sell, 0.01m)));
    }

    [Fact]
    public async Task SwitchPositionMode_WithPositionOrOrders_IsRefused()
    {
        await using var bench = await StartAsync(50_000m);
        Assert.Equal(RefusalCode.PositionModeNotModified, Switch(PositionMode.OneWay));
        bench.Place(AtLimit(OrderSide.Buy, 0.01m, 49_000m, "rest"));
        Assert.Equal(RefusalCode.PositionModeHasOrders, Switch(PositionMode.Hedge));
        bench.Place(AtMarket(OrderSide.Buy, 0.01m));
        Assert.Equal(RefusalCode.PositionModeHasPosition, Switch(PositionMode.Hedge));

        RefusalCode? Switch(PositionMode mode) => bench.Exchange.SwitchPositionMode(Key, Btc, mode).Refusal?.Code;
    }

    [Fact]
    public async Task SetLeverage_OutsideOrSame_IsRefused()
    {
        await using var bench = await StartAsync(50_000m);

        Assert.Equal(RefusalCode.LeverageNotModified, bench.Exchange.SetLeverage(Key, Btc, 10m).Refusal!.Code);
        Assert.Equal(RefusalCode.LeverageOutOfRange, bench.Exchange.SetLeverage(Key, Btc, 101m).Refusal!.Code);
        Assert.Equal(RefusalCode.LeverageOutOfRange, bench.Exchange.SetLeverage(Key, Btc, 0.5m).Refusal!.Code);
        Assert.Equal(25m, bench.Exchange.SetLeverage(Key, Btc, 25m).Value);
        bench.Place(AtMarket(OrderSide.Buy, 4m));
        Assert.Equal(RefusalCode.InsufficientMargin, bench.Exchange.SetLeverage(Key, Btc, 5m).Refusal!.Code);
    }

    [Fact]
    public void MarginModel_CapturedShort_GivesTheReportedMargins()
    {
        // 0.01 ETH at a mark price of 3641.33 with leverage 30; the reported figures fit within 0.03 %.
        const decimal Value = 36.4133m;

        Assert.InRange(MarginModel.Initial(OrderSide.Sell, Value, 30m, 0.00055m) / 1.23480936m, 0.9997m, 1.0003m);
        Assert.InRange(MarginModel.Maintenance(OrderSide.Sell, Value, 30m, 0.00055m, 0.005m) / 0.20281586m, 0.9997m, 1.0003m);
    }

    [Fact]
    public async Task Advance_EquityBelowMaintenance_LiquidatesWithItsOwnKind_HardCase13()
    {
        await using var bench = await StartAsync(50_000m, 46_000m, 45_000m, 43_500m);
        bench.Exchange.SetLeverage(Key, Btc, 50m);
        bench.Place(AtMarket(OrderSide.Buy, 2m, "entry"));
        bench.Place(AtLimit(OrderSide.Buy, 0.01m, 40_000m, "rest"));
        var price = bench.Position.LiquidationPrice!.Value;

        // The mark lags the last price by a quarter of the way to the minute's open, 50 000.
        bench.Advance(2);
        var stillOpen = bench.Position.Size;
        bench.Advance();

        Assert.Equal(2m, stillOpen);
        Assert.InRange(price, 45_278m, 45_280m);
        var execution = bench.Executions()[0];
        Assert.Equal((ExecutionKind.Liquidation, string.Empty, OrderOrigin.Liquidation), (execution.Kind, execution.ClientOrderId, execution.Origin));
        Assert.Equal(0m, bench.Position.Size);
        Assert.Equal(CancelCause.BeforeLiquidation, bench.Order("rest").CancelCause);
        bench.AssertBooks();
    }

    [Fact]
    public async Task ForceClose_Deleveraging_TakesAPartAndKeepsTheRest()
    {
        await using var bench = await StartAsync(50_000m);
        bench.Place(AtMarket(OrderSide.Buy, 0.03m));

        var order = bench.Exchange.ForceClose(Key, Btc, 0, OrderOrigin.AutoDeleveraging, 0.01m).Value!;

        Assert.Equal(VenueOrderStatus.Filled, order.Status);
        Assert.Equal(ExecutionKind.AutoDeleveraging, bench.Executions()[0].Kind);
        Assert.Equal(0.02m, bench.Position.Size);
        Assert.Throws<ArgumentOutOfRangeException>(() => bench.Exchange.ForceClose(Key, Btc, 0, OrderOrigin.User, null));
        Assert.Equal(RefusalCode.QuantityAboveMaximum, bench.Exchange.ForceClose(Key, Btc, 0, OrderOrigin.ManualClose, 1m).Refusal!.Code);
    }

    [Fact]
    public async Task Apply_PartialCloses_TakeTheCostOutToTheLastDigit()
    {
        await using var bench = await StartAsync(50_000.1m, 50_000.3m, 50_000.7m, 51_000m);
        for (var i = 0; i < 3; i++)
        {
            bench.Place(AtMarket(OrderSide.Buy, 0.001m));
            bench.Advance();
        }

        var cost = bench.Position.OpenCost;
        bench.Place(AtMarket(OrderSide.Sell, 0.001m, reduceOnly: true));
        var left = bench.Position.OpenCost;
        bench.Place(AtMarket(OrderSide.Sell, 0.002m, reduceOnly: true));

        Assert.Equal(150.0011m, cost);
        Assert.Equal(150.0011m - 50.00036667m, left);
        Assert.Equal(0m, bench.Position.OpenCost);
        bench.AssertBooks();
    }
}
