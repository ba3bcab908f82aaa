using System.Text.Json;

namespace ActorBots.Simulation.Tests.Bybit;

public sealed class OrderEndpointsTests
{
    private const string Realtime = "/v5/order/realtime?category=linear&symbol=BTCUSDT";
    private const string History = "/v5/order/history?category=linear&symbol=BTCUSDT";
    private const string Executions = "/v5/execution/list?category=linear&symbol=BTCUSDT";

    [Fact]
    public async Task Create_Market_IsAcknowledgedAndFound()
    {
        await using var venue = await TestVenue.StartAsync();

        var reply = (await venue.Rest.CreateAsync(("qty", "0.003"), ("orderLinkId", "bot-0001"), ("unknown_field", 5))).Ok();

        JsonAssert.Fields(reply.Result, "orderId", "orderLinkId");
        Assert.Equal("bot-0001", reply.Result.Text("orderLinkId"));
        Assert.Equal(reply.Result.Text("orderId"), Guid.Parse(reply.Result.Text("orderId")).ToString());
        foreach (var (path, fields) in ((string, string[])[])[(Realtime, DocumentedFields.Order), (History, DocumentedFields.PastOrder)])
        {
            var order = Assert.Single((await venue.Rest.GetAsync($"{path}&orderLinkId=bot-0001")).Ok().List);
            JsonAssert.Fields(order, fields);
            JsonAssert.Texts(
                order, ("orderStatus", "Filled"), ("avgPrice", "60000"), ("cumExecQty", "0.003"), ("cumExecValue", "180"), ("cumExecFee", "0.099"),
                ("timeInForce", "IOC"), ("leavesQty", "0"), ("rejectReason", "EC_NoError"), ("cancelType", "UNKNOWN"));
            Assert.Equal("0.099", order.GetProperty("cumFeeDetail").Text("USDT"));
        }

        Assert.Empty((await venue.Rest.GetAsync(Realtime)).Ok().List);
        Assert.Single((await venue.Rest.GetAsync($"{Realtime}&openOnly=1")).Ok().List);
    }

    [Fact]
    public async Task Create_Market_IsBookedAsExecution()
    {
        await using var venue = await TestVenue.StartAsync();
        (await venue.Rest.CreateAsync(("qty", "0.003"), ("orderLinkId", "bot-0001"))).Ok();

        var row = Assert.Single((await venue.Rest.GetAsync($"{Executions}&orderLinkId=bot-0001")).Ok().List);

        JsonAssert.Fields(row, DocumentedFields.Execution);
        JsonAssert.Texts(
            row, ("execType", "Trade"), ("execPrice", "60000"), ("execQty", "0.003"), ("execValue", "180"), ("execFee", "0.099"), ("feeRate", "0.00055"),
            ("leavesQty", "0"), ("orderType", "Market"), ("stopOrderType", "UNKNOWN"), ("createType", "CreateByUser"), ("closedSize", "0"));
        Assert.Equal(JsonValueKind.Number, row.GetProperty("seq").ValueKind);
        Assert.False(row.GetProperty("isMaker").GetBoolean());
    }

