using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Ports.Venues;
using ActorBots.Venues.Bitunix;
using ActorBots.Venues.Tests.Stub;
using static ActorBots.Venues.Tests.Stub.BitunixBench;

namespace ActorBots.Venues.Tests.Bitunix;

public sealed class BitunixAccountQueriesTests
{
    private static readonly DateTimeOffset Fired = DateTimeOffset.FromUnixTimeMilliseconds(1790126600000);

    [Fact]
    public async Task FindOrderAsync_Detail_IsUnderstood()
    {
        await using var bench = await StartAsync();
        bench.Answer(BitunixPaths.OrderDetail, "rest-order-detail");

        var report = (await FindAsync(bench, EntryRequest)).Value!;

        Assert.Equal((OrderStatus.Filled, OrderSide.Buy, 0.011m, new Price(60_000.5m)), (report.Status, report.Side, report.FilledQuantity.Value, report.AveragePrice!.Value));
        Assert.Equal(("1914739182736", EntryRequest.ClientOrderId), (report.VenueOrderId, report.ClientOrderId!.Value));
    }

    [Fact]
    public async Task FindOrderAsync_FilledMarketOrderWithoutAPrice_IsNoError()
    {
        await using var bench = await StartAsync();
        bench.Venue.On(BitunixPaths.OrderDetail, new StubReply(Payload.Bitunix("rest-order-detail").Replace("\"60000.5\"", "null", StringComparison.Ordinal)));

        var report = (await FindAsync(bench, EntryRequest)).Value!;

        Assert.Equal((OrderStatus.Filled, null), (report.Status, report.AveragePrice));
    }

    [Fact]
    public async Task FindOrderAsync_None_IsSaidAfterEveryListAnswered()
    {
        await using var bench = await StartAsync();

        var result = await FindAsync(bench, EntryRequest);

        Assert.True(result.IsSuccess);
        Assert.Null(result.Value);
        Assert.Single(bench.Venue.RequestsTo(BitunixPaths.OrderDetail));
        Assert.Single(bench.Venue.RequestsTo(BitunixPaths.PendingOrders));
        Assert.Equal(["false", "true"], bench.Venue.RequestsTo(BitunixPaths.OrderHistory).Select(r => r["queryCanceled"]));
    }

    [Theory]
    [InlineData(BitunixPaths.PendingOrders)]
    [InlineData(BitunixPaths.OrderHistory)]
    public async Task HardCase04_FindOrderAsync_OneListBroken_IsNotNone(string path)
    {
        await using var bench = await StartAsync();
        bench.Venue.On(path, StubReply.Dropped);

        Assert.Equal(VenueErrorCode.NoAnswer, (await FindAsync(bench, EntryRequest)).Error!.Code);
    }

    [Theory]
    [InlineData("\"FILLED\"", "\"MELTED\"")]
    [InlineData("\"BUY\"", "\"HOLD\"")]
    [InlineData("\"MARKET\"", "\"ICEBERG\"")]
    public async Task FindOrderAsync_UnknownWord_IsABadAnswer(string word, string strange)
    {
        await using var bench = await StartAsync();
        bench.Venue.On(BitunixPaths.OrderDetail, new StubReply(Payload.Bitunix("rest-order-detail").Replace(word, strange, StringComparison.Ordinal)));

        Assert.Equal(VenueErrorCode.BadAnswer, (await FindAsync(bench, EntryRequest)).Error!.Code);
    }

    [Fact]
    public async Task GetFillsOfOrderAsync_Trades_AreOldestFirstUnderOurId()
    {
        await using var bench = await StartAsync();
        bench.Answer(BitunixPaths.Trades, "rest-trades");
        await bench.SubmitAsync(EntryRequest);

        var fills = (await bench.Client.GetFillsOfOrderAsync(Bench.Btc, EntryRequest.ClientOrderId, CancellationToken.None)).Value;

        Assert.Equal(["12345", "12346"], fills.Select(f => f.FillId));
        Assert.All(fills, f => Assert.Equal(EntryRequest.ClientOrderId, f.ClientOrderId));
        Assert.Equal(0.3960033m, fills.Sum(f => f.Fee.Value));
    }

    [Fact]
    public async Task FindOrderAsync_FiredStop_IsTheLifeOfItsChildUnderOurId()
    {
        await using var bench = await StartAsync();
        ShowFiredStop(bench);
        bench.Client.Recognise([Trace()]);

        var report = (await FindAsync(bench, StopRequest)).Value!;
        var fills = (await bench.Client.GetFillsOfOrderAsync(Bench.Btc, StopRequest.ClientOrderId, CancellationToken.None)).Value;

        Assert.Equal((OrderStatus.Filled, "777001", new Price(59_000m)), (report.Status, report.VenueOrderId, report.TriggerPrice!.Value));
        Assert.Equal(("99001", StopRequest.ClientOrderId), (Assert.Single(fills).FillId, fills[0].ClientOrderId!.Value));
    }

    [Fact]
    public async Task GetOpenOrdersAsync_OrdersAndStops_ClaimedOnesCarryOurId()
    {
        await using var bench = await StartAsync();
        bench.Answer(BitunixPaths.PendingOrders, "rest-orders-pending");
        bench.Answer(BitunixPaths.PendingStops, "rest-tpsl-pending");
        var foreign = (await bench.Client.GetOpenOrdersAsync(CancellationToken.None)).Value;
        bench.Client.Recognise([Trace()]);

        var known = (await bench.Client.GetOpenOrdersAsync(CancellationToken.None)).Value;

        Assert.Equal([null, EntryRequest.ClientOrderId, null], foreign.Select(o => o.ClientOrderId));
        Assert.Equal([OrderStatus.PartiallyFilled, OrderStatus.New, OrderStatus.Untriggered], foreign.Select(o => o.Status));
        Assert.Equal(StopRequest.ClientOrderId, known[2].ClientOrderId);
    }

