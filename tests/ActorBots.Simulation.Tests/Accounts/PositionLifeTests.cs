using ActorBots.Domain.Orders;
using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Feeds;
using ActorBots.Simulation.Orders;
using static ActorBots.Simulation.Tests.Bench;

namespace ActorBots.Simulation.Tests.Accounts;

/// <summary>A position's id lives from its first opening fill to its last closing one, and what ended is history.</summary>
public sealed class PositionLifeTests
{
    [Fact]
    public async Task PlaceOrder_PositionReopens_GetsANewIdAndTheOldOneIsHistory()
    {
        await using var bench = await StartAsync(50_000m, 51_000m, 52_000m);
        bench.Place(AtMarket(OrderSide.Buy, 0.01m));
        var first = bench.Position.PositionId;
        bench.Place(AtMarket(OrderSide.Buy, 0.02m));
        Assert.Equal(first, bench.Position.PositionId);
        bench.Advance();
        bench.Place(AtMarket(OrderSide.Sell, 0.01m, reduceOnly: true));
        bench.Advance();
        bench.Place(AtMarket(OrderSide.Sell, 0.02m, reduceOnly: true));
        Assert.Equal(string.Empty, bench.Position.PositionId);
        bench.Place(AtMarket(OrderSide.Buy, 0.01m));

        var closed = Assert.Single(bench.Exchange.Positions.GetClosed(Key, new ClosedPositionQuery()));

        Assert.NotEqual(first, bench.Position.PositionId);
        Assert.Equal((first, OrderSide.Buy, 0.03m), (closed.PositionId, closed.Side, closed.MaxQuantity));
        Assert.Equal((1_500m, 1_550m, 50m), (closed.EntryValue, closed.ExitValue, closed.GrossPnl));
        Assert.Equal((50_000m, 0m, 0m), (closed.AverageEntryPrice, closed.LiquidatedQuantity, closed.Funding));
        Assert.Equal((1_500m + 1_550m) * 0.00055m, closed.Fees);
        Assert.Equal((Start, Start.AddSeconds(2)), (closed.OpenedAt, closed.ClosedAt));
        Assert.Equal(bench.Wallet.CumulativeRealizedPnl, closed.GrossPnl - closed.Fees + bench.Position.CurrentRealizedPnl);
    }

    [Fact]
    public async Task PlaceOrder_OneFillTurnsThePositionRound_EndsOneLifeAndBeginsAnother()
    {
        await using var bench = await StartAsync(50_000m, 50_100m);
        bench.Place(AtMarket(OrderSide.Buy, 0.01m));
        var first = bench.Position.PositionId;
        bench.Events.Clear();

        var turn = bench.Place(AtMarket(OrderSide.Sell, 0.03m));

        Assert.Equal((OrderSide.Sell, 0.02m), (bench.Position.Side, bench.Position.Size));
        Assert.NotEqual(first, bench.Position.PositionId);
        Assert.Equal((first, first), (turn.PositionId, bench.Executions()[0].PositionId));
        var told = bench.Events.Where(e => e is SimulationEvent.PositionClosed or SimulationEvent.PositionChanged).ToList();
        Assert.Equal(first, Assert.IsType<SimulationEvent.PositionClosed>(told[0]).Position.PositionId);
        Assert.True(Assert.IsType<SimulationEvent.PositionChanged>(told[1]).Opens);
        Assert.Equal(0.02m * 50_000m * 0.00055m, bench.Position.Fees);
    }

    [Fact]
    public async Task PlaceOrder_HedgeMode_EachSideHasAnIdOfItsOwn()
    {
        await using var bench = await StartAsync(50_000m, 50_000m);
        Assert.True(bench.Exchange.SwitchAccountMode(Key, PositionMode.Hedge).IsSuccess);
        bench.Place(AtMarket(OrderSide.Buy, 0.01m) with { PositionIndex = 1 });
        bench.Place(AtMarket(OrderSide.Sell, 0.02m) with { PositionIndex = 2 });

        var rows = bench.Exchange.GetPositions(Key, null);

        Assert.Equal(2, rows.Select(r => r.PositionId).Distinct().Count());
        Assert.Equal(2, bench.Exchange.Positions.Find(Key, rows[1].PositionId)!.PositionIndex);
        Assert.Null(bench.Exchange.Positions.Find("other", rows[1].PositionId));
    }