    [Fact]
    public async Task Create_RestingLimit_CanBeAmendedAndCancelled()
    {
        await using var venue = await TestVenue.StartAsync();
        (await venue.Rest.CreateAsync(("orderType", "Limit"), ("price", "59000"), ("orderLinkId", "limit-1"))).Ok();
        var order = Assert.Single((await venue.Rest.GetAsync(Realtime)).Ok().List);
        JsonAssert.Texts(order, ("orderStatus", "New"), ("price", "59000"), ("leavesQty", "0.01"), ("leavesValue", "590"), ("cumExecQty", "0"), ("avgPrice", ""));
        Assert.Equal("{}", order.GetProperty("cumFeeDetail").GetRawText());

        (await venue.Rest.PostAsync("/v5/order/amend", new { category = "linear", symbol = "BTCUSDT", orderLinkId = "limit-1", price = "58000", qty = "0.02" })).Ok();

        JsonAssert.Texts(Assert.Single((await venue.Rest.GetAsync(Realtime)).Ok().List), ("price", "58000"), ("qty", "0.02"));
        var cancel = new { category = "linear", symbol = "BTCUSDT", orderLinkId = "limit-1" };
        Assert.Equal("limit-1", (await venue.Rest.PostAsync("/v5/order/cancel", cancel)).Ok().Result.Text("orderLinkId"));
        var again = await venue.Rest.PostAsync("/v5/order/cancel", cancel);
        Assert.Equal((110001, "order not exists or too late to cancel"), (again.Code, again.Message));
        JsonAssert.Texts(
            Assert.Single((await venue.Rest.GetAsync($"{History}&orderLinkId=limit-1")).Ok().List),
            ("orderStatus", "Cancelled"), ("cancelType", "CancelByUser"), ("rejectReason", "EC_PerCancelRequest"), ("leavesQty", "0"));
    }

    [Fact]
    public async Task Create_ConditionalStop_WaitsAndFires()
    {
        await using var venue = await TestVenue.StartAsync([60_000m, 59_500m, 58_990m, 58_900m]);
        (await venue.Rest.CreateAsync()).Ok();
        (await venue.Rest.CreateAsync(
            ("side", "Sell"), ("triggerPrice", "59000"), ("triggerDirection", 2), ("triggerBy", "LastPrice"), ("reduceOnly", true), ("orderLinkId", "b-000001s"))).Ok();
        var stop = Assert.Single((await venue.Rest.GetAsync($"{Realtime}&orderFilter=StopOrder")).Ok().List);
        JsonAssert.Texts(stop, ("orderStatus", "Untriggered"), ("stopOrderType", "Stop"), ("triggerPrice", "59000"), ("triggerBy", "LastPrice"), ("createType", "CreateByStopOrder"));
        Assert.Equal(2, stop.GetProperty("triggerDirection").GetInt32());
        Assert.Empty((await venue.Rest.GetAsync($"{Realtime}&orderFilter=Order")).Ok().List);

        venue.AdvanceBitcoin();
        venue.AdvanceBitcoin();

        JsonAssert.Texts(
            Assert.Single((await venue.Rest.GetAsync($"{Realtime}&orderLinkId=b-000001s")).Ok().List), ("orderStatus", "Filled"), ("avgPrice", "58990"));
        Assert.Empty((await venue.Rest.GetAsync("/v5/position/list?category=linear&settleCoin=USDT")).Ok().List);
    }

    [Fact]
    public async Task HardCase01_SameOrderLinkIdAgain_Gives110072AndNoSecondOrder()
    {
        await using var venue = await TestVenue.StartAsync();
        (await venue.Rest.CreateAsync(("orderLinkId", "bot-1-000001e"))).Ok();

        var again = await venue.Rest.CreateAsync(("orderLinkId", "bot-1-000001e"));

        Assert.Equal((110072, "OrderLinkedID is duplicate"), (again.Code, again.Message));
        Assert.Equal(1, venue.Exchange.GetAudit().Orders);
    }

    public static TheoryData<string, object, int, string> BadFields => new()
    {
        { "orderLinkId", new string('a', 37), 10001, "order link id is longer than 36" },
        { "orderLinkId", "bad id", 10001, "params error: orderLinkId invalid" },
        { "side", "buy", 10001, "params error: side invalid" },
        { "orderType", "MARKET", 10001, "params error: orderType invalid" },
        { "qty", 0.01, 10001, "params error: qty invalid" },
        { "qty", "1e-2", 10001, "params error: qty invalid" },
        { "qty", "-1", 10001, "params error: qty invalid" },
        { "qty", "", 10001, "params error: qty invalid" },
        { "qty", "0.0015", 10001, "Qty invalid" },
        { "qty", "0.0001", 10001, "The number of contracts exceeds minimum limit allowed" },
        { "symbol", "NOPEUSDT", 10001, "Not supported symbols" },
        { "symbol", "btcusdt", 10001, "Not supported symbols" },
        { "category", "spot", 10001, "Illegal category" },
        { "positionIdx", 1, 10001, "position idx not match position mode" },
        { "positionIdx", "0", 10001, "params error: positionIdx invalid" },
        { "reduceOnly", "true", 10001, "params error: reduceOnly invalid" },
        { "reduceOnly", true, 110017, "current position is zero, cannot fix reduce-only order qty" },
        { "timeInForce", "DAY", 10001, "params error: timeInForce invalid" },
        { "triggerBy", "Last", 10001, "params error: triggerBy invalid" },
        { "triggerPrice", "61000", 10001, "params error: triggerDirection invalid" },
        { "tpslMode", "Half", 10001, "params error: tpslMode invalid" },
        { "slippageToleranceType", "Ticks", 10001, "params error: slippageTolerance invalid" },
        { "qty", "100", 110007, "ab not enough for new order" },
    };

