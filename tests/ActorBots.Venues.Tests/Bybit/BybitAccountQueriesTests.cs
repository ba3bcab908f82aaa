using System.Text.Json.Nodes;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Ports.Venues;
using ActorBots.Venues.Tests.Stub;
using static ActorBots.Venues.Tests.Stub.Bench;

namespace ActorBots.Venues.Tests.Bybit;

public sealed class BybitAccountQueriesTests
{
    private static readonly ClientOrderId Entry = ClientOrderId.For("bot-1", 1, OrderPurpose.Entry);
    private static readonly ClientOrderId Stop = ClientOrderId.For("bot-1", 2, OrderPurpose.ProtectiveStop);

    [Fact]
    public async Task GetBalanceAsync_DownForGood_GivesUpAfterTheStatedAttempts()
    {
        await using var bench = await StartAsync();
        bench.Venue.On("/v5/account/wallet-balance", new StubReply(string.Empty, 503));

        var result = await bench.Execution.GetBalanceAsync(CancellationToken.None);

        Assert.Equal((VenueErrorKind.Retryable, VenueErrorCode.NoAnswer), (result.Error!.Kind, result.Error.Code));
        Assert.Equal(3, bench.Venue.RequestsTo("/v5/account/wallet-balance").Count);
    }

    [Fact]
    public async Task GetBalanceAsync_Recorded_GivesTheUsdtCoin()
    {
        await using var bench = await StartAsync();
        bench.Venue.On("/v5/account/wallet-balance", _ => Payload.BybitReply("rest-wallet-balance"));

        var balance = (await bench.Execution.GetBalanceAsync(CancellationToken.None)).Value!;

        Assert.Equal(new AccountBalance(new(9998.58103788m), new(10007.37603788m), new(9685.65667558m)), balance);
        var request = bench.Venue.RequestsTo("/v5/account/wallet-balance")[0];
        Assert.Equal("accountType=UNIFIED&coin=USDT", request.Query);
        BybitExecutionClientTests.AssertSigned(request, request.Query);
    }

    [Fact]
    public async Task GetPositionsAsync_Recorded_GivesSignedNetQuantities()
    {
        await using var bench = await StartAsync();
        bench.Venue.On("/v5/position/list", _ => Payload.BybitReply("rest-position-list"));

        var position = Assert.Single((await bench.Execution.GetPositionsAsync(CancellationToken.None)).Value);

        Assert.Equal(new VenuePosition(new("ETHUSDT"), -0.01m, new Price(3641.075m), DateTimeOffset.FromUnixTimeMilliseconds(1762199125472)), position);
        Assert.Equal("USDT", bench.Venue.RequestsTo("/v5/position/list")[0]["settleCoin"]);
    }

    [Fact]
    public async Task GetOpenOrdersAsync_SeveralPages_ReadsAllWithTheCursorAsReceived()
    {
        await using var bench = await StartAsync();
        var first = JsonNode.Parse(Payload.Bybit("rest-order-stop"))!;
        first["result"]!["nextPageCursor"] = "page_args%3D1%26symbol%3D6%26";
        var second = JsonNode.Parse(Payload.Bybit("rest-order-stop"))!;
        second["result"]!["list"]![0]!["orderId"] = "other";
        second["result"]!["list"]![0]!["orderLinkId"] = "placed-by-hand";
        bench.Venue.On("/v5/order/realtime", r => new StubReply((r.Query.Contains("cursor=", StringComparison.Ordinal) ? second : first).ToJsonString()));

        var orders = (await bench.Execution.GetOpenOrdersAsync(CancellationToken.None)).Value;

        Assert.Equal([Stop, null], orders.Select(o => o.ClientOrderId));
        Assert.Equal((OrderStatus.Untriggered, new Price(89012.5m), true), (orders[0].Status, orders[0].TriggerPrice!.Value, orders[0].ReduceOnly));
        var requests = bench.Venue.RequestsTo("/v5/order/realtime");
        Assert.EndsWith("&cursor=page_args%3D1%26symbol%3D6%26", requests[1].Query, StringComparison.Ordinal);
        BybitExecutionClientTests.AssertSigned(requests[1], requests[1].Query);
    }

