using System.Globalization;
using System.Text.Json;

namespace ActorBots.Simulation.Tests.Bybit;

public sealed class MarketEndpointsTests
{
    [Fact]
    public async Task Time_Always_HasSecondsAndNanoseconds()
    {
        await using var venue = await TestVenue.StartAsync();

        var reply = (await venue.Rest.GetAsync("/v5/market/time")).Ok();

        JsonAssert.Fields(reply.Json, "retCode", "retMsg", "result", "retExtInfo", "time");
        JsonAssert.Fields(reply.Result, "timeSecond", "timeNano");
        var time = reply.Json.GetProperty("time").GetInt64();
        Assert.InRange(long.Parse(reply.Result.Text("timeNano"), CultureInfo.InvariantCulture) / 1_000_000, time - 1000, time);
        Assert.Equal(reply.Result.Text("timeSecond"), reply.Result.Text("timeNano")[..^9]);
    }

    [Fact]
    public async Task Instruments_Linear_HaveTheDocumentedFields()
    {
        await using var venue = await TestVenue.StartAsync();

        var list = (await venue.Rest.GetAsync("/v5/market/instruments-info?category=linear&limit=1000")).Ok().List;

        Assert.Equal(["BTCUSDT", "ETHUSDT"], list.Select(i => i.Text("symbol")));
        JsonAssert.Fields(list[0], DocumentedFields.Instrument);
        JsonAssert.Fields(list[0].GetProperty("lotSizeFilter"), DocumentedFields.LotSize);
        JsonAssert.Fields(list[0].GetProperty("priceFilter"), "minPrice", "maxPrice", "tickSize");
        JsonAssert.Fields(list[0].GetProperty("leverageFilter"), "minLeverage", "maxLeverage", "leverageStep");
        JsonAssert.Texts(list[0], ("contractType", "LinearPerpetual"), ("status", "Trading"), ("quoteCoin", "USDT"), ("settleCoin", "USDT"));
        Assert.Equal(480, list[0].GetProperty("fundingInterval").GetInt32());
    }

    [Fact]
    public async Task Instruments_Paged_ArriveOnceEach()
    {
        await using var venue = await TestVenue.StartAsync();
        List<string> symbols = [];
        var cursor = string.Empty;
        do
        {
            var page = (await venue.Rest.GetAsync($"/v5/market/instruments-info?category=linear&limit=1&cursor={cursor}")).Ok();
            symbols.Add(Assert.Single(page.List).Text("symbol"));
            cursor = page.Cursor;
        }
        while (cursor.Length > 0);

        Assert.Equal(["BTCUSDT", "ETHUSDT"], symbols);
    }

    [Theory]
    [InlineData("/v5/market/instruments-info?category=linear&symbol=NOPEUSDT", "Not supported symbols")]
    [InlineData("/v5/market/instruments-info?category=futures", "Illegal category")]
    [InlineData("/v5/market/instruments-info?category=linear&limit=0", "params error: limit invalid")]
    [InlineData("/v5/market/instruments-info?category=linear&cursor=abc", "params error: cursor invalid")]
    [InlineData("/v5/market/kline?symbol=NOPEUSDT&interval=1", "Not supported symbols")]
    [InlineData("/v5/market/kline?symbol=BTCUSDT&interval=7", "Invalid period!")]
    [InlineData("/v5/market/kline?symbol=BTCUSDT&interval=1&start=x", "params error: start invalid")]
    [InlineData("/v5/market/kline?interval=1", "params error: symbol invalid")]
    [InlineData("/v5/market/orderbook?category=linear&symbol=NOPEUSDT", "Not supported symbols")]
    [InlineData("/v5/market/price-limit?symbol=NOPEUSDT", "Not supported symbols")]
    [InlineData("/v5/market/funding/history?category=linear&symbol=BTCUSDT&startTime=1", "params error: endTime invalid")]
    public async Task Market_BadParameter_Gives10001(string path, string message)
    {
        await using var venue = await TestVenue.StartAsync();

        var reply = await venue.Rest.GetAsync(path);

        Assert.Equal((10001, message), (reply.Code, reply.Message));
    }