    [Theory]
    [MemberData(nameof(BadFields))]
    public async Task HardCase24_BadField_IsRefusedWithTheVenuesWords(string name, object value, int code, string message)
    {
        await using var venue = await TestVenue.StartAsync();

        var reply = await venue.Rest.CreateAsync((name, value));

        Assert.Equal((code, message), (reply.Code, reply.Message));
        Assert.Equal(0, venue.Exchange.GetAudit().Orders);
    }

    [Fact]
    public async Task HardCase22_StopOnTheWrongSide_Gives110093WithBothPrices()
    {
        await using var venue = await TestVenue.StartAsync();
        (await venue.Rest.CreateAsync()).Ok();

        var reply = await venue.Rest.CreateAsync(("side", "Sell"), ("triggerPrice", "60000"), ("triggerDirection", 2), ("reduceOnly", true));

        Assert.Equal((110093, "expect Falling, but trigger_price[600000000] >= current[600000000]??LastPrice"), (reply.Code, reply.Message));
    }

    [Theory]
    [InlineData("/v5/order/cancel", "order not exists or too late to cancel")]
    [InlineData("/v5/order/amend", "order not exists or too late to replace")]
    public async Task Change_UnknownOrder_Gives110001(string path, string message)
    {
        await using var venue = await TestVenue.StartAsync();

        var reply = await venue.Rest.PostAsync(path, new { category = "linear", symbol = "BTCUSDT", orderLinkId = "none", qty = "0.1" });

        Assert.Equal((110001, message), (reply.Code, reply.Message));
        var without = await venue.Rest.PostAsync(path, new { category = "linear", symbol = "BTCUSDT", qty = "0.1" });
        Assert.Equal((10001, "params error: OrderId or orderLinkId is required"), (without.Code, without.Message));
    }

    [Fact]
    public async Task Realtime_UnknownId_GivesAnEmptyList()
    {
        await using var venue = await TestVenue.StartAsync();

        var reply = (await venue.Rest.GetAsync("/v5/order/realtime?category=linear&orderLinkId=none")).Ok();

        Assert.Equal("""{"list":[],"nextPageCursor":"","category":"linear"}""", reply.Result.GetRawText());
        Assert.Empty((await venue.Rest.GetAsync($"{History}&orderLinkId=none")).Ok().List);
        Assert.Equal(10001, (await venue.Rest.GetAsync("/v5/order/realtime?category=linear")).Code);
    }

