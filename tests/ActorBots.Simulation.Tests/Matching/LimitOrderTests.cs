using ActorBots.Domain.Orders;
using ActorBots.Simulation.Orders;
using static ActorBots.Simulation.Tests.Bench;

namespace ActorBots.Simulation.Tests.Matching;

public sealed class LimitOrderTests
{
    [Fact]
    public async Task Advance_PriceReachesRestingLimit_FillsAtItsPriceAsMaker()
    {
        await using var bench = await StartAsync(50_000m, 49_900m);
        bench.Place(AtLimit(OrderSide.Buy, 0.01m, 49_950m, "rest"));
        bench.Advance();

        var execution = Assert.Single(bench.Executions());
        Assert.Equal((49_950m, true, 0.0999m), (execution.Price, execution.IsMaker, execution.Fee));
        Assert.Equal(VenueOrderStatus.Filled, bench.Order("rest").Status);
    }

    [Fact]
    public async Task PlaceOrder_MarketableLimit_FillsAtTheMarketAsTaker()
    {
        await using var bench = await StartAsync(50_000m);

        var order = bench.Place(AtLimit(OrderSide.Buy, 0.01m, 50_100m));

        Assert.Equal((VenueOrderStatus.Filled, 50_000m), (order.Status, order.AveragePrice));
        Assert.False(bench.Executions()[0].IsMaker);
    }

    [Theory]
    [InlineData(TimeInForce.ImmediateOrCancel, 49_000, VenueOrderStatus.Cancelled, CancelCause.NoImmediateQuantity)]
    [InlineData(TimeInForce.FillOrKill, 49_000, VenueOrderStatus.Cancelled, CancelCause.NoFullFill)]
    [InlineData(TimeInForce.PostOnly, 50_000, VenueOrderStatus.Cancelled, CancelCause.PostOnlyWouldTake)]
    [InlineData(TimeInForce.PostOnly, 49_000, VenueOrderStatus.New, CancelCause.None)]
    [InlineData(TimeInForce.FillOrKill, 50_000, VenueOrderStatus.Filled, CancelCause.None)]
    public async Task PlaceOrder_TimeInForce_DecidesWhatDoesNotFillAtOnce(
        TimeInForce timeInForce, int price, VenueOrderStatus status, CancelCause cause)
    {
        await using var bench = await StartAsync(50_000m);

        var order = bench.Place(AtLimit(OrderSide.Buy, 0.01m, price) with { TimeInForce = timeInForce });

        Assert.Equal((status, cause), (order.Status, order.CancelCause));
    }

    [Fact]
    public async Task PlaceOrder_RestingLimits_HoldMarginBackUntilCancelled()
    {
        await using var bench = await StartAsync(50_000m);
        bench.Place(AtLimit(OrderSide.Buy, 1m, 49_000m, "big"));
        var held = bench.Wallet;

        Assert.InRange(held.OrderInitialMargin, 4_900m, 5_000m);
        Assert.Equal(RefusalCode.InsufficientMargin, bench.Refused(AtLimit(OrderSide.Buy, 1.1m, 49_000m)));

        bench.Exchange.CancelOrder(Key, ByClientId("big"));

        Assert.Equal(0m, bench.Wallet.OrderInitialMargin);
        Assert.Equal(10_000m, bench.Wallet.Available);
    }

    [Fact]
    public async Task AmendOrder_PriceIntoTheMarket_FillsAtOnce()
    {
        await using var bench = await StartAsync(50_000m);
        bench.Place(AtLimit(OrderSide.Buy, 0.01m, 49_000m, "rest"));

        var amended = bench.Exchange.AmendOrder(Key, ByClientId("rest"), new OrderAmendment { Price = 50_200m, Quantity = 0.02m });

        Assert.Equal((VenueOrderStatus.Filled, 0.02m, 50_000m), (amended.Value!.Status, amended.Value.FilledQuantity, amended.Value.AveragePrice));
    }

    [Fact]
    public async Task AmendOrder_BadValues_AreRefusedAndChangeNothing()
    {
        await using var bench = await StartAsync(50_000m);
        var placed = bench.Place(AtLimit(OrderSide.Buy, 0.01m, 49_000m, "rest"));

        Assert.Equal(RefusalCode.QuantityOffStep, Amend(new OrderAmendment { Quantity = 0.0105m }));
        Assert.Equal(RefusalCode.PriceOffTick, Amend(new OrderAmendment { Price = 49_000.05m }));
        Assert.Equal(RefusalCode.AmendmentNotApplicable, Amend(new OrderAmendment { TriggerPrice = 48_000m }));
        Assert.Equal(RefusalCode.InsufficientMargin, Amend(new OrderAmendment { Quantity = 5m }));
        Assert.Equal(RefusalCode.OrderNotModified, Amend(new OrderAmendment { Price = 49_000m }));
        Assert.Equal(placed, bench.Order("rest"));

        RefusalCode? Amend(OrderAmendment amendment) => bench.Exchange.AmendOrder(Key, ByClientId("rest"), amendment).Refusal?.Code;
    }

    [Fact]
    public async Task Advance_ThousandsOfRestingOrders_FillBestPriceFirstThenOldest()
    {
        var settings = Settings(Ticks(50_000m, 49_000m)) with
        {
            Accounts = [new(Key, "secret", 100_000_000m)],
            Matching = new() { MaxOpenOrders = 5_000 },
        };
        await using var bench = await StartAsync(settings);
        for (var i = 0; i < 2_000; i++)
        {
            bench.Place(AtLimit(OrderSide.Buy, 0.001m, 48_500m + (i % 1_000), $"o-{i}"));
        }

        bench.Advance();

        var fills = bench.Exchange.GetExecutions(Key, new ExecutionQuery { Limit = 1000 }).Reverse().ToList();
        Assert.Equal(1_000, fills.Count);
        Assert.Equal(["o-999", "o-1999", "o-998", "o-1998"], fills.Take(4).Select(f => f.ClientOrderId));
        Assert.Equal(1_000, bench.Exchange.GetOpenOrders(Key, Btc).Length);
    }
}