    [Fact]
    public async Task FindOrderAsync_OnlyInHistory_IsFound()
    {
        await using var bench = await StartAsync();
        var filled = JsonNode.Parse(Payload.Bybit("rest-order-filled"))!;
        filled["result"]!["list"]![0]!["orderLinkId"] = Entry.Value;
        bench.Venue.On("/v5/order/realtime", _ => Payload.BybitReply("rest-order-none"));
        bench.Venue.On("/v5/order/history", _ => new StubReply(filled.ToJsonString()));

        var report = (await bench.Execution.FindOrderAsync(Btc, Entry, CancellationToken.None)).Value!;

        Assert.Equal(OrderStatus.Filled, report.Status);
        Assert.Equal(Entry, report.ClientOrderId);
        Assert.Equal(new Quantity(0.001m), report.FilledQuantity);
        Assert.Equal(new Price(122529.9m), report.AveragePrice);
        Assert.Equal(string.Empty, report.Reason);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1757837618909), report.UpdatedAt);
        Assert.Equal("category=linear&symbol=BTCUSDT&orderLinkId=bot-1-000001e", bench.Venue.RequestsTo("/v5/order/realtime")[0].Query);
    }

    [Fact]
    public async Task FindOrderAsync_BothAnsweredEmpty_IsAClearNo()
    {
        await using var bench = await StartAsync();
        bench.Venue.On("/v5/order/realtime", _ => Payload.BybitReply("rest-order-none"));
        bench.Venue.On("/v5/order/history", _ => Payload.BybitReply("rest-order-none"));

        var result = await bench.Execution.FindOrderAsync(Btc, Entry, CancellationToken.None);

        Assert.True(result.IsSuccess);
        Assert.Null(result.Value);
    }

    [Theory]
    [InlineData("orderStatus", "Frozen")]
    [InlineData("side", "Both")]
    [InlineData("orderType", "Iceberg")]
    [InlineData("orderLinkId", "somebody-else")]
    public async Task FindOrderAsync_NotUnderstood_IsABadAnswer(string field, string value)
    {
        await using var bench = await StartAsync();
        var filled = JsonNode.Parse(Payload.Bybit("rest-order-filled"))!;
        filled["result"]!["list"]![0]!["orderLinkId"] = Entry.Value;
        filled["result"]!["list"]![0]![field] = value;
        bench.Venue.On("/v5/order/realtime", _ => new StubReply(filled.ToJsonString()));

        var result = await bench.Execution.FindOrderAsync(Btc, Entry, CancellationToken.None);

        Assert.Equal(VenueErrorCode.BadAnswer, result.Error!.Code);
    }

    [Fact]
    public async Task GetFillsOfOrderAsync_Pages_GivesOnlyItsTradesOldestFirst()
    {
        await using var bench = await StartAsync();
        bench.Venue.On("/v5/execution/list", r => r["cursor"] is null
            ? StubReply.Ok($$"""{"list":[{{Execution("b", 2000, "0.001", "0.5")}},{{Execution("x", 1500, "9", "0", "other")}}],"nextPageCursor":"2"}""")
            : StubReply.List(Execution("c", 1000, "0.003", "0"), Execution("a", 1000, "0.002", "0.6")));

        var fills = (await bench.Execution.GetFillsOfOrderAsync(Btc, Entry, CancellationToken.None)).Value;

        Assert.Equal(["a", "c", "b"], fills.Select(f => f.FillId));
        Assert.All(fills, f => Assert.Equal(Entry, f.ClientOrderId));
    }

    [Fact]
    public async Task GetHistoryAsync_Recorded_SplitsFillsFromFundingAndTurnsItsSign()
    {
        await using var bench = await StartAsync();
        bench.Venue.On("/v5/execution/list", _ => Payload.BybitReply("rest-execution-list"));

        var history = (await bench.Execution.GetHistoryAsync(bench.Venue.Now, CancellationToken.None)).Value!;

        var fill = Assert.Single(history.Fills);
        Assert.Equal("e0cbe81d-0f18-5866-9415-cf319b5dab3b", fill.FillId);
        Assert.Equal((new Price(1190.15m), new Quantity(0.1m), new Money(0.071409m), FillKind.Trade), (fill.Price, fill.Quantity, fill.Fee, fill.Kind));
        Assert.Null(fill.ClientOrderId);
        var payment = Assert.Single(history.Funding);
        Assert.Equal(new Money(-0.00620674m), payment.Amount);
        Assert.Equal(new Quantity(0.001m), payment.PositionQuantity);
    }

    [Fact]
    public async Task GetHistoryAsync_LongAgo_IsSplitIntoWindowsOfSevenDays()
    {
        await using var bench = await StartAsync();
        bench.Venue.On("/v5/execution/list", _ => StubReply.List());
        var since = bench.Venue.Now - TimeSpan.FromDays(20);

        Assert.True((await bench.Execution.GetHistoryAsync(since, CancellationToken.None)).IsSuccess);

        var windows = bench.Venue.RequestsTo("/v5/execution/list")
            .Select(r => (From: long.Parse(r["startTime"]!, null), To: long.Parse(r["endTime"]!, null))).ToList();
        Assert.Equal(3, windows.Count);
        Assert.Equal(since.ToUnixTimeMilliseconds(), windows[0].From);
        Assert.All(windows, w => Assert.True(w.To - w.From < TimeSpan.FromDays(7).TotalMilliseconds));
        Assert.All(windows.Zip(windows.Skip(1)), w => Assert.Equal(w.First.To + 1, w.Second.From));
        Assert.True(windows[^1].To >= bench.Venue.Now.ToUnixTimeMilliseconds());
    }

    [Theory]
    [InlineData("BustTrade", FillKind.Liquidation)]
    [InlineData("AdlTrade", FillKind.AutoDeleveraging)]
    [InlineData("BlockTrade", FillKind.Trade)]
    public async Task GetHistoryAsync_ForcedClose_IsAFillOfItsKind(string type, FillKind kind)
    {
        await using var bench = await StartAsync();
        bench.Venue.On("/v5/execution/list", _ => StubReply.List(Execution("a", 1000, "1", "0", string.Empty, type), Execution("d", 1000, "1", "0", string.Empty, "Delivery")));

        var history = (await bench.Execution.GetHistoryAsync(bench.Venue.Now, CancellationToken.None)).Value!;

        Assert.Equal(kind, Assert.Single(history.Fills).Kind);
        Assert.Empty(history.Funding);
    }

    [Fact]
    public async Task GetHistoryAsync_UnknownExecType_IsABadAnswer()
    {
        await using var bench = await StartAsync();
        bench.Venue.On("/v5/execution/list", _ => StubReply.List(Execution("a", 1000, "1", "0", string.Empty, "Teleport")));

        var result = await bench.Execution.GetHistoryAsync(bench.Venue.Now, CancellationToken.None);

        Assert.Equal(VenueErrorCode.BadAnswer, result.Error!.Code);
    }

    private static string Execution(string id, long time, string quantity, string leaves, string orderLinkId = "bot-1-000001e", string type = "Trade") =>
        $$"""{"symbol":"BTCUSDT","orderLinkId":"{{orderLinkId}}","side":"Buy","orderId":"o","leavesQty":"{{leaves}}","execTime":"{{time}}","execFee":"0.1","execId":"{{id}}","execPrice":"1e+05","execType":"{{type}}","execQty":"{{quantity}}"}""";
}
