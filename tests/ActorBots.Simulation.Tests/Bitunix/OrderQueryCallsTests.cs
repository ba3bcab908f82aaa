using System.Globalization;
using ActorBots.Simulation.Bitunix;
using ActorBots.Simulation.Feeds;

namespace ActorBots.Simulation.Tests.Bitunix;

/// <summary>Order detail and lists of orders and fills: filters and pages.</summary>
public sealed class OrderQueryCallsTests
{
    [Fact]
    public async Task OrderDetail_UnknownOrNotNamed_IsRefused()
    {
        await using var venue = await RestVenue.StartAsync();

        (await venue.Rest.GetAsync("/trade/get_order_detail?orderId=1")).Refused(20007);
        (await venue.Rest.GetAsync("/trade/get_order_detail?clientId=none")).Refused(20007);
        (await venue.Rest.GetAsync("/trade/get_order_detail")).Refused(10002);
    }

    [Fact]
    public async Task Lists_NothingThere_AreEmptyNotErrors()
    {
        await using var venue = await RestVenue.StartAsync();

        Assert.Equal("""{"code":0,"data":{"orderList":[],"total":"0"},"msg":"Success"}""", (await venue.Rest.GetAsync("/trade/get_pending_orders")).Text);
        Assert.Equal("""{"code":0,"data":{"orderList":[],"total":"0"},"msg":"Success"}""", (await venue.Rest.GetAsync("/trade/get_history_orders")).Text);
        Assert.Equal("""{"code":0,"data":{"tradeList":[],"total":"0"},"msg":"Success"}""", (await venue.Rest.GetAsync("/trade/get_history_trades")).Text);
        Assert.Equal("""{"code":0,"data":{"positionList":[],"total":"0"},"msg":"Success"}""", (await venue.Rest.GetAsync("/position/get_history_positions")).Text);
        Assert.Equal("""{"code":0,"data":{"orderList":[],"total":"0"},"msg":"Success"}""", (await venue.Rest.GetAsync("/tpsl/get_history_orders")).Text);
        Assert.Equal("""{"code":0,"data":[],"msg":"Success"}""", (await venue.Rest.GetAsync("/tpsl/get_pending_orders")).Text);
        Assert.Equal("""{"code":0,"data":[],"msg":"Success"}""", (await venue.Rest.GetAsync("/position/get_pending_positions")).Text);
    }

    [Fact]
    public async Task PendingOrders_Pages_NewestFirstWithTotal()
    {
        await using var venue = await RestVenue.StartAsync();
        for (var i = 0; i < 12; i++)
        {
            (await venue.Rest.RestAsync($"c{i}")).Ok();
        }

        var first = (await venue.Rest.GetAsync("/trade/get_pending_orders")).Ok();
        var second = (await venue.Rest.GetAsync("/trade/get_pending_orders?skip=10&limit=5")).Ok();

        Assert.Equal("12", first.Data.Text("total"));
        Assert.Equal([.. Enumerable.Range(2, 10).Reverse().Select(i => $"c{i}")], first.List("orderList").Select(o => o.Text("clientId")));
        Assert.Equal(["c1", "c0"], second.List("orderList").Select(o => o.Text("clientId")));
        JsonAssert.Texts(first.List("orderList")[0], ("price", "59000"), ("effect", "GTC"), ("status", "NEW"), ("tradeQty", "0"));
        Assert.Equal("c3", Assert.Single((await venue.Rest.GetAsync("/trade/get_pending_orders?clientId=c3&status=NEW")).Ok().List("orderList")).Text("clientId"));
        Assert.Empty((await venue.Rest.GetAsync("/trade/get_pending_orders?status=PART_FILLED")).Ok().List("orderList"));
        Assert.Empty((await venue.Rest.GetAsync("/trade/get_pending_orders?symbol=ETHUSDT")).Ok().List("orderList"));
        (await venue.Rest.GetAsync("/trade/get_pending_orders?limit=0")).Refused(10002);
        (await venue.Rest.GetAsync("/trade/get_pending_orders?skip=-1")).Refused(10002);
    }

    [Fact]
    public async Task HistoryOrders_WithoutAndWithCancelled_AreTwoLists()
    {
        await using var venue = await RestVenue.StartAsync();
        (await venue.Rest.PlaceAsync(("clientId", "f1"))).Ok();
        (await venue.Rest.PlaceAsync(("clientId", "f2"))).Ok();
        (await venue.Rest.RestAsync("x1")).Ok();
        (await venue.Rest.RestAsync("open")).Ok();
        (await venue.Rest.PostAsync("/trade/cancel_orders", new { symbol = "BTCUSDT", orderList = new[] { new { clientId = "x1" } } })).Ok();

        var filled = (await venue.Rest.GetAsync("/trade/get_history_orders?limit=1")).Ok();
        var cancelled = (await venue.Rest.GetAsync("/trade/get_history_orders?queryCanceled=true")).Ok();

        Assert.Equal("2", filled.Data.Text("total"));
        Assert.Equal("f2", Assert.Single(filled.List("orderList")).Text("clientId"));
        Assert.Equal("x1", Assert.Single(cancelled.List("orderList")).Text("clientId"));
        Assert.Equal("59000", cancelled.List("orderList")[0].Text("price"));
        Assert.Equal("f1", Assert.Single((await venue.Rest.GetAsync("/trade/get_history_orders?skip=1")).Ok().List("orderList")).Text("clientId"));
        Assert.Equal(2, (await venue.Rest.GetAsync("/trade/get_history_orders?type=MARKET&status=FILLED")).Ok().List("orderList").Count);
        Assert.Empty((await venue.Rest.GetAsync("/trade/get_history_orders?type=LIMIT")).Ok().List("orderList"));
    }

