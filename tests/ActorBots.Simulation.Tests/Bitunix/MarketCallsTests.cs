using ActorBots.Simulation.Bitunix;
using ActorBots.Simulation.Feeds;

namespace ActorBots.Simulation.Tests.Bitunix;

/// <summary>Public calls.</summary>
public sealed class MarketCallsTests
{
    [Fact]
    public async Task TradingPairs_AllOrSome_TellTheFiltersWithLiveTypes()
    {
        await using var venue = await RestVenue.StartAsync();

        var row = Assert.Single((await venue.Rest.GetAsync("/market/trading_pairs")).Ok().Rows);

        JsonAssert.Fields(
            row,
            "symbol", "base", "quote", "minTradeVolume", "minBuyPriceOffset", "maxSellPriceOffset", "maxLimitOrderVolume", "maxMarketOrderVolume", "basePrecision",
            "quotePrecision", "minLeverage", "maxLeverage", "defaultLeverage", "defaultMarginMode", "priceProtectScope", "symbolStatus", "isApiSupported",
            "maxFundingRate", "minFundingRate");
        JsonAssert.Texts(row, ("symbol", "BTCUSDT"), ("base", "BTC"), ("quote", "USDT"), ("minTradeVolume", "0.001"), ("symbolStatus", "OPEN"), ("priceProtectScope", "0.05"));
        Assert.Equal((3, 1), (row.GetProperty("basePrecision").GetInt32(), row.GetProperty("quotePrecision").GetInt32()));
        Assert.True(row.GetProperty("isApiSupported").GetBoolean());
        Assert.Single((await venue.Rest.GetAsync("/market/trading_pairs?symbols=btcusdt")).Ok().Rows);
        Assert.Equal(
            "this Futures is not allowed to trade.", (await venue.Rest.GetAsync("/market/trading_pairs?symbols=BTCUSDT%2CNOPEUSDT")).Refused(20015).Message);
        venue.Venue.Exchange.SetTrading("BTCUSDT", false);
        Assert.Equal("STOP", (await venue.Rest.GetAsync("/market/trading_pairs")).Ok().Rows[0].Text("symbolStatus"));
        (await venue.Rest.PlaceAsync()).Refused(20012);
    }

    [Fact]
    public async Task Kline_NewestFirst_TailAnchoredWithSwappedVolumes()
    {
        var start = StreamVenue.Start.AddMinutes(1);
        var ticks = Enumerable.Range(0, 5).Select(i => new FeedTick(start.AddMinutes(i), 60_000m + i, 2m, Domain.Orders.OrderSide.Buy));
        await using var venue = await StreamVenue.OnFeedsAsync(new BitunixServerSettings(), null, new FeedSettings.Scripted("BTCUSDT", [.. ticks]));
        using var rest = new RestClient(venue.Server.BaseAddress);
        while (venue.Advance() is not null)
        {
            // To the end of the feed.
        }

        var rows = (await rest.GetAsync("/market/kline?symbol=BTCUSDT&interval=1m")).Ok().Rows;

        Assert.Equal([.. Enumerable.Range(0, 5).Reverse().Select(i => Ms(start.AddMinutes(i)))], rows.Select(r => r.Text("time")));
        JsonAssert.Texts(rows[1], ("open", "60003"), ("close", "60003"), ("quoteVol", "2"), ("baseVol", "120006"), ("type", "LAST_PRICE"));
        var early = Ms(start);
        var tail = (await rest.GetAsync($"/market/kline?symbol=btcusdt&interval=1m&startTime={early}&limit=2")).Ok().Rows;
        Assert.Equal([Ms(start.AddMinutes(4)), Ms(start.AddMinutes(3))], tail.Select(r => r.Text("time")));
        var bounded = (await rest.GetAsync($"/market/kline?symbol=BTCUSDT&interval=1m&endTime={Ms(start.AddMinutes(1))}&limit=500")).Ok().Rows;
        Assert.Equal([Ms(start.AddMinutes(1)), early], bounded.Select(r => r.Text("time")));
        Assert.Equal("MARK_PRICE", (await rest.GetAsync("/market/kline?symbol=BTCUSDT&interval=1h&type=MARK_PRICE")).Ok().Rows[0].Text("type"));
    }

