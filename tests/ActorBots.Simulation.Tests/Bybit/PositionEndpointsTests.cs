namespace ActorBots.Simulation.Tests.Bybit;

public sealed class PositionEndpointsTests
{
    [Fact]
    public async Task Positions_BySymbolWhenFlat_GiveAnEmptyRow()
    {
        await using var venue = await TestVenue.StartAsync();

        var reply = (await venue.Rest.GetAsync("/v5/position/list?category=linear&symbol=BTCUSDT")).Ok();

        JsonAssert.Fields(reply.Result, "list", "nextPageCursor", "category");
        var row = Assert.Single(reply.List);
        JsonAssert.Fields(row, DocumentedFields.Position);
        JsonAssert.Texts(row, ("side", ""), ("size", "0"), ("avgPrice", "0"), ("liqPrice", ""), ("createdTime", ""));
    }

    [Fact]
    public async Task Positions_BySettleCoin_GiveOnlyOpenOnes()
    {
        await using var venue = await TestVenue.StartAsync();
        Assert.Empty((await venue.Rest.GetAsync("/v5/position/list?category=linear&settleCoin=USDT")).Ok().List);
        (await venue.Rest.CreateAsync(("qty", "0.02"))).Ok();

        var row = Assert.Single((await venue.Rest.GetAsync("/v5/position/list?category=linear&settleCoin=USDT")).Ok().List);

        JsonAssert.Texts(row, ("symbol", "BTCUSDT"), ("side", "Buy"), ("size", "0.02"), ("avgPrice", "60000"), ("positionValue", "1200"));
        Assert.Equal(10001, (await venue.Rest.GetAsync("/v5/position/list?category=linear")).Code);
        Assert.Empty((await venue.Rest.GetAsync("/v5/position/list?category=linear&settleCoin=USDC")).Ok().List);
    }

    [Fact]
    public async Task SetLeverage_SameValueAgain_Gives110043()
    {
        await using var venue = await TestVenue.StartAsync();
        object Body(string value) => new { category = "linear", symbol = "BTCUSDT", buyLeverage = value, sellLeverage = value };
        (await venue.Rest.PostAsync("/v5/position/set-leverage", Body("7"))).Ok();

        var again = await venue.Rest.PostAsync("/v5/position/set-leverage", Body("7"));

        Assert.Equal((110043, "leverage not modified"), (again.Code, again.Message));
        Assert.Equal(110013, (await venue.Rest.PostAsync("/v5/position/set-leverage", Body("1000"))).Code);
        Assert.Equal(10001, (await venue.Rest.PostAsync("/v5/position/set-leverage", new { category = "linear", symbol = "BTCUSDT", buyLeverage = "5", sellLeverage = "6" })).Code);
        Assert.Equal(10001, (await venue.Rest.PostAsync("/v5/position/set-leverage", new { category = "linear", symbol = "BTCUSDT", buyLeverage = 5, sellLeverage = 5 })).Code);
        Assert.Equal("7", (await venue.Rest.GetAsync("/v5/position/list?category=linear&symbol=BTCUSDT")).List[0].Text("leverage"));
    }

    [Fact]
    public async Task HardCase25_SwitchMode_ChangesWhichPositionIndexIsAccepted()
    {
        await using var venue = await TestVenue.StartAsync();
        object Mode(int mode) => new { category = "linear", symbol = "BTCUSDT", mode };
        Assert.Equal(110025, (await venue.Rest.PostAsync("/v5/position/switch-mode", Mode(0))).Code);
        (await venue.Rest.PostAsync("/v5/position/switch-mode", Mode(3))).Ok();

        var refused = await venue.Rest.CreateAsync(("positionIdx", 0));

        Assert.Equal((10001, "position idx not match position mode"), (refused.Code, refused.Message));
        (await venue.Rest.CreateAsync(("positionIdx", 1))).Ok();
        Assert.Equal(110024, (await venue.Rest.PostAsync("/v5/position/switch-mode", Mode(0))).Code);
        Assert.Equal(2, (await venue.Rest.GetAsync("/v5/position/list?category=linear&symbol=BTCUSDT")).List.Count);
    }

    [Fact]
    public async Task TradingStop_FlatThenOpen_IsRefusedThenSet()
    {
        await using var venue = await TestVenue.StartAsync();
        var body = new { category = "linear", symbol = "BTCUSDT", tpslMode = "Full", positionIdx = 0, stopLoss = "59000", takeProfit = "62000", trailingStop = "500" };

        var flat = await venue.Rest.PostAsync("/v5/position/trading-stop", body);

        Assert.Equal((10001, "can not set tp/sl/ts for zero position"), (flat.Code, flat.Message));
        (await venue.Rest.CreateAsync()).Ok();
        (await venue.Rest.PostAsync("/v5/position/trading-stop", body)).Ok();
        Assert.Equal(34040, (await venue.Rest.PostAsync("/v5/position/trading-stop", body)).Code);
        var row = (await venue.Rest.GetAsync("/v5/position/list?category=linear&symbol=BTCUSDT")).List[0];
        JsonAssert.Texts(row, ("stopLoss", "59000"), ("takeProfit", "62000"), ("trailingStop", "500"));
        var orders = (await venue.Rest.GetAsync("/v5/order/realtime?category=linear&symbol=BTCUSDT&orderFilter=StopOrder")).Ok().List;
        Assert.Equal(["StopLoss", "TakeProfit", "TrailingStop"], orders.Select(o => o.Text("stopOrderType")).Order(StringComparer.Ordinal));
        Assert.All(orders, o => JsonAssert.Texts(o, ("orderStatus", "Untriggered"), ("orderLinkId", ""), ("side", "Sell")));
    }

    [Fact]
    public async Task ClosedPnl_AfterAClose_IsTheNetResult()
    {
        await using var venue = await TestVenue.StartAsync([60_000m, 60_100m]);
        (await venue.Rest.CreateAsync(("qty", "0.02"))).Ok();
        venue.AdvanceBitcoin();
        (await venue.Rest.CreateAsync(("side", "Sell"), ("qty", "0.02"), ("reduceOnly", true))).Ok();

        var row = Assert.Single((await venue.Rest.GetAsync("/v5/position/closed-pnl?category=linear&symbol=BTCUSDT")).Ok().List);

        JsonAssert.Fields(row, DocumentedFields.ClosedPnl);
        JsonAssert.Texts(
            row, ("side", "Sell"), ("cumEntryValue", "1200"), ("cumExitValue", "1202"), ("openFee", "0.66"), ("closeFee", "0.6611"), ("closedPnl", "0.6789"), ("fillCount", "1"));
        Assert.Equal("100000.6789", (await venue.Rest.GetAsync("/v5/account/wallet-balance?accountType=UNIFIED")).List[0].GetProperty("coin")[0].Text("walletBalance"));
    }
}
