using ActorBots.Simulation.Accounts;

namespace ActorBots.Simulation.Tests.Bitunix;

/// <summary>Placing, changing and cancelling orders over REST.</summary>
public sealed class TradeCallsTests
{
    [Fact]
    public async Task PlaceOrder_Market_FillsAndIsTheSameInEveryQuery()
    {
        await using var venue = await RestVenue.StartAsync();

        var placed = (await venue.Rest.PlaceAsync(("clientId", "bot-000001e"), ("qty", "0.02"))).Ok();

        JsonAssert.Fields(placed.Data, "orderId", "clientId");
        var id = placed.Data.Text("orderId");
        var detail = (await venue.Rest.GetAsync($"/trade/get_order_detail?orderId={id}")).Ok().Data;
        JsonAssert.Texts(
            detail,
            ("clientId", "bot-000001e"), ("qty", "0.02"), ("tradeQty", "0.02"), ("price", "0"), ("avgPrice", "60000"), ("averagePrice", "60000"), ("side", "BUY"),
            ("orderType", "MARKET"), ("type", "MARKET"), ("effect", "GTC"), ("status", "FILLED"), ("positionMode", "ONE_WAY"), ("marginMode", "CROSS"), ("fee", "0.72"),
            ("realizedPNL", "0"), ("source", "api"));
        Assert.False(detail.GetProperty("reduceOnly").GetBoolean());
        Assert.Equal(10, detail.GetProperty("leverage").GetInt32());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, detail.GetProperty("tpPrice").ValueKind);
        Assert.Equal(System.Text.Json.JsonValueKind.String, detail.GetProperty("ctime").ValueKind);
        Assert.Equal(id, (await venue.Rest.GetAsync("/trade/get_order_detail?clientId=bot-000001e")).Ok().Data.Text("orderId"));
        var history = Assert.Single((await venue.Rest.GetAsync("/trade/get_history_orders?symbol=btcusdt")).Ok().List("orderList"));
        Assert.Equal("market", history.Text("price"));
        var trade = Assert.Single((await venue.Rest.GetAsync($"/trade/get_history_trades?orderId={id}")).Ok().List("tradeList"));
        JsonAssert.Texts(trade, ("orderId", id), ("qty", "0.02"), ("price", "60000"), ("fee", "0.72"), ("realizedPNL", "0"), ("roleType", "MAKER"));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, trade.GetProperty("clientId").ValueKind);
    }

    [Fact]
    public async Task PlaceOrder_RepeatedClientId_IsRefusedForEver()
    {
        await using var venue = await RestVenue.StartAsync();
        (await venue.Rest.PlaceAsync(("clientId", "bot-000001e"))).Ok();

        (await venue.Rest.PlaceAsync(("clientId", "bot-000001e"))).Refused(30042);
        (await venue.Rest.PlaceAsync(("clientId", "bot-000001e"), ("side", "SELL"), ("tradeSide", "CLOSE"))).Refused(30042);
    }

    [Theory]
    [InlineData(20015, "symbol", "NOPEUSDT")]
    [InlineData(30017, "qty", "0.0001")]
    [InlineData(30017, "qty", "0")]
    [InlineData(10002, "qty", "0.01001")]
    [InlineData(10002, "qty", "many")]
    [InlineData(10002, "qty", null)]
    [InlineData(30013, "qty", "501")]
    [InlineData(20003, "qty", "100")]
    [InlineData(10002, "side", "UP")]
    [InlineData(10002, "orderType", "STOP")]
    [InlineData(10002, "tradeSide", "CLOSE")]
    [InlineData(30018, "reduceOnly", true)]
    [InlineData(30026, "tpPrice", "59000")]
    [InlineData(30028, "slPrice", "61000")]
    public async Task PlaceOrder_BadField_IsRefusedByTheVenuesCode(int code, string field, object? value)
    {
        await using var venue = await RestVenue.StartAsync();

        var answer = (await venue.Rest.PlaceAsync((field, value))).Refused(code);

        Assert.Equal(System.Text.Json.JsonValueKind.Null, answer.Data.ValueKind);
        Assert.Empty(venue.Venue.Exchange.GetExecutions(StreamVenue.Key, new Orders.ExecutionQuery()));
    }

    [Theory]
    [InlineData(30014, "BUY", "63100")]
    [InlineData(30015, "SELL", "56900")]
    [InlineData(10002, "BUY", "59000.01")]
    [InlineData(10002, "BUY", null)]
    public async Task PlaceOrder_LimitPriceThatCannotBe_IsRefused(int code, string side, string? price)
    {
        await using var venue = await RestVenue.StartAsync();

        (await venue.Rest.PlaceAsync(("orderType", "LIMIT"), ("side", side), ("price", price))).Refused(code);
    }

    [Fact]
    public async Task PlaceOrder_NumbersAndTextsForEachOther_AreAccepted()
    {
        await using var venue = await RestVenue.StartAsync();
        await venue.BuyAsync();

        var closed = (await venue.Rest.PlaceAsync(("symbol", "btcusdt"), ("qty", 0.01m), ("side", "SELL"), ("reduceOnly", "true"), ("tradeSide", null))).Ok();

        var detail = (await venue.Rest.GetAsync($"/trade/get_order_detail?orderId={closed.Data.Text("orderId")}")).Ok().Data;
        Assert.True(detail.GetProperty("reduceOnly").GetBoolean());
        (await venue.Rest.PlaceAsync(("side", "BUY"), ("reduceOnly", true))).Refused(30018);
    }

    [Fact]
    public async Task PlaceOrder_ReduceOnlyInThePositionsDirection_IsRefused()
    {
        await using var venue = await RestVenue.StartAsync();
        await venue.BuyAsync();

        (await venue.Rest.PlaceAsync(("reduceOnly", true))).Refused(30019);
    }

    [Fact]
    public async Task PlaceOrder_Hedge_SideNamesThePositionAndRowsTheAction()
    {
        await using var venue = await RestVenue.StartAsync();
        (await venue.Rest.PostAsync("/account/change_position_mode", new { positionMode = "HEDGE" })).Ok();
        (await venue.Rest.PlaceAsync(("tradeSide", null))).Refused(10002);
        (await venue.Rest.PlaceAsync(("clientId", "long"))).Ok();
        (await venue.Rest.PlaceAsync(("clientId", "short"), ("side", "SELL"))).Ok();
        var positions = (await venue.Rest.GetAsync("/position/get_pending_positions")).Ok().Rows;
        Assert.Equal(["BUY", "SELL"], positions.Select(p => p.Text("side")).Order(StringComparer.Ordinal));
        var longId = positions.Single(p => p.Text("side") == "BUY").Text("positionId");
        (await venue.Rest.PlaceAsync(("tradeSide", "CLOSE"))).Refused(10002);
        (await venue.Rest.PlaceAsync(("tradeSide", "CLOSE"), ("positionId", "1"))).Refused(30004);
        (await venue.Rest.PlaceAsync(("tradeSide", "CLOSE"), ("side", "SELL"), ("positionId", longId))).Refused(30004);

        (await venue.Rest.PlaceAsync(("tradeSide", "CLOSE"), ("positionId", longId), ("clientId", "close"))).Ok();

        var row = (await venue.Rest.GetAsync("/trade/get_order_detail?clientId=close")).Ok().Data;
        JsonAssert.Texts(row, ("side", "SELL"), ("positionMode", "HEDGE"), ("status", "FILLED"));
        Assert.True(row.GetProperty("reduceOnly").GetBoolean());
        Assert.Equal("SELL", Assert.Single((await venue.Rest.GetAsync("/position/get_pending_positions")).Ok().Rows).Text("side"));
    }

    [Fact]
    public async Task PlaceOrder_AttachedTpAndSl_MakeRowsOfTheFilledQuantity()
    {
        await using var venue = await RestVenue.StartAsync();

        (await venue.Rest.PlaceAsync(
            ("tpPrice", "61000"), ("tpStopType", "MARK"), ("tpOrderType", "LIMIT"), ("tpOrderPrice", "61001"), ("slPrice", "59000"), ("slStopType", "LAST_PRICE"))).Ok();

        var rows = (await venue.Rest.GetAsync("/tpsl/get_pending_orders")).Ok().Rows;
        var sl = rows.Single(r => r.GetProperty("slPrice").ValueKind != System.Text.Json.JsonValueKind.Null);
        var tp = rows.Single(r => r.GetProperty("tpPrice").ValueKind != System.Text.Json.JsonValueKind.Null);
        JsonAssert.Texts(sl, ("slPrice", "59000"), ("slStopType", "LAST_PRICE"), ("slOrderType", "MARKET"), ("slQty", "0.01"));
        JsonAssert.Texts(tp, ("tpPrice", "61000"), ("tpStopType", "MARK_PRICE"), ("tpOrderType", "LIMIT"), ("tpOrderPrice", "61001"), ("tpQty", "0.01"));
    }

    [Fact]
    public async Task BatchOrder_SomeBad_TellsBothListsUnderBothNames()
    {
        await using var venue = await RestVenue.StartAsync();
        Dictionary<string, object> good = RestClient.Body(("symbol", null), ("clientId", "c1"));
        Dictionary<string, object> bad = RestClient.Body(("symbol", null), ("clientId", "c2"), ("qty", "100"));

        var answer = (await venue.Rest.PostAsync("/trade/batch_order", new { symbol = "BTCUSDT", orderList = new[] { good, bad } })).Ok();

        var success = Assert.Single(answer.List("successList"));
        Assert.Equal(success.Text("id"), success.Text("orderId"));
        Assert.Equal("c1", success.Text("clientId"));
        var failure = Assert.Single(answer.List("failureList"));
        Assert.Equal("c2", failure.Text("clientId"));
        Assert.Equal(20003, failure.GetProperty("errorCode").GetInt32());
        (await venue.Rest.PostAsync("/trade/batch_order", new { symbol = "BTCUSDT", orderList = Enumerable.Repeat(good, 6) })).Refused(20016);
    }

    [Fact]
    public async Task ModifyOrder_RestingLimit_KeepsItsIdAndChanges()
    {
        await using var venue = await RestVenue.StartAsync();
        var id = (await venue.Rest.RestAsync("c1")).Ok().Data.Text("orderId");

        var answer = (await venue.Rest.PostAsync("/trade/modify_order", new { clientId = "c1", qty = "0.02", price = "58000" })).Ok();

        Assert.Equal(id, answer.Data.Text("orderId"));
        JsonAssert.Texts((await venue.Rest.GetAsync($"/trade/get_order_detail?orderId={id}")).Data, ("price", "58000"), ("qty", "0.02"), ("status", "NEW"));
        (await venue.Rest.PostAsync("/trade/modify_order", new { orderId = id, qty = "0.02", price = "58000" })).Ok();
        (await venue.Rest.PostAsync("/trade/modify_order", new { orderId = id, price = "58000" })).Refused(10002);
        (await venue.Rest.PostAsync("/trade/modify_order", new { orderId = "1", qty = "0.02", price = "58000" })).Refused(20007);
        (await venue.Rest.PostAsync("/trade/cancel_all_orders", new { })).Ok();
        (await venue.Rest.PostAsync("/trade/modify_order", new { orderId = id, qty = "0.02", price = "57000" })).Refused(30011);
    }

    [Fact]
    public async Task CancelOrders_OpenEndedAndUnknown_AreToldApartInTheLists()
    {
        await using var venue = await RestVenue.StartAsync();
        var id = (await venue.Rest.RestAsync("c1")).Ok().Data.Text("orderId");
        (await venue.Rest.PlaceAsync(("clientId", "c2"))).Ok();

        var answer = (await venue.Rest.PostAsync(
            "/trade/cancel_orders", new { symbol = "BTCUSDT", orderList = new object[] { new { orderId = id }, new { clientId = "c2" }, new { clientId = "c3" } } })).Ok();

        JsonAssert.Texts(Assert.Single(answer.List("successList")), ("id", id), ("orderId", id), ("clientId", "c1"));
        Assert.Equal([10013, 20007], answer.List("failureList").Select(f => f.GetProperty("errorCode").GetInt32()));
        Assert.Empty((await venue.Rest.GetAsync("/trade/get_pending_orders")).Ok().List("orderList"));
        var cancelled = Assert.Single((await venue.Rest.GetAsync("/trade/get_history_orders?queryCanceled=true")).Ok().List("orderList"));
        Assert.Equal("CANCELED", cancelled.Text("status"));
    }

    [Fact]
    public async Task CancelAllOrders_LeavesProtectionAlone()
    {
        await using var venue = await RestVenue.StartAsync();
        await venue.ProtectAsync(await venue.BuyAsync());
        (await venue.Rest.RestAsync("c1")).Ok();

        var answer = (await venue.Rest.PostAsync("/trade/cancel_all_orders", new { symbol = "BTCUSDT" })).Ok();

        Assert.Equal("c1", Assert.Single(answer.List("successList")).Text("clientId"));
        Assert.Single((await venue.Rest.GetAsync("/tpsl/get_pending_orders")).Ok().Rows);
    }

    [Fact]
    public async Task FlashClose_OpenPosition_ClosesItWithoutClientId()
    {
        await using var venue = await RestVenue.StartAsync();
        var positionId = await venue.BuyAsync();

        (await venue.Rest.PostAsync("/trade/flash_close_position", new { positionId })).Ok();

        Assert.Empty((await venue.Rest.GetAsync("/position/get_pending_positions")).Ok().Rows);
        (await venue.Rest.PostAsync("/trade/flash_close_position", new { positionId })).Refused(30004);
        var orders = (await venue.Rest.GetAsync("/trade/get_history_orders")).Ok().List("orderList");
        JsonAssert.Texts(orders[0], ("clientId", ""), ("side", "SELL"));
    }

    [Fact]
    public async Task CloseAllPosition_Hedge_ClosesBothSides()
    {
        await using var venue = await RestVenue.StartAsync();
        Assert.True(venue.Venue.Exchange.SwitchAccountMode(StreamVenue.Key, PositionMode.Hedge).IsSuccess);
        (await venue.Rest.PlaceAsync()).Ok();
        (await venue.Rest.PlaceAsync(("side", "SELL"))).Ok();

        var answer = (await venue.Rest.PostAsync("/trade/close_all_position", new { })).Ok();

        Assert.Equal(string.Empty, answer.Data.GetString());
        Assert.Empty(venue.Venue.Exchange.GetPositions(StreamVenue.Key, null));
    }
}