    [Fact]
    public async Task Candles_AfterTwoMinutes_AreNewestFirstWithTheOpenOne()
    {
        await using var venue = await TestVenue.StartAsync([.. Enumerable.Range(0, 130).Select(i => 60_000m + i)]);
        for (var i = 0; i < 125; i++)
        {
            venue.AdvanceBitcoin();
        }

        var reply = (await venue.Rest.GetAsync("/v5/market/kline?category=linear&symbol=BTCUSDT&interval=1&limit=2")).Ok();

        JsonAssert.Fields(reply.Result, "symbol", "category", "list");
        var rows = reply.List.Select(r => r.EnumerateArray().Select(c => c.GetString()!).ToArray()).ToList();
        var start = TestVenue.Start.ToUnixTimeMilliseconds();
        Assert.Equal([start + 120_000, start + 60_000], rows.Select(r => long.Parse(r[0], CultureInfo.InvariantCulture)));
        Assert.Equal(["60060", "60119", "60060", "60119", "30"], rows[1][1..6]);
        Assert.All(rows, r => Assert.Equal(7, r.Length));
    }

    [Fact]
    public async Task Tickers_Linear_HaveTheDocumentedFieldsAsTexts()
    {
        await using var venue = await TestVenue.StartAsync();

        var list = (await venue.Rest.GetAsync("/v5/market/tickers?category=linear")).Ok().List;

        Assert.Equal(2, list.Count);
        JsonAssert.Fields(list[0], DocumentedFields.Ticker);
        Assert.All(list[0].EnumerateObject(), p => Assert.Equal(JsonValueKind.String, p.Value.ValueKind));
        Assert.Equal("60000", list[0].Text("lastPrice"));
    }

    [Fact]
    public async Task Book_Depth_IsSortedAwayFromTheSpread()
    {
        await using var venue = await TestVenue.StartAsync();

        var book = (await venue.Rest.GetAsync("/v5/market/orderbook?category=linear&symbol=BTCUSDT&limit=5")).Ok().Result;

        JsonAssert.Fields(book, "s", "b", "a", "ts", "u", "seq", "cts");
        decimal[] Prices(string side) => [.. book.GetProperty(side).EnumerateArray().Select(l => decimal.Parse(l[0].GetString()!, CultureInfo.InvariantCulture))];
        Assert.Equal(5, Prices("b").Length);
        Assert.Equal(Prices("b").OrderDescending(), Prices("b"));
        Assert.Equal(Prices("a").Order(), Prices("a"));
        Assert.True(Prices("b")[0] < Prices("a")[0]);
    }

    [Fact]
    public async Task OtherPublicCalls_Linear_HaveTheDocumentedFields()
    {
        await using var venue = await TestVenue.StartAsync();

        venue.AdvanceBitcoin();
        JsonAssert.Fields((await venue.Rest.GetAsync("/v5/market/price-limit?category=linear&symbol=BTCUSDT")).Ok().Result, "symbol", "buyLmt", "sellLmt", "ts");
        JsonAssert.Fields(
            (await venue.Rest.GetAsync("/v5/market/risk-limit?category=linear&symbol=BTCUSDT")).Ok().List[0],
            "id", "symbol", "riskLimitValue", "maintenanceMargin", "initialMargin", "isLowestRisk", "maxLeverage", "mmDeduction");
        JsonAssert.Fields(
            (await venue.Rest.GetAsync("/v5/market/recent-trade?category=linear&symbol=BTCUSDT")).Ok().List[0],
            "execId", "symbol", "price", "size", "side", "time", "isBlockTrade", "isRPITrade", "seq");
        JsonAssert.Fields((await venue.Rest.GetAsync("/v5/market/funding/history?category=linear&symbol=BTCUSDT")).Ok().Result, "category", "list");
        Assert.Empty((await venue.Rest.GetAsync("/v5/system/status")).Ok().List);
    }
}
