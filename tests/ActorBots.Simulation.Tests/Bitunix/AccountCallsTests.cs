namespace ActorBots.Simulation.Tests.Bitunix;

/// <summary>Balance, leverage and modes.</summary>
public sealed class AccountCallsTests
{
    [Fact]
    public async Task Account_PositionAndRestingOrder_AddUpToTheWallet()
    {
        await using var venue = await RestVenue.StartAsync();
        await venue.BuyAsync();
        (await venue.Rest.RestAsync("c1")).Ok();

        var account = (await venue.Rest.GetAsync("/account?marginCoin=USDT")).Ok().Data;

        JsonAssert.Fields(
            account, "marginCoin", "available", "frozen", "margin", "transfer", "positionMode", "crossUnrealizedPNL", "isolationUnrealizedPNL", "bonus");
        JsonAssert.Texts(account, ("marginCoin", "USDT"), ("positionMode", "ONE_WAY"), ("bonus", "0"));
        Assert.Equal(100_000m - 0.36m, Number(account, "available") + Number(account, "frozen") + Number(account, "margin"));
        Assert.True(Number(account, "frozen") > 59m);
        (await venue.Rest.GetAsync("/account")).Refused(10002);
        (await venue.Rest.GetAsync("/account?marginCoin=BTC")).Refused(10002);
    }

    [Fact]
    public async Task ChangeLeverage_NewSameOrImpossible_IsAnswered()
    {
        await using var venue = await RestVenue.StartAsync();

        var changed = (await venue.Rest.PostAsync("/account/change_leverage", new { symbol = "BTCUSDT", marginCoin = "USDT", leverage = 12 })).Ok();

        Assert.Equal(12, changed.Data.GetProperty("leverage").GetInt32());
        (await venue.Rest.PostAsync("/account/change_leverage", new { symbol = "BTCUSDT", marginCoin = "USDT", leverage = "12" })).Ok();
        var read = (await venue.Rest.GetAsync("/account/get_leverage_margin_mode?symbol=BTCUSDT&marginCoin=USDT")).Ok().Data;
        JsonAssert.Texts(read, ("symbol", "BTCUSDT"), ("marginCoin", "USDT"), ("marginMode", "CROSS"));
        Assert.Equal(12, read.GetProperty("leverage").GetInt32());
        (await venue.Rest.PostAsync("/account/change_leverage", new { symbol = "BTCUSDT", marginCoin = "USDT", leverage = 500 })).Refused(20005);
        (await venue.Rest.PostAsync("/account/change_leverage", new { symbol = "BTCUSDT", marginCoin = "USDT" })).Refused(10002);
        (await venue.Rest.PostAsync("/account/change_leverage", new { symbol = "NOPEUSDT", marginCoin = "USDT", leverage = 5 })).Refused(20015);
        (await venue.Rest.GetAsync("/account/get_leverage_margin_mode?symbol=NOPEUSDT&marginCoin=USDT")).Refused(20015);
    }

    [Fact]
    public async Task ChangeMarginMode_CrossOnly_OtherIsRefusedClearly()
    {
        await using var venue = await RestVenue.StartAsync();

        (await venue.Rest.PostAsync("/account/change_margin_mode", new { symbol = "BTCUSDT", marginCoin = "USDT", marginMode = "CROSS" })).Ok();
        var refused = (await venue.Rest.PostAsync("/account/change_margin_mode", new { symbol = "BTCUSDT", marginCoin = "USDT", marginMode = "ISOLATION" })).Refused(10002);
        Assert.Contains("cross margin only", refused.Message, StringComparison.Ordinal);
        (await venue.Rest.PostAsync("/account/adjust_position_margin", new { symbol = "BTCUSDT", marginCoin = "USDT", amount = "1", side = "LONG" })).Refused(10002);
    }

    [Fact]
    public async Task ChangePositionMode_PositionOrOrderOpen_IsRefusedByCode()
    {
        await using var venue = await RestVenue.StartAsync();
        (await venue.Rest.PostAsync("/account/change_position_mode", new { positionMode = "ONE_WAY" })).Ok();
        (await venue.Rest.PostAsync("/account/change_position_mode", new { positionMode = "BOTH" })).Refused(10002);
        (await venue.Rest.RestAsync("c1")).Ok();
        (await venue.Rest.PostAsync("/account/change_position_mode", new { positionMode = "HEDGE" })).Refused(200014);
        await venue.BuyAsync();
        (await venue.Rest.PostAsync("/account/change_position_mode", new { positionMode = "HEDGE" })).Refused(20009);
        (await venue.Rest.PostAsync("/trade/cancel_all_orders", new { })).Ok();
        (await venue.Rest.PostAsync("/trade/close_all_position", new { symbol = "BTCUSDT" })).Ok();

        var changed = (await venue.Rest.PostAsync("/account/change_position_mode", new { positionMode = "HEDGE" })).Ok();

        Assert.Equal("HEDGE", changed.Data.Text("positionMode"));
        Assert.Equal("HEDGE", (await venue.Rest.GetAsync("/account?marginCoin=USDT")).Ok().Data.Text("positionMode"));
    }

    private static decimal Number(System.Text.Json.JsonElement json, string name) =>
        decimal.Parse(json.Text(name), System.Globalization.CultureInfo.InvariantCulture);
}