    [Fact]
    public async Task Close_ByPositionId_ClosesItAllWithoutAClientId()
    {
        await using var bench = await StartAsync(50_000m, 50_000m);
        bench.Place(AtMarket(OrderSide.Buy, 0.01m));
        var id = bench.Position.PositionId;

        var order = bench.Exchange.Positions.Close(Key, id).Value!;

        Assert.Equal((VenueOrderStatus.Filled, OrderOrigin.ManualClose, string.Empty, id), (order.Status, order.Origin, order.ClientOrderId, order.PositionId));
        Assert.Equal(RefusalCode.PositionNotFound, bench.Exchange.Positions.Close(Key, id).Refusal!.Code);
        bench.AssertBooks();
    }

    [Fact]
    public async Task HardCase13_Deleverage_ReducesByThatKindOfExecution()
    {
        await using var bench = await StartAsync(50_000m, 50_000m);
        bench.Place(AtMarket(OrderSide.Buy, 0.03m));

        Assert.True(bench.Exchange.Positions.Deleverage(Key, Btc, 0.01m).IsSuccess);

        var fill = bench.Executions()[0];
        Assert.Equal((ExecutionKind.AutoDeleveraging, OrderOrigin.AutoDeleveraging, 0.01m), (fill.Kind, fill.Origin, fill.Quantity));
        Assert.Equal(0.02m, bench.Position.Size);
    }

    [Fact]
    public async Task ForceClose_Liquidation_IsCountedInTheHistory()
    {
        await using var bench = await StartAsync(50_000m, 50_000m);
        bench.Place(AtMarket(OrderSide.Buy, 0.03m));
        bench.Place(AtMarket(OrderSide.Sell, 0.01m, reduceOnly: true));
        bench.Exchange.ForceClose(Key, Btc, 0, OrderOrigin.Liquidation, null);

        Assert.Equal((0.03m, 0.02m), Assert.Single(bench.Exchange.Positions.GetClosed(Key, new ClosedPositionQuery())) is var row
            ? (row.ClosedQuantity, row.LiquidatedQuantity)
            : default);
    }

    [Fact]
    public async Task GetClosed_SkipAndLimit_PageFromTheNewestClose()
    {
        await using var bench = await StartAsync(50_000m, 50_000m, 50_000m, 50_000m);
        List<string> ids = [];
        for (var i = 0; i < 4; i++)
        {
            bench.Place(AtMarket(OrderSide.Buy, 0.01m));
            ids.Insert(0, bench.Position.PositionId);
            bench.Place(AtMarket(OrderSide.Sell, 0.01m));
            bench.Advance();
        }

        var query = new ClosedPositionQuery { Symbol = Btc };

        Assert.Equal(4, bench.Exchange.Positions.CountClosed(Key, query));
        Assert.Equal(ids[1..3], bench.Exchange.Positions.GetClosed(Key, query with { Skip = 1, Limit = 2 }).Select(p => p.PositionId));
        Assert.Equal(ids[2], Assert.Single(bench.Exchange.Positions.GetClosed(Key, query with { PositionId = ids[2] })).PositionId);
        Assert.Equal(2, bench.Exchange.Positions.CountClosed(Key, query with { Since = Start.AddSeconds(1), Until = Start.AddSeconds(2) }));
    }

