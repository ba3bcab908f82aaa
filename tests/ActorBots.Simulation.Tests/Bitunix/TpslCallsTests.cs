using System.Text.Json;

namespace ActorBots.Simulation.Tests.Bitunix;

/// <summary>Take profits and stop losses over REST.</summary>
public sealed class TpslCallsTests
{
    [Fact]
    public async Task Place_StopLoss_IsAnArrayInTheAnswerAndARowWhilePending()
    {
        await using var venue = await RestVenue.StartAsync();
        var positionId = await venue.BuyAsync();

        var placed = (await venue.Rest.PostAsync(
            "/tpsl/place_order",
            new { symbol = "BTCUSDT", positionId, slPrice = "59000", slStopType = "LAST_PRICE", slOrderType = "MARKET", slQty = "0.01" })).Ok();

        var answer = Assert.Single(placed.Rows);
        Assert.Equal(string.Empty, answer.Text("clientId"));
        var row = Assert.Single((await venue.Rest.GetAsync($"/tpsl/get_pending_orders?symbol=BTCUSDT&positionId={positionId}")).Ok().Rows);
        JsonAssert.Fields(
            row,
            "id", "positionId", "symbol", "base", "quote", "tpPrice", "tpStopType", "tpOrderType", "tpOrderPrice", "tpQty", "slPrice", "slStopType", "slOrderType",
            "slOrderPrice", "slQty");
        JsonAssert.Texts(
            row,
            ("id", answer.Text("orderId")), ("positionId", positionId), ("base", "BTC"), ("quote", "USDT"), ("slPrice", "59000"), ("slStopType", "LAST_PRICE"),
            ("slOrderType", "MARKET"), ("slQty", "0.01"));
        Assert.Equal(JsonValueKind.Null, row.GetProperty("tpPrice").ValueKind);
        Assert.Empty((await venue.Rest.GetAsync("/trade/get_pending_orders")).Ok().List("orderList"));
        (await venue.Rest.GetAsync($"/trade/get_order_detail?orderId={answer.Text("orderId")}")).Refused(20007);
    }

    [Fact]
    public async Task Place_BothLegs_MakeTwoRows()
    {
        await using var venue = await RestVenue.StartAsync();
        var positionId = await venue.BuyAsync();

        var placed = (await venue.Rest.PostAsync(
            "/tpsl/place_order",
            new { symbol = "btcusdt", positionId, tpPrice = "61000", tpQty = "0.005", tpOrderType = "LIMIT", tpOrderPrice = "60990", slPrice = "59000", slQty = 0.01, slStopType = "MARK" })).Ok();

        Assert.Equal(2, placed.Rows.Count);
        Assert.Equal(2, (await venue.Rest.GetAsync("/tpsl/get_pending_orders?side=SELL&positionMode=ONE_WAY")).Ok().Rows.Count);
        Assert.Empty((await venue.Rest.GetAsync("/tpsl/get_pending_orders?side=BUY")).Ok().Rows);
        Assert.Single((await venue.Rest.GetAsync("/tpsl/get_pending_orders?skip=1")).Ok().Rows);
    }

    [Theory]
    [InlineData(30006, null, "0.01", null)]
    [InlineData(10002, "59000", null, null)]
    [InlineData(30038, "59000", "0.02", null)]
    [InlineData(30017, "59000", "0.0001", null)]
    [InlineData(30028, "60500", "0.01", null)]
    [InlineData(30028, "60000", "0.01", null)]
    [InlineData(30041, "0", "0.01", null)]
    [InlineData(10002, "59000.01", "0.01", null)]
    [InlineData(30004, "59000", "0.01", "1")]
    public async Task Place_BadField_IsRefusedByTheVenuesCode(int code, string? price, string? quantity, string? position)
    {
        await using var venue = await RestVenue.StartAsync();
        var positionId = position ?? await venue.BuyAsync();
        Dictionary<string, object> body = new() { ["symbol"] = "BTCUSDT", ["positionId"] = positionId };
        if (price is not null)
        {
            body["slPrice"] = price;
        }

        if (quantity is not null)
        {
            body["slQty"] = quantity;
        }

        (await venue.Rest.PostAsync("/tpsl/place_order", body)).Refused(code);

        Assert.Empty((await venue.Rest.GetAsync("/tpsl/get_pending_orders")).Ok().Rows);
    }