    [Fact]
    public async Task GetPositionsAsync_Hedge_TellsTheLongLegAndTheShortOneApart()
    {
        await using var bench = await StartAsync();
        bench.Answer(BitunixPaths.Positions, "rest-positions");

        var position = Assert.Single((await bench.Client.GetPositionsAsync(CancellationToken.None)).Value);

        Assert.Equal((0.011m, 0.004m, new Price(60_000.5m)), (position.NetQuantity, position.ShortLegQuantity, position.AverageEntryPrice!.Value));
    }

    [Theory]
    [InlineData("rest-account")]
    [InlineData("rest-account-list")]
    public async Task GetBalanceAsync_ObjectOrList_IsRead(string payload)
    {
        await using var bench = await StartAsync();
        bench.Answer(BitunixPaths.Account, payload);

        var balance = (await bench.Client.GetBalanceAsync(CancellationToken.None)).Value!;

        Assert.Equal((1015m, 1017m, 1000m), (balance.WalletBalance.Value, balance.Equity.Value, balance.Available.Value));
    }

    [Fact]
    public async Task GetHistoryAsync_TotalChangesBetweenPages_IsReadAnew()
    {
        await using var bench = await StartAsync();
        bench.Venue.On(
            BitunixPaths.Trades,
            Page("3", "12345"),
            Page("4", "12346"),
            Page("2", "12345"),
            Page("2", "12346"));
        bench.Answer(BitunixPaths.OrderDetail, "rest-order-detail");

        var history = await bench.Client.GetHistoryAsync(DateTimeOffset.FromUnixTimeMilliseconds(1790126000000), CancellationToken.None);

        Assert.Equal(["12345", "12346"], history.Value!.Fills.Select(f => f.FillId));
        Assert.Equal(["0", "1", "0", "1"], bench.Venue.RequestsTo(BitunixPaths.Trades).Select(r => r["skip"]));
        Assert.Single(bench.Venue.RequestsTo(BitunixPaths.Trades).Select(r => r["limit"]).Distinct());
        Assert.All(history.Value.Fills, f => Assert.Equal(EntryRequest.ClientOrderId, f.ClientOrderId));
        Assert.Single(bench.Venue.RequestsTo(BitunixPaths.OrderDetail));
    }

    [Fact]
    public async Task HardCase13_GetHistoryAsync_LiquidatedPosition_NamesTheFill()
    {
        await using var bench = await StartAsync();
        bench.Answer(BitunixPaths.Trades, "rest-trades-child");
        bench.Answer(BitunixPaths.Positions, "rest-positions-none");
        bench.Answer(BitunixPaths.PositionHistory, "rest-positions-history");

        var history = await bench.Client.GetHistoryAsync(Fired - TimeSpan.FromHours(1), CancellationToken.None);

        Assert.Equal((FillKind.Liquidation, null), (Assert.Single(history.Value!.Fills).Kind, history.Value.Fills[0].ClientOrderId));
    }

    [Fact]
    public async Task HardCase30_GetHistoryAsync_Funding_IsWhatWasHeldAtEachSettlement()
    {
        await using var bench = await StartAsync();
        bench.Answer(BitunixPaths.Trades, "rest-trades");
        bench.Answer(BitunixPaths.OrderDetail, "rest-order-detail");

        var history = await bench.Client.GetHistoryAsync(DateTimeOffset.FromUnixTimeMilliseconds(1790100000000), CancellationToken.None);

        // Nothing was held at the first settlement, which was before the trades.
        var payment = Assert.Single(history.Value!.Funding);
        Assert.Equal(("BTCUSDT@1790150400000", -0.011m * 61_000m * 0.0001m, 0.011m), (payment.FundingId, payment.Amount.Value, payment.PositionQuantity.Value));
    }

    internal static void ShowFiredStop(BitunixBench bench)
    {
        bench.Answer(BitunixPaths.StopHistory, "rest-tpsl-history");
        bench.Answer(BitunixPaths.OrderHistory, "rest-orders-child");
        bench.Answer(BitunixPaths.Trades, "rest-trades-child");
        bench.Venue.On(BitunixPaths.OrderDetail, r => r["orderId"] == "888001"
            ? new StubReply("""{"code":0,"data":[""" + System.Text.Json.Nodes.JsonNode.Parse(Payload.Bitunix("rest-orders-child"))!["data"]!["orderList"]![0]!.ToJsonString() + """],"msg":"Success"}""")
            : Payload.BitunixReply("rest-order-none"));
    }

    internal static OrderTrace Trace(string venueOrderId = "") => new()
    {
        ClientOrderId = StopRequest.ClientOrderId,
        Instrument = StopRequest.Instrument,
        Quantity = StopRequest.Quantity,
        TriggerPrice = StopRequest.TriggerPrice,
        VenueOrderId = venueOrderId,
        IntendedAt = DateTimeOffset.FromUnixTimeMilliseconds(1790126517000),
    };

    private static StubReply Page(string total, string trade)
    {
        var page = System.Text.Json.Nodes.JsonNode.Parse(Payload.Bitunix("rest-trades"))!;
        var rows = page["data"]!["tradeList"]!.AsArray();
        rows.Remove(rows.First(r => (string)r!["tradeId"]! != trade));
        page["data"]!["total"] = total;
        return new StubReply(page.ToJsonString());
    }

    private static Task<VenueResult<OrderReport?>> FindAsync(BitunixBench bench, OrderRequest request) =>
        bench.Client.FindOrderAsync(Bench.Btc, request.ClientOrderId, CancellationToken.None);
}
