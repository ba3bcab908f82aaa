namespace ActorBots.Simulation.Tests.Bybit;

public sealed class AccountEndpointsTests
{
    [Fact]
    public async Task Wallet_Unified_HasTheDocumentedFields()
    {
        await using var venue = await TestVenue.StartAsync();

        var account = Assert.Single((await venue.Rest.GetAsync("/v5/account/wallet-balance?accountType=UNIFIED")).Ok().List);

        JsonAssert.Fields(account, DocumentedFields.Wallet);
        var coin = Assert.Single(account.GetProperty("coin").EnumerateArray());
        JsonAssert.Fields(coin, DocumentedFields.Coin);
        JsonAssert.Texts(coin, ("coin", "USDT"), ("walletBalance", "100000"), ("equity", "100000"), ("availableToWithdraw", ""), ("unrealisedPnl", "0"));
        JsonAssert.Texts(account, ("totalEquity", "100000"), ("totalAvailableBalance", "100000"), ("accountIMRate", "0"));
    }

    [Fact]
    public async Task Wallet_CoinNeverHeld_HasEmptyNumbers()
    {
        await using var venue = await TestVenue.StartAsync();

        var account = (await venue.Rest.GetAsync("/v5/account/wallet-balance?accountType=UNIFIED&coin=USDT,USDC")).Ok().List[0];

        var usdc = account.GetProperty("coin")[1];
        JsonAssert.Fields(usdc, DocumentedFields.Coin);
        JsonAssert.Texts(usdc, ("coin", "USDC"), ("walletBalance", ""), ("equity", ""));
    }

    [Fact]
    public async Task Wallet_OtherAccountType_IsRefused()
    {
        await using var venue = await TestVenue.StartAsync();

        Assert.Equal(10001, (await venue.Rest.GetAsync("/v5/account/wallet-balance?accountType=CONTRACT")).Code);
    }

    [Fact]
    public async Task FeeRate_Symbol_GivesTakerAndMaker()
    {
        await using var venue = await TestVenue.StartAsync();

        var rate = Assert.Single((await venue.Rest.GetAsync("/v5/account/fee-rate?category=linear&symbol=BTCUSDT")).Ok().List);

        JsonAssert.Fields(rate, "symbol", "takerFeeRate", "makerFeeRate");
        JsonAssert.Texts(rate, ("takerFeeRate", "0.00055"), ("makerFeeRate", "0.0002"));
    }

    [Fact]
    public async Task AccountMode_Always_IsUnifiedCrossMargin()
    {
        await using var venue = await TestVenue.StartAsync();

        var mode = (await venue.Rest.GetAsync("/v5/account/info")).Ok().Result;

        JsonAssert.Fields(mode, "marginMode", "updatedTime", "unifiedMarginStatus", "dcpStatus", "timeWindow", "smpGroup", "isMasterTrader", "spotHedgingStatus");
        Assert.Equal(5, mode.GetProperty("unifiedMarginStatus").GetInt32());
    }

    [Theory]
    [InlineData("REGULAR_MARGIN", 0)]
    [InlineData("ISOLATED_MARGIN", 3400045)]
    [InlineData("NO_MARGIN", 10001)]
    public async Task SetMarginMode_Mode_GivesItsCode(string mode, int code)
    {
        await using var venue = await TestVenue.StartAsync();

        Assert.Equal(code, (await venue.Rest.PostAsync("/v5/account/set-margin-mode", new { setMarginMode = mode })).Code);
    }

    [Fact]
    public async Task Key_Always_IsAUnifiedTradingKeyWithoutItsSecret()
    {
        await using var venue = await TestVenue.StartAsync();

        var reply = (await venue.Rest.GetAsync("/v5/user/query-api")).Ok();

        Assert.Equal(1, reply.Result.GetProperty("uta").GetInt32());
        Assert.Equal(["Order", "Position"], reply.Result.GetProperty("permissions").GetProperty("ContractTrade").EnumerateArray().Select(p => p.GetString()));
        Assert.DoesNotContain(TestVenue.Secret, reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Coins_Always_ListTether()
    {
        await using var venue = await TestVenue.StartAsync();

        var rows = (await venue.Rest.GetAsync("/v5/asset/coin/query-info")).Ok().Result.GetProperty("rows");

        Assert.Equal("USDT", Assert.Single(rows.EnumerateArray()).Text("coin"));
    }
}