    [Fact]
    public async Task Place_TwentyOnOnePosition_RefusesTheNext()
    {
        await using var venue = await RestVenue.StartAsync();
        var positionId = await venue.BuyAsync("0.1");
        for (var i = 0; i < 20; i++)
        {
            await venue.ProtectAsync(positionId, (59_000 - i).ToString(System.Globalization.CultureInfo.InvariantCulture), "0.001");
        }

        (await venue.Rest.PostAsync("/tpsl/place_order", new { symbol = "BTCUSDT", positionId, slPrice = "58000", slQty = "0.001" })).Refused(10002);

        Assert.Equal(20, (await venue.Rest.GetAsync("/tpsl/get_pending_orders?limit=100")).Ok().Rows.Count);
    }

    [Fact]
    public async Task Modify_Trigger_KeepsTheIdAndRefusesWhatWouldFire()
    {
        await using var venue = await RestVenue.StartAsync();
        var orderId = await venue.ProtectAsync(await venue.BuyAsync());

        var answer = (await venue.Rest.PostAsync("/tpsl/modify_order", new { orderId, slPrice = "59500", slStopType = "LAST_PRICE", slOrderType = "MARKET", slQty = "0.01" })).Ok();

        Assert.Equal(orderId, answer.Data.Text("orderId"));
        JsonAssert.Texts(Assert.Single((await venue.Rest.GetAsync("/tpsl/get_pending_orders")).Ok().Rows), ("id", orderId), ("slPrice", "59500"));
        (await venue.Rest.PostAsync("/tpsl/modify_order", new { orderId, slPrice = "59500" })).Ok();
        (await venue.Rest.PostAsync("/tpsl/modify_order", new { orderId, slPrice = "60500" })).Refused(30028);
        (await venue.Rest.PostAsync("/tpsl/modify_order", new { orderId, tpPrice = "60500" })).Refused(30006);
        (await venue.Rest.PostAsync("/tpsl/modify_order", new { orderId = "1", slPrice = "59500" })).Refused(20007);
    }

    [Fact]
    public async Task Cancel_Pending_IsInTheHistoryAndGoneForGood()
    {
        await using var venue = await RestVenue.StartAsync();
        var orderId = await venue.ProtectAsync(await venue.BuyAsync());

        Assert.Equal(orderId, (await venue.Rest.PostAsync("/tpsl/cancel_order", new { symbol = "BTCUSDT", orderId })).Ok().Data.Text("orderId"));

        var row = Assert.Single((await venue.Rest.GetAsync("/tpsl/get_history_orders")).Ok().List("orderList"));
        JsonAssert.Texts(row, ("id", orderId), ("status", "CANCELED"), ("slQty", "0.01"));
        Assert.Equal(JsonValueKind.Null, row.GetProperty("triggerTime").ValueKind);
        (await venue.Rest.PostAsync("/tpsl/cancel_order", new { symbol = "BTCUSDT", orderId })).Refused(30011);
        (await venue.Rest.PostAsync("/tpsl/modify_order", new { orderId, slPrice = "59500" })).Refused(30011);
        (await venue.Rest.PostAsync("/tpsl/cancel_order", new { symbol = "BTCUSDT", orderId = "1" })).Refused(20007);
    }