    [Theory]
    [InlineData("/market/kline?symbol=BTCUSDT&interval=3m", 10008)]
    [InlineData("/market/kline?symbol=NOPEUSDT&interval=1m", 20015)]
    [InlineData("/market/kline?interval=1m", 1)]
    [InlineData("/market/kline?symbol=BTCUSDT&interval=1m&limit=0", 10002)]
    [InlineData("/market/depth?limit=15", 1)]
    [InlineData("/market/depth?symbol=NOPEUSDT&limit=15", 20015)]
    [InlineData("/market/tickers?symbols=NOPEUSDT", 20015)]
    [InlineData("/market/funding_rate?symbol=NOPEUSDT", 20015)]
    [InlineData("/market/funding_rate", 1)]
    [InlineData("/market/get_funding_rate_history?symbol=NOPEUSDT", 20015)]
    [InlineData("/position/get_position_tiers?symbol=NOPEUSDT", 20015)]
    public async Task MarketCall_BadParameter_HasTheLiveCode(string path, int code)
    {
        await using var venue = await RestVenue.StartAsync();

        (await venue.Rest.GetAsync(path)).Refused(code);
    }

    [Fact]
    public async Task Depth_AllowedLimits_GiveSortedPairsOfTexts()
    {
        await using var venue = await RestVenue.StartAsync();

        var refused = (await venue.Rest.GetAsync("/market/depth?symbol=BTCUSDT&limit=20")).Refused(10008);
        Assert.Equal("""Parameter 20 does not match, alternative value ["1","5","15","50","max"].""", refused.Message);
        var book = (await venue.Rest.GetAsync("/market/depth?symbol=btcusdt&limit=5")).Ok();
        var (asks, bids) = (Prices(book, "asks"), Prices(book, "bids"));
        Assert.Equal((5, 5), (asks.Count, bids.Count));
        Assert.Equal(asks.Order(), asks);
        Assert.Equal(bids.OrderDescending(), bids);
        Assert.True(bids[0] <= asks[0]);
        Assert.True(Prices((await venue.Rest.GetAsync("/market/depth?symbol=BTCUSDT")).Ok(), "asks").Count > 50);
    }

    [Fact]
    public async Task Tickers_AnySymbol_TellLastAndMark()
    {
        await using var venue = await RestVenue.StartAsync();

        var row = Assert.Single((await venue.Rest.GetAsync("/market/tickers?symbols=BTCUSDT")).Ok().Rows);

        JsonAssert.Fields(row, "symbol", "markPrice", "lastPrice", "open", "last", "quoteVol", "baseVol", "high", "low");
        JsonAssert.Texts(row, ("lastPrice", "60000"), ("last", "60000"));
    }

    [Fact]
    public async Task Funding_PresentInPercentPastAsAShare_WithTheMarkPrice()
    {
        var start = new DateTimeOffset(2026, 3, 1, 15, 59, 0, TimeSpan.Zero);
        var ticks = Enumerable.Range(0, 4).Select(i => new FeedTick(start.AddSeconds(30 * i), 60_000m, 1m, Domain.Orders.OrderSide.Buy));
        await using var venue = await StreamVenue.OnFeedsAsync(new BitunixServerSettings(), null, new FeedSettings.Scripted("BTCUSDT", [.. ticks]));
        using var rest = new RestClient(venue.Server.BaseAddress);
        while (venue.Advance() is not null)
        {
            // To the end of the feed.
        }

        var present = Assert.Single((await rest.GetAsync("/market/funding_rate?symbol=BTCUSDT")).Ok().Rows);
        var past = Assert.Single((await rest.GetAsync("/market/get_funding_rate_history?symbol=BTCUSDT")).Ok().Rows);

        JsonAssert.Texts(present, ("fundingRate", "0.01"), ("nextFundingTime", Ms(start.AddMinutes(1).AddHours(8))));
        Assert.Equal(8, present.GetProperty("fundingInterval").GetInt32());
        JsonAssert.Texts(past, ("fundingRate", "0.0001"), ("fundingTime", Ms(start.AddMinutes(1))), ("markPrice", "60000"));
        Assert.Single((await rest.GetAsync("/market/funding_rate/batch")).Ok().Rows);
        Assert.Empty((await rest.GetAsync($"/market/get_funding_rate_history?symbol=BTCUSDT&starTime={Ms(start.AddMinutes(2))}")).Ok().Rows);
        Assert.Empty((await rest.GetAsync($"/market/get_funding_rate_history?symbol=BTCUSDT&endTime={Ms(start)}")).Ok().Rows);
    }

    [Fact]
    public async Task PositionTiers_KnownSymbol_TellTheOneTier()
    {
        await using var venue = await RestVenue.StartAsync();

        var tier = Assert.Single((await venue.Rest.GetAsync("/position/get_position_tiers?symbol=BTCUSDT")).Ok().Rows);

        JsonAssert.Texts(tier, ("startValue", "0"), ("endValue", "2000000"), ("maintenanceMarginRate", "0.005"));
        Assert.Equal(100, tier.GetProperty("leverage").GetInt32());
    }

    private static List<decimal> Prices(RestAnswer book, string side) =>
        [.. book.List(side).Select(l => decimal.Parse(l[0].GetString()!, System.Globalization.CultureInfo.InvariantCulture))];

    private static string Ms(DateTimeOffset at) => at.ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
}