    [Theory]
    [InlineData("/v5/order/realtime?category=linear&settleCoin=USDT&limit=3", "orderLinkId")]
    [InlineData("/v5/order/realtime?category=linear&symbol=BTCUSDT&openOnly=1&limit=3", "orderLinkId")]
    [InlineData("/v5/order/history?category=linear&limit=3", "orderLinkId")]
    [InlineData("/v5/execution/list?category=linear&limit=3", "orderLinkId")]
    [InlineData("/v5/position/closed-pnl?category=linear&limit=3", "orderId")]
    public async Task Lists_Paged_GiveEveryRowOnceNewestFirst(string path, string id)
    {
        await using var venue = await TestVenue.StartAsync();
        for (var i = 0; i < 7; i++)
        {
            (await venue.Rest.CreateAsync(("orderLinkId", $"m{i}"))).Ok();
            (await venue.Rest.CreateAsync(("side", "Sell"), ("reduceOnly", true), ("orderLinkId", $"x{i}"))).Ok();
            (await venue.Rest.CreateAsync(("orderType", "Limit"), ("price", "59000"), ("orderLinkId", $"l{i}"))).Ok();
        }

        List<string> ids = [];
        var cursor = string.Empty;
        for (var page = 0; page < 10 && (page == 0 || cursor.Length > 0); page++)
        {
            var reply = (await venue.Rest.GetAsync(cursor.Length > 0 ? $"{path}&cursor={cursor}" : path)).Ok();
            Assert.True(reply.List.Count <= 3);
            ids.AddRange(reply.List.Select(r => r.Text(id)));
            cursor = reply.Cursor;
        }

        Assert.Empty(cursor);
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.Contains(ids.Count, (int[])[7, 14]);
        if (id == "orderLinkId")
        {
            Assert.EndsWith("6", ids[0], StringComparison.Ordinal);
            Assert.EndsWith("0", ids[^1], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task CancelAll_FilterOrder_SparesStops()
    {
        await using var venue = await TestVenue.StartAsync();
        (await venue.Rest.CreateAsync()).Ok();
        (await venue.Rest.CreateAsync(("side", "Sell"), ("triggerPrice", "59000"), ("triggerDirection", 2), ("reduceOnly", true), ("orderLinkId", "stop"))).Ok();
        (await venue.Rest.CreateAsync(("orderType", "Limit"), ("price", "58000"), ("orderLinkId", "limit"))).Ok();

        var first = (await venue.Rest.PostAsync("/v5/order/cancel-all", new { category = "linear", settleCoin = "USDT", orderFilter = "Order" })).Ok();
        var second = (await venue.Rest.PostAsync("/v5/order/cancel-all", new { category = "linear", symbol = "BTCUSDT" })).Ok();

        Assert.Equal("limit", Assert.Single(first.List).Text("orderLinkId"));
        Assert.Equal("stop", Assert.Single(second.List).Text("orderLinkId"));
        Assert.Equal("1", second.Result.Text("success"));
        Assert.Equal(10001, (await venue.Rest.PostAsync("/v5/order/cancel-all", new { category = "linear" })).Code);
    }

    [Fact]
    public async Task Batch_OneBadOrder_FailsAloneByIndex()
    {
        await using var venue = await TestVenue.StartAsync();
        object Order(string id, string qty) => new { symbol = "BTCUSDT", side = "Buy", orderType = "Limit", qty, price = "59000", orderLinkId = id };

        var reply = (await venue.Rest.PostAsync("/v5/order/create-batch", new { category = "linear", request = new[] { Order("a", "0.01"), Order("b", "0.0001"), Order("c", "0.01") } })).Ok();

        Assert.Equal([0, 10001, 0], reply.Json.GetProperty("retExtInfo").GetProperty("list").EnumerateArray().Select(r => r.GetProperty("code").GetInt32()));
        JsonAssert.Fields(reply.List[0], "category", "symbol", "orderId", "orderLinkId", "createAt");
        JsonAssert.Texts(reply.List[1], ("orderId", ""), ("orderLinkId", "b"), ("createAt", ""));
        object Id(string id) => new { symbol = "BTCUSDT", orderLinkId = id };
        var cancelled = (await venue.Rest.PostAsync("/v5/order/cancel-batch", new { category = "linear", request = new[] { Id("a"), Id("zz") } })).Ok();
        Assert.Equal([0, 110001], cancelled.Json.GetProperty("retExtInfo").GetProperty("list").EnumerateArray().Select(r => r.GetProperty("code").GetInt32()));
        Assert.Equal("c", Assert.Single((await venue.Rest.GetAsync(Realtime)).Ok().List).Text("orderLinkId"));
    }
}
