using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ActorBots.Domain.Orders;
using ActorBots.Simulation.Bitunix;
using static ActorBots.Simulation.Tests.Bitunix.StreamVenue;
using Pair = System.Collections.Generic.KeyValuePair<string, string>;

namespace ActorBots.Simulation.Tests.Bitunix;

/// <summary>
/// No client of Bitunix can be had from a registry, so the published ones are played: their signing, their requests, and what their strict
/// readers refuse (reference/bitunix.md, 2.2, 9.2-5 and "Which calls known clients make").
/// </summary>
public sealed partial class ForeignClientShapesTests
{
    private static readonly BitunixServerSettings OldWords = new() { RateLimitFactor = 100, DetailedCancelStatuses = false };

    public static TheoryData<string> Habits => [.. AllHabits.Keys];

    private static Dictionary<string, ForeignHabits> AllHabits => new()
    {
        ["TIQ"] = ForeignHabits.TradingIq,
        ["PBOT"] = ForeignHabits.Passivbot,
        ["OFF"] = ForeignHabits.OfficialPython,
        ["sooth"] = ForeignHabits.Sooth,
        ["JRK"] = ForeignHabits.JRock,
        ["tcj2001"] = ForeignHabits.LettersAndDigits,
    };

    [Theory]
    [MemberData(nameof(Habits))]
    public async Task Signature_OfEachClient_IsAcceptedOnQueriesAndCommands(string name)
    {
        await using var venue = await StreamVenue.StartAsync();
        using var client = new ForeignClient(venue.Server.BaseAddress, AllHabits[name]);

        var account = await client.GetAsync("/account", new Pair("marginCoin", "USDT"));
        await client.GetAsync("/trade/get_pending_orders", new Pair("symbol", Btc), new Pair("limit", "50"), new Pair("skip", "0"));
        var placed = await client.PostAsync("/trade/place_order", Entry($"{name}-1"));

        Assert.Equal("100000", account.Text("available"));
        Assert.Equal($"{name}-1", placed.Text("clientId"));
    }

    [Fact]
    public async Task Tiq_ItsCalls_PassItsStrictReader()
    {
        await using var venue = await StreamVenue.StartAsync(OldWords, null, 60_000m, 60_000m, 60_000m);
        using var client = new ForeignClient(venue.Server.BaseAddress, ForeignHabits.TradingIq);
        await client.PostAsync("/trade/place_order", Entry("tiq-1"));
        await client.PostAsync("/trade/place_order", new { symbol = Btc, qty = "0.01", price = "59000", side = "BUY", tradeSide = "OPEN", orderType = "LIMIT", effect = "GTC", clientId = "tiq-2" });

        var position = Assert.Single((await client.GetAsync("/position/get_pending_positions", new Pair("symbol", Btc))).EnumerateArray());
        var stop = await client.PostAsync("/tpsl/place_order", new { symbol = Btc, positionId = position.Text("positionId"), slPrice = "58000", slStopType = "LAST_PRICE", slOrderType = "MARKET", slQty = "0.01" });
        var pending = await client.GetAsync("/trade/get_pending_orders", new Pair("symbol", Btc));
        var detail = await client.GetAsync("/trade/get_order_detail", new Pair("clientId", "tiq-1"));
        var legs = await client.GetAsync("/tpsl/get_pending_orders", new Pair("symbol", Btc));
        var cancelled = await client.PostAsync("/trade/cancel_orders", new { symbol = Btc, orderList = new[] { new { clientId = "tiq-2" } } });
        var trades = await client.GetAsync("/trade/get_history_trades", new Pair("symbol", Btc));
        await client.PostAsync("/trade/place_order", new { symbol = Btc, qty = "0.01", side = "SELL", tradeSide = "OPEN", orderType = "MARKET", reduceOnly = true });
        var history = await client.GetAsync("/trade/get_history_orders", new Pair("symbol", Btc));
        var closed = await client.GetAsync("/position/get_history_positions", new Pair("symbol", Btc));
        var endedLegs = await client.GetAsync("/tpsl/get_history_orders", new Pair("symbol", Btc));

        Assert.Equal(JsonValueKind.Object, (await client.GetAsync("/account", new Pair("marginCoin", "USDT"))).ValueKind);
        Assert.All([.. Rows(pending, "orderList"), detail], row => AssertTiqOrder(row, priceIsNumeric: true));
        Assert.All(Rows(history, "orderList"), row => AssertTiqOrder(row, priceIsNumeric: false));
        Assert.Contains(position.Text("side"), (string[])["BUY", "SELL"]);
        Assert.Equal((JsonValueKind.Number, JsonValueKind.String), (position.GetProperty("leverage").ValueKind, position.GetProperty("fees").ValueKind));
        Assert.Equal(JsonValueKind.String, Assert.Single(Rows(closed, "positionList")).GetProperty("leverage").ValueKind);
        Assert.All(Rows(trades, "tradeList"), row => Assert.Contains(row.Text("roleType"), (string[])["TAKER", "MAKER"]));
        Assert.All([pending, history, closed, trades, endedLegs], list => Assert.Equal(JsonValueKind.String, list.GetProperty("total").ValueKind));
        Assert.Equal(stop[0].Text("orderId"), Assert.Single(legs.EnumerateArray()).Text("id"));
        Assert.Equal("tiq-2", Assert.Single(cancelled.GetProperty("successList").EnumerateArray()).Text("clientId"));
        Assert.Equal(JsonValueKind.String, Assert.Single(Rows(endedLegs, "orderList")).GetProperty("ctime").ValueKind);
    }