    [Fact]
    public async Task HistoryOrders_OlderThanTheRetention_AreGone()
    {
        await using var venue = await StreamVenue.OnFeedsAsync(
            new BitunixServerSettings(),
            null,
            new FeedSettings.Scripted("BTCUSDT", [Tick(0), Tick(4), Tick(91)]));
        using var rest = new RestClient(venue.Server.BaseAddress);
        (await rest.PlaceAsync(("clientId", "f1"))).Ok();
        (await rest.RestAsync("x1")).Ok();
        (await rest.PostAsync("/trade/cancel_all_orders", new { })).Ok();

        venue.Advance();
        Assert.Single((await rest.GetAsync("/trade/get_history_orders")).Ok().List("orderList"));
        Assert.Empty((await rest.GetAsync("/trade/get_history_orders?queryCanceled=true")).Ok().List("orderList"));
        venue.Advance();
        Assert.Empty((await rest.GetAsync("/trade/get_history_orders")).Ok().List("orderList"));
        Assert.Equal("FILLED", (await rest.GetAsync("/trade/get_order_detail?clientId=f1")).Ok().Data.Text("status"));

        static FeedTick Tick(int day) => new(StreamVenue.Start.AddDays(day), 60_000m, 1m, Domain.Orders.OrderSide.Buy);
    }

    [Fact]
    public async Task HistoryTrades_Pages_IgnoreThePositionAndLeaveFundingOut()
    {
        await using var venue = await RestVenue.StartAsync();
        await venue.BuyAsync("0.01", "t0");
        (await venue.Rest.PlaceAsync(("clientId", "t1"), ("qty", "0.02"))).Ok();
        (await venue.Rest.PlaceAsync(("clientId", "t2"), ("side", "SELL"), ("qty", "0.03"), ("reduceOnly", true))).Ok();

        var all = (await venue.Rest.GetAsync("/trade/get_history_trades?positionId=1")).Ok();
        var page = (await venue.Rest.GetAsync("/trade/get_history_trades?skip=1&limit=1")).Ok();

        Assert.Equal("3", all.Data.Text("total"));
        Assert.Equal(["0.03", "0.02", "0.01"], all.List("tradeList").Select(t => t.Text("qty")));
        Assert.Equal("0.02", Assert.Single(page.List("tradeList")).Text("qty"));
        Assert.True(all.List("tradeList")[0].GetProperty("reduceOnly").GetBoolean());
        var now = venue.Venue.Exchange.MarketTime.ToUnixTimeMilliseconds();
        Assert.Empty((await venue.Rest.GetAsync($"/trade/get_history_trades?startTime={(now + 1).ToString(CultureInfo.InvariantCulture)}")).Ok().List("tradeList"));
        Assert.Equal(3, (await venue.Rest.GetAsync($"/trade/get_history_trades?endTime={now.ToString(CultureInfo.InvariantCulture)}")).Ok().List("tradeList").Count);
    }

    [Fact]
    public async Task HistoryTrades_FundingBetweenFills_IsNoTrade()
    {
        var start = new DateTimeOffset(2026, 3, 1, 15, 59, 0, TimeSpan.Zero);
        var ticks = Enumerable.Range(0, 4).Select(i => new FeedTick(start.AddSeconds(30 * i), 60_000m, 1m, Domain.Orders.OrderSide.Buy));
        await using var venue = await StreamVenue.OnFeedsAsync(new BitunixServerSettings(), null, new FeedSettings.Scripted("BTCUSDT", [.. ticks]));
        using var rest = new RestClient(venue.Server.BaseAddress);
        (await rest.PlaceAsync()).Ok();
        while (venue.Advance() is not null)
        {
            // Past the funding.
        }

        var trades = (await rest.GetAsync("/trade/get_history_trades")).Ok();

        Assert.Single(trades.List("tradeList"));
        Assert.Equal("1", trades.Data.Text("total"));
        Assert.Equal("-0.06", (await rest.GetAsync("/position/get_pending_positions")).Ok().Rows[0].Text("funding"));
    }

    [Fact]
    public async Task Status_Switches_SpellItAsClientsNeedIt()
    {
        await using var venue = await RestVenue.StartAsync(new BitunixServerSettings { UnderscoredNew = true, DetailedCancelStatuses = false });
        await venue.BuyAsync();
        (await venue.Rest.PlaceAsync(("clientId", "r1"), ("side", "SELL"), ("orderType", "LIMIT"), ("price", "61000"), ("reduceOnly", true))).Ok();
        Assert.Equal("NEW_", (await venue.Rest.GetAsync("/trade/get_order_detail?clientId=r1")).Ok().Data.Text("status"));
        Assert.Single((await venue.Rest.GetAsync("/trade/get_pending_orders?status=NEW")).Ok().List("orderList"));

        (await venue.Rest.PostAsync("/trade/close_all_position", new { })).Ok();

        Assert.Equal("CANCELED", (await venue.Rest.GetAsync("/trade/get_order_detail?clientId=r1")).Ok().Data.Text("status"));
    }

    [Fact]
    public async Task Status_CancelledByTheVenue_IsSystemCanceled()
    {
        await using var venue = await RestVenue.StartAsync();
        await venue.BuyAsync();
        (await venue.Rest.PlaceAsync(("clientId", "r1"), ("side", "SELL"), ("orderType", "LIMIT"), ("price", "61000"), ("reduceOnly", true))).Ok();

        (await venue.Rest.PostAsync("/trade/close_all_position", new { })).Ok();

        Assert.Equal("SYSTEM_CANCELED", (await venue.Rest.GetAsync("/trade/get_order_detail?clientId=r1")).Ok().Data.Text("status"));
    }
}