    [Theory]
    [InlineData(IdShape.Uuid)]
    [InlineData(IdShape.Number)]
    public async Task Ids_OfAShape_AreTheSameForTheSameRun(IdShape shape)
    {
        var settings = Settings(Ticks(50_000m, 50_000m)) with { Customs = new VenueCustoms { Ids = shape } };
        List<string[]> runs = [];
        for (var run = 0; run < 2; run++)
        {
            await using var bench = await StartAsync(settings);
            bench.Place(AtMarket(OrderSide.Buy, 0.01m));
            bench.Place(AtMarket(OrderSide.Buy, 0.01m));
            runs.Add([bench.Position.PositionId, .. bench.Executions().SelectMany(e => new[] { e.OrderId, e.ExecutionId })]);
        }

        Assert.Equal(runs[0], runs[1]);
        Assert.Equal(5, runs[0].Distinct().Count());
        Assert.All(runs[0], id => Assert.Equal(shape == IdShape.Number, id.Length == 19 && id.All(char.IsAsciiDigit)));
    }

    [Fact]
    public async Task Funding_Exact_IsQuantityTimesMarkTimesRateOfTheHistoryRow()
    {
        var due = Start.AddHours(8);
        FeedTick[] ticks = [new(due.AddSeconds(-1), 62_067.37m, 1m, OrderSide.Buy), new(due.AddSeconds(1), 62_000m, 1m, OrderSide.Sell)];
        var settings = Settings(new FeedSettings.Scripted(Btc, [.. ticks])) with
        {
            Customs = new VenueCustoms { ExactFunding = true },
            Funding = new FundingSettings { Rate = 0.00001191m },
        };
        await using var bench = await StartAsync(settings);
        bench.Place(AtMarket(OrderSide.Buy, 0.003m));
        var id = bench.Position.PositionId;
        bench.Advance();

        var row = Assert.Single(bench.Exchange.GetFundingHistory(Btc, 10));
        var paid = bench.Executions()[0];

        Assert.Equal((due, 0.00001191m), (row.At, row.Rate));
        Assert.Equal(0.003m * row.MarkPrice * row.Rate, paid.Fee);
        Assert.NotEqual(Math.Round(paid.Fee, 8), paid.Fee);
        Assert.Equal((id, -paid.Fee), (paid.PositionId, bench.Position.Funding));
        bench.AssertBooks();
    }

    [Fact]
    public async Task GetFundingHistory_WithoutAnyPosition_HasARowPerInstrumentAndDueInstant()
    {
        FeedTick[] ticks = [new(Start.AddSeconds(1), 50_000m, 1m, OrderSide.Buy), new(Start.AddHours(25), 51_000m, 1m, OrderSide.Sell)];
        await using var bench = await StartAsync(Settings(new FeedSettings.Scripted(Btc, [.. ticks])));
        bench.Advance();

        Assert.Equal([Start.AddHours(24), Start.AddHours(16), Start.AddHours(8)], bench.Exchange.GetFundingHistory(Btc, 10).Select(r => r.At));
        Assert.Equal(Start.AddHours(16), Assert.Single(bench.Exchange.GetFundingHistory(Btc, 1, Start.AddHours(9), Start.AddHours(23))).At);
        Assert.Empty(bench.Exchange.GetFundingHistory("NOPEUSDT", 10));
    }

    [Fact]
    public async Task SwitchAccountMode_WithAPositionOrAnOrder_IsRefusedWhole()
    {
        await using var bench = await OpenAsync(Settings(Ticks(50_000m, 50_000m), new FeedSettings.Synthetic("ETHUSDT")));
        bench.Advance(2);
        bench.Place(AtLimit(OrderSide.Buy, 0.01m, 40_000m, "rest"));
        Assert.Equal(RefusalCode.PositionModeHasOrders, bench.Exchange.SwitchAccountMode(Key, PositionMode.Hedge).Refusal!.Code);
        Assert.True(bench.Exchange.CancelOrder(Key, ByClientId("rest")).IsSuccess);
        bench.Place(AtMarket(OrderSide.Buy, 0.01m));

        Assert.Equal(RefusalCode.PositionModeHasPosition, bench.Exchange.SwitchAccountMode(Key, PositionMode.Hedge).Refusal!.Code);
        Assert.Equal(PositionMode.OneWay, bench.Exchange.GetPositionMode(Key, "ETHUSDT"));
        Assert.True(bench.Exchange.SwitchAccountMode(Key, PositionMode.OneWay).IsSuccess);
    }
}