    [Fact]
    public async Task Tiq_ItsSockets_ReadConnectThenLoginThenInstantsAsRfc3339()
    {
        await using var venue = await StreamVenue.StartAsync();
        using var socket = await venue.OpenPrivateAsync();
        using var market = await venue.OpenPublicAsync();
        await market.SubscribeAsync(Btc, "market_kline_1min");
        venue.Place(OrderSide.Buy, 0.01m);

        var order = (await socket.ReceiveAsync("order")).GetProperty("data");
        var position = (await socket.ReceiveAsync("position")).GetProperty("data");

        Assert.All((string[])["ctime", "mtime"], name => Assert.Matches(Rfc3339(), order.Text(name)));
        Assert.Equal("10", position.Text("leverage"));
        Assert.Equal(JsonValueKind.Object, (await market.ReceiveAsync("market_kline_1min")).GetProperty("data").ValueKind);
    }

    [Fact]
    public async Task Passivbot_ItsCallsInHedgeMode_PassItsReader()
    {
        await using var venue = await StreamVenue.StartAsync(OldWords, null, 60_000m, 60_000m, 60_000m);
        using var client = new ForeignClient(venue.Server.BaseAddress, ForeignHabits.Passivbot);
        Assert.Equal("HEDGE", (await client.PostAsync("/account/change_position_mode", new { positionMode = "HEDGE" })).Text("positionMode"));
        await client.PostAsync("/account/change_leverage", new { symbol = Btc, marginCoin = "USDT", leverage = 5 });
        var pair = (await client.GetAsync("/market/trading_pairs")).EnumerateArray().Single(p => p.Text("symbol") == Btc);
        await client.GetAsync("/market/tickers", new Pair("symbols", $"{Btc},{Btc}"));
        await client.GetAsync("/market/depth", new Pair("symbol", Btc), new Pair("limit", "5"));
        await client.PostAsync("/trade/place_order", Entry("pbot:a/1.x"));
        await client.PostAsync("/trade/place_order", new { symbol = Btc, qty = "0.01", price = "59000", side = "BUY", tradeSide = "OPEN", orderType = "LIMIT", effect = "POST_ONLY", clientId = "pbot-2" });
        var position = Assert.Single((await client.GetAsync("/position/get_pending_positions")).EnumerateArray());
        var pending = Assert.Single(Rows(await client.GetAsync("/trade/get_pending_orders"), "orderList"));
        await client.PostAsync("/trade/place_order", new { symbol = Btc, qty = "0.01", side = "BUY", tradeSide = "CLOSE", positionId = position.Text("positionId"), orderType = "MARKET", reduceOnly = true, clientId = "pbot-3" });
        var closing = await client.GetAsync("/trade/get_order_detail", new Pair("clientId", "pbot-3"));
        await client.PostAsync("/trade/cancel_orders", new { symbol = Btc, orderList = new[] { new { orderId = pending.Text("orderId") } } });
        var until = venue.Exchange.MarketTime.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var first = await client.GetAsync("/trade/get_history_trades", new Pair("endTime", until), new Pair("skip", "0"), new Pair("limit", "1"));
        var second = await client.GetAsync("/trade/get_history_trades", new Pair("endTime", until), new Pair("skip", "1"), new Pair("limit", "1"));

        Assert.True(pair.GetProperty("isApiSupported").GetBoolean());
        Assert.Equal(JsonValueKind.Number, pair.GetProperty("basePrecision").ValueKind);
        Assert.All([pending, closing], row => Assert.Contains(row.GetProperty("reduceOnly").ValueKind, (JsonValueKind[])[JsonValueKind.True, JsonValueKind.False]));
        Assert.All([pending, closing, position], row => Assert.Equal("HEDGE", row.Text("positionMode")));
        Assert.Equal(("59000", "NEW"), (pending.Text("price"), pending.Text("status")));
        Assert.Equal(("SELL", true), (closing.Text("side"), closing.GetProperty("reduceOnly").GetBoolean()));
        Assert.NotEqual(Assert.Single(Rows(first, "tradeList")).Text("tradeId"), Assert.Single(Rows(second, "tradeList")).Text("tradeId"));
        Assert.Equal("CANCELED", (await client.GetAsync("/trade/get_order_detail", new Pair("clientId", "pbot-2"))).Text("status"));
    }