    [Fact]
    public async Task Fired_Stop_IsFilledInTheHistoryAndAChildTrades()
    {
        await using var venue = await RestVenue.StartAsync(60_000m, 58_900m);
        var positionId = await venue.BuyAsync();
        var orderId = await venue.ProtectAsync(positionId);

        venue.Venue.Advance();

        Assert.Empty((await venue.Rest.GetAsync("/tpsl/get_pending_orders")).Ok().Rows);
        var stop = Assert.Single((await venue.Rest.GetAsync("/tpsl/get_history_orders?symbol=BTCUSDT")).Ok().List("orderList"));
        JsonAssert.Texts(stop, ("id", orderId), ("status", "FILLED"), ("triggerTime", Ms(venue)));
        var child = (await venue.Rest.GetAsync("/trade/get_history_orders")).Ok().List("orderList")[0];
        Assert.NotEqual(orderId, child.Text("orderId"));
        JsonAssert.Texts(child, ("clientId", ""), ("side", "SELL"), ("type", "MARKET"), ("qty", "0.01"), ("status", "FILLED"), ("ctime", Ms(venue)), ("realizedPNL", "-11"));
        Assert.True(child.GetProperty("reduceOnly").GetBoolean());
        Assert.Single((await venue.Rest.GetAsync($"/trade/get_history_trades?orderId={child.Text("orderId")}")).Ok().List("tradeList"));
        (await venue.Rest.PostAsync("/tpsl/place_order", new { symbol = "BTCUSDT", positionId, slPrice = "58000", slQty = "0.01" })).Refused(30004);
    }

    [Fact]
    public async Task PositionClosed_RestOfItsStops_AreSystemCanceled()
    {
        await using var venue = await RestVenue.StartAsync();
        var positionId = await venue.BuyAsync();
        await venue.ProtectAsync(positionId);

        (await venue.Rest.PostAsync("/trade/flash_close_position", new { positionId })).Ok();

        Assert.Equal("SYSTEM_CANCELED", Assert.Single((await venue.Rest.GetAsync("/tpsl/get_history_orders")).Ok().List("orderList")).Text("status"));
    }

    [Fact]
    public async Task PositionTpsl_PlaceAndModify_IsOnePerPosition()
    {
        await using var venue = await RestVenue.StartAsync();
        var positionId = await venue.BuyAsync();
        (await venue.Rest.PostAsync("/tpsl/position/modify_order", new { symbol = "BTCUSDT", positionId, slPrice = "59000" })).Refused(20007);
        (await venue.Rest.PostAsync("/tpsl/position/place_order", new { symbol = "BTCUSDT", positionId })).Refused(30006);
        (await venue.Rest.PostAsync("/tpsl/position/place_order", new { symbol = "BTCUSDT", positionId, slPrice = "59000", slOrderType = "MARKET" })).Refused(10002);
        (await venue.Rest.PostAsync("/tpsl/position/place_order", new { symbol = "BTCUSDT", positionId = "1", slPrice = "59000" })).Refused(30004);
        (await venue.Rest.PostAsync("/tpsl/position/place_order", new { symbol = "BTCUSDT", positionId, slPrice = "61000" })).Refused(30028);

        var placed = (await venue.Rest.PostAsync("/tpsl/position/place_order", new { symbol = "BTCUSDT", positionId, slPrice = "59000", slStopType = "MARK_PRICE" })).Ok();

        (await venue.Rest.PostAsync("/tpsl/position/place_order", new { symbol = "BTCUSDT", positionId, slPrice = "59100" })).Refused(10002);
        (await venue.Rest.PostAsync("/tpsl/position/modify_order", new { symbol = "BTCUSDT", positionId, slPrice = "59200", slStopType = "LAST" })).Ok();
        var row = Assert.Single((await venue.Rest.GetAsync("/tpsl/get_pending_orders")).Ok().Rows);
        JsonAssert.Texts(row, ("id", placed.Data.Text("orderId")), ("slPrice", "59200"), ("slStopType", "LAST_PRICE"));
        Assert.Equal(JsonValueKind.Null, row.GetProperty("slQty").ValueKind);
    }

    private static string Ms(RestVenue venue) =>
        venue.Venue.Exchange.MarketTime.ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
}