    [Fact]
    public async Task Passivbot_ItsCandles_AreNewestFirstWithTheVolumesSwapped()
    {
        await using var venue = await StreamVenue.StartAsync(60_000m, 60_000m, 60_100m, 60_100m, 60_200m);
        while (venue.Advance() is { } tick && tick.At < Start.AddMinutes(2))
        {
            Assert.Equal(Btc, tick.Symbol);
        }

        using var client = new ForeignClient(venue.Server.BaseAddress, ForeignHabits.Passivbot);
        var rows = (await client.GetAsync("/market/kline", new Pair("symbol", Btc), new Pair("interval", "1m"), new Pair("limit", "2"))).EnumerateArray().ToList();

        var times = rows.Select(r => long.Parse(r.Text("time"), CultureInfo.InvariantCulture)).ToList();
        Assert.Equal([Start.AddMinutes(2).ToUnixTimeMilliseconds(), Start.AddMinutes(1).ToUnixTimeMilliseconds()], times);
        Assert.Equal("1", rows[1].Text("quoteVol"));
        Assert.InRange(decimal.Parse(rows[1].Text("baseVol"), CultureInfo.InvariantCulture), 60_000m, 60_200m);
    }

    [Fact]
    public async Task OfficialDemos_TheirCalls_Succeed()
    {
        await using var venue = await StreamVenue.StartAsync(60_000m, 60_000m);
        using var client = new ForeignClient(venue.Server.BaseAddress, ForeignHabits.OfficialPython);
        await client.GetAsync("/market/tickers", new Pair("symbols", Btc));
        await client.GetAsync("/market/depth", new Pair("symbol", Btc), new Pair("limit", "max"));
        await client.GetAsync("/market/kline", new Pair("symbol", Btc), new Pair("interval", "1m"), new Pair("limit", "100"));
        var placed = await client.PostAsync("/trade/place_order", new { symbol = Btc, qty = "0.5", price = "59000", side = "BUY", orderType = "LIMIT", tradeSide = "OPEN", effect = "GTC", reduceOnly = false });
        var cancelled = await client.PostAsync("/trade/cancel_orders", new { symbol = Btc, orderList = new[] { new { orderId = placed.Text("orderId") } } });
        await client.GetAsync("/trade/get_history_orders", new Pair("symbol", Btc));
        await client.GetAsync("/position/get_history_positions", new Pair("symbol", Btc));

        var row = Assert.Single(cancelled.GetProperty("successList").EnumerateArray());
        Assert.Equal(placed.Text("orderId"), row.Text("orderId"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task OfficialDemos_TheirSockets_LogInWithSecondsOrMillisecondsAndSubscribe(bool inSeconds)
    {
        await using var venue = await StreamVenue.StartAsync(60_000m, 60_000m);
        using var socket = await StreamClient.ConnectAsync(venue.Server.PrivateStreamUri);
        await socket.Socket.SendAsync(StreamClient.LoginFrame(Key, Secret, TimeProvider.System.GetUtcNow(), inSeconds));
        Assert.True((await socket.Socket.ReceiveAsync()).GetProperty("data").GetProperty("result").GetBoolean());
        await socket.Socket.SendAsync("""{"op":"subscribe","args":[{"ch":"balance"},{"ch":"position"},{"ch":"order"},{"ch":"wallet"}]}""");
        using var market = await venue.OpenPublicAsync();
        await market.SubscribeAsync(Btc, "depth_book1", "trade", "ticker");
        await market.DrainAsync();
        venue.Advance();
        venue.Place(OrderSide.Buy, 0.01m);

        Assert.Equal(["trade", "ticker", "depth_book1"], (await market.DrainAsync()).Select(f => f.Text("ch")));
        foreach (var channel in (string[])["order", "position", "balance"])
        {
            await socket.ReceiveAsync(channel);
        }
    }

    [Fact]
    public async Task Sooth_OneWayWithTextsForBooleans_OpensAndCloses()
    {
        await using var venue = await StreamVenue.StartAsync();
        using var client = new ForeignClient(venue.Server.BaseAddress, ForeignHabits.Sooth);
        await client.PostAsync("/trade/place_order", new { symbol = Btc, qty = "0.01", side = "BUY", tradeSide = "OPEN", orderType = "MARKET", reduceOnly = "false" });
        Assert.Equal(0.01m, venue.Position.Size);

        await client.PostAsync("/trade/place_order", new { symbol = Btc, qty = "0.01", side = "SELL", tradeSide = "OPEN", orderType = "MARKET", reduceOnly = "true" });

        Assert.Equal(0m, venue.Position.Size);
        Assert.Equal(30018, (await client.SendAsync(
            "/trade/place_order", new { symbol = Btc, qty = "0.01", side = "SELL", tradeSide = "OPEN", orderType = "MARKET", reduceOnly = "true" })).GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task JRock_AClientIdUsedOnce_IsBurntForGood()
    {
        await using var venue = await StreamVenue.StartAsync(60_000m, 60_000m);
        using var client = new ForeignClient(venue.Server.BaseAddress, ForeignHabits.JRock);
        await client.PostAsync("/trade/place_order", Entry("jrock-1"));
        await client.PostAsync("/trade/place_order", new { symbol = Btc, qty = "0.01", side = "SELL", orderType = "MARKET", reduceOnly = true, tradeSide = "OPEN", clientId = "jrock-2" });
        venue.Advance();

        Assert.Equal(30042, (await client.SendAsync("/trade/place_order", Entry("jrock-1"))).GetProperty("code").GetInt32());
        Assert.Equal("FILLED", (await client.GetAsync("/trade/get_order_detail", new Pair("clientId", "jrock-1"))).Text("status"));
        using var socket = await StreamClient.ConnectAsync(venue.Server.PrivateStreamUri);
        await socket.Socket.SendAsync(StreamClient.LoginFrame(Key, Secret, TimeProvider.System.GetUtcNow(), isLong: true));
        Assert.True((await socket.Socket.ReceiveAsync()).GetProperty("data").GetProperty("result").GetBoolean());
    }

    private static object Entry(string clientId) => new { symbol = Btc, qty = "0.01", side = "BUY", tradeSide = "OPEN", orderType = "MARKET", clientId };

    private static List<JsonElement> Rows(JsonElement data, string name) => [.. data.GetProperty(name).EnumerateArray()];

    // What makes tradingiq's client refuse a whole reply.
    private static void AssertTiqOrder(JsonElement row, bool priceIsNumeric)
    {
        Assert.Contains(row.Text("effect"), (string[])["GTC", "IOC", "FOK", "POST_ONLY"]);
        Assert.Contains(row.Text("status"), (string[])["NEW", "PART_FILLED", "FILLED", "CANCELED", "SYSTEM_CANCELED"]);
        Assert.Equal(JsonValueKind.Number, row.GetProperty("leverage").ValueKind);
        Assert.Equal(JsonValueKind.Null, row.GetProperty("tpPrice").ValueKind);
        Assert.Equal(JsonValueKind.Null, row.GetProperty("slPrice").ValueKind);
        Assert.True(!priceIsNumeric || decimal.TryParse(row.Text("price"), NumberStyles.Number, CultureInfo.InvariantCulture, out _), row.GetRawText());
        Assert.True(long.TryParse(row.Text("ctime"), NumberStyles.None, CultureInfo.InvariantCulture, out _), row.GetRawText());
    }

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{9}Z$")]
    private static partial Regex Rfc3339();
}
