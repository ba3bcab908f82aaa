using System.Text.Json;
using ActorBots.Domain.Orders;
using ActorBots.Simulation.Bitunix;
using ActorBots.Simulation.Bitunix.Streams;
using ActorBots.Simulation.Feeds;
using static ActorBots.Simulation.Tests.Bitunix.StreamVenue;

namespace ActorBots.Simulation.Tests.Bitunix;

/// <summary>The public channels.</summary>
public sealed class MarketStreamTests
{
    [Fact]
    public async Task Advance_OneTick_TellsCandlesThenTradeThenTickerAtTheTicksTime()
    {
        await using var venue = await StreamVenue.StartAsync(60_000m, 60_100m);
        using var client = await venue.OpenPublicAsync();
        await client.SubscribeAsync(Btc, "ticker", "trade", "market_kline_5min", "market_kline_1min");
        await client.DrainAsync();

        var tick = venue.Advance()!;

        var frames = await client.DrainAsync();
        Assert.Equal(["market_kline_1min", "market_kline_5min", "trade", "ticker"], frames.Select(f => f.Text("ch")));
        Assert.All(frames, f => Assert.Equal((tick.At.ToUnixTimeMilliseconds(), Btc), (f.GetProperty("ts").GetInt64(), f.Text("symbol"))));
        Assert.All(frames, f => JsonAssert.Fields(f, "ch", "symbol", "ts", "data"));
    }

    [Fact]
    public async Task Channels_Each_HaveTheFieldsObservedLive()
    {
        await using var venue = await StreamVenue.StartAsync(60_000m, 60_600m);
        using var client = await venue.OpenPublicAsync();
        await client.SubscribeAsync(Btc, "trade", "ticker", "tickers", "price", "depth_book1", "depth_book5", "depth_book15", "depth_books", "market_kline_1min", "mark_kline_60min");
        await client.DrainAsync();
        venue.Advance();

        var frames = (await client.DrainAsync()).ToDictionary(f => f.Text("ch"), f => f.GetProperty("data"));

        Assert.Equal(10, frames.Count);
        JsonAssert.Fields(frames["trade"][0], "t", "p", "v", "s");
        JsonAssert.Texts(frames["trade"][0], ("t", "2026-03-01T11:59:30Z"), ("p", "60600"), ("v", "0.5"), ("s", "sell"));
        JsonAssert.Fields(frames["ticker"], "s", "o", "la", "h", "l", "b", "q", "r");
        JsonAssert.Texts(frames["ticker"], ("s", Btc), ("la", "60600"), ("h", "60600"));
        JsonAssert.Fields(frames["tickers"], "s", "o", "la", "h", "l", "b", "q", "r", "bd", "ak", "bv", "av");
        JsonAssert.Fields(frames["price"], "ip", "mp", "fr", "ft", "nft");
        JsonAssert.Texts(frames["price"], ("fr", "0.01"), ("ft", "2026-03-01T08:00:00Z"), ("nft", "2026-03-01T16:00:00Z"));
        Assert.Equal([1, 5, 15], new[] { "depth_book1", "depth_book5", "depth_book15" }.Select(c => frames[c].GetProperty("b").GetArrayLength()));
        Assert.True(Price(frames["depth_books"].GetProperty("a")[0]) > Price(frames["depth_books"].GetProperty("b")[0]));
        Assert.True(Price(frames["depth_book5"].GetProperty("b")[0]) > Price(frames["depth_book5"].GetProperty("b")[1]));
        JsonAssert.Fields(frames["market_kline_1min"], "o", "c", "h", "l", "b", "q");
        JsonAssert.Texts(frames["market_kline_1min"], ("o", "60000"), ("c", "60600"), ("h", "60600"), ("l", "60000"), ("b", "1"), ("q", "60300"));
        JsonAssert.Texts(frames["mark_kline_60min"], ("o", "60000"), ("c", "60600"));

        static decimal Price(JsonElement level) => decimal.Parse(level[0].GetString()!, System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Tickers_AsArray_WhenSwitched()
    {
        await using var venue = await StreamVenue.StartAsync(new BitunixServerSettings { Streams = new BitunixStreamSettings { TickersAsArray = true } }, null);
        using var client = await venue.OpenPublicAsync();

        await client.SubscribeAsync(Btc, "tickers");

        Assert.Equal(Btc, (await client.ReceiveAsync("tickers")).First().Text("s"));
    }

    [Fact]
    public async Task Subscribe_Valid_IsNotAnsweredButHasTheFirstDataAtOnce()
    {
        await using var venue = await StreamVenue.StartAsync(60_000m, 60_100m);
        using var client = await venue.OpenPublicAsync();

        await client.SubscribeAsync("btcusdt", "trade", "market_kline_1min", "ticker");

        var frames = await client.DrainAsync();
        Assert.Equal(["market_kline_1min", "ticker"], frames.Select(f => f.Text("ch")));
        Assert.All(frames, f => Assert.Equal(Btc, f.Text("symbol")));
        JsonAssert.Texts(frames[0].GetProperty("data"), ("o", "60000"), ("c", "60000"));
    }

    [Fact]
    public async Task Subscribe_Twice_IsOneStream()
    {
        await using var venue = await StreamVenue.StartAsync(60_000m, 60_100m);
        using var client = await venue.OpenPublicAsync();
        await client.SubscribeAsync(Btc, "trade", "trade");
        await client.SubscribeAsync(Btc, "trade");
        await client.DrainAsync();

        venue.Advance();

        Assert.Single(await client.DrainAsync());
    }

    [Fact]
    public async Task Subscribe_UnknownSymbolOnDepth_GivesOneEmptyBookAndNothingMore()
    {
        await using var venue = await StreamVenue.StartAsync(60_000m, 60_100m);
        using var client = await venue.OpenPublicAsync();
        await client.SubscribeAsync("NOPEUSDT", "depth_book15");
        venue.Advance();

        var frame = Assert.Single(await client.DrainAsync());

        foreach (var side in new[] { "b", "a" })
        {
            Assert.Equal(15, frame.GetProperty("data").GetProperty(side).GetArrayLength());
            Assert.All(frame.GetProperty("data").GetProperty(side).EnumerateArray(), l => Assert.Equal("""["",""]""", l.GetRawText()));
        }
    }

    [Fact]
    public async Task Subscribe_BeyondThreeHundred_IsAnsweredAndTheFirstThreeHundredGoOn()
    {
        await using var venue = await StreamVenue.StartAsync(60_000m, 60_100m);
        using var client = await venue.OpenPublicAsync();

        await client.SubscribeAsync(Btc, ["trade", .. Enumerable.Range(1, 299).Select(i => $"unknown{i}"), "ticker"]);

        Assert.Equal(
            """{"op":"subscribe","data":{"msg":"subscribe channel > 300","nonce":"","result":false}}""", Assert.Single(await client.DrainAsync()).GetRawText());
        venue.Advance();
        Assert.Equal(["trade"], (await client.DrainAsync()).Select(f => f.Text("ch")));
    }

    [Theory]
    [InlineData("ch")]
    [InlineData("channel")]
    public async Task Unsubscribe_EitherSpelling_IsAnsweredAndEndsTheStream(string key)
    {
        await using var venue = await StreamVenue.StartAsync(60_000m, 60_100m);
        using var client = await venue.OpenPublicAsync();
        await client.SubscribeAsync(Btc, "trade");

        await client.Socket.SendAsync($$"""{"op":"unsubscribe","args":[{"symbol":"BTCUSDT","{{key}}":"trade"}]}""");

        var answer = await client.Socket.ReceiveAsync();
        JsonAssert.Fields(answer, "op", "ts", "data");
        JsonAssert.Texts(answer, ("op", "unsubscribe"), ("data", "success"));
        venue.Advance();
        Assert.Empty(await client.DrainAsync());
    }

    [Fact]
    public async Task Candle_NewBucket_BeginsWithTheTicksOwnFrameAndTheOldOneIsNotToldAgain()
    {
        await using var venue = await StreamVenue.StartAsync(60_000m, 60_050m, 60_100m);
        using var client = await venue.OpenPublicAsync();
        await client.SubscribeAsync(Btc, "market_kline_1min");
        await client.DrainAsync();
        venue.Advance();
        venue.Advance();

        var frames = await client.DrainAsync();

        Assert.Equal([Start.AddSeconds(30), Start.AddSeconds(60)], frames.Select(f => DateTimeOffset.FromUnixTimeMilliseconds(f.GetProperty("ts").GetInt64())));
        JsonAssert.Texts(frames[0].GetProperty("data"), ("o", "60000"), ("c", "60050"), ("b", "1"));
        JsonAssert.Texts(frames[1].GetProperty("data"), ("o", "60100"), ("c", "60100"), ("b", "0.5"));
    }

    [Fact]
    public async Task Candle_QuietInstrument_IsEndedWhenTheMarketsTimePassesItsEnd()
    {
        await using var venue = await StreamVenue.OnFeedsAsync(
            new BitunixServerSettings(),
            null,
            new FeedSettings.Scripted(Btc, [new FeedTick(Start, 60_000m, 1m, OrderSide.Buy), new FeedTick(Start.AddHours(2), 60_100m, 1m, OrderSide.Buy)]),
            new FeedSettings.Scripted("ETHUSDT", [.. new[] { 0, 61, 62 }.Select(at => new FeedTick(Start.AddSeconds(at), 3_000m, 1m, OrderSide.Buy))]));
        venue.Advance();
        using var client = await venue.OpenPublicAsync();
        await client.SubscribeAsync(Btc, "market_kline_1min", "market_kline_60min", "trade");
        await client.SubscribeAsync("ETHUSDT", "trade");
        await client.DrainAsync();
        venue.Advance();
        venue.Advance();

        var frames = await client.DrainAsync();

        Assert.Equal(
            [("market_kline_1min", Btc), ("market_kline_60min", Btc), ("trade", "ETHUSDT"), ("trade", "ETHUSDT")], frames.Select(f => (f.Text("ch"), f.Text("symbol"))));
        Assert.Equal(Start.AddSeconds(61).ToUnixTimeMilliseconds(), frames[0].GetProperty("ts").GetInt64());
        JsonAssert.Texts(frames[0].GetProperty("data"), ("o", "60000"), ("c", "60000"), ("h", "60000"), ("l", "60000"), ("b", "0"), ("q", "0"));
    }

    [Fact]
    public async Task Candle_FeedEnds_BeginsAQuietCandleSoThatTheLastOneIsKnownToBeFinal()
    {
        using var folder = new TemporaryFolder();
        var file = folder.PathOf("candles.csv");
        var open = Start.ToUnixTimeMilliseconds();
        await File.WriteAllLinesAsync(
            file, ["open_time_ms,open,high,low,close,volume", $"{open},60000,60010,59990,60005,1", $"{open + 60_000},60005,60020,60000,60015,1"]);
        await using var venue = await StreamVenue.OnFeedsAsync(new BitunixServerSettings(), null, new FeedSettings.Candles(Btc, file));
        using var client = await venue.OpenPublicAsync();
        await client.SubscribeAsync(Btc, "market_kline_1min");

        for (var tick = venue.Advance(); tick is not null; tick = venue.Advance())
        {
            Assert.Equal(Btc, tick.Symbol);
        }

        var last = (await client.DrainAsync())[^1];
        Assert.Equal(open + 120_000, last.GetProperty("ts").GetInt64());
        JsonAssert.Texts(last.GetProperty("data"), ("o", "60015"), ("c", "60015"), ("b", "0"), ("q", "0"));
    }

    [Fact]
    public async Task Advance_TickWithoutQuantity_TellsNoTrade()
    {
        await using var venue = await StreamVenue.OnFeedsAsync(
            new BitunixServerSettings(),
            null,
            new FeedSettings.Scripted(Btc, [new FeedTick(Start, 60_000m, 1m, OrderSide.Buy), new FeedTick(Start.AddSeconds(1), 60_100m, 0m, OrderSide.Buy)]));
        using var client = await venue.OpenPublicAsync();
        await client.SubscribeAsync(Btc, "trade", "ticker");
        await client.DrainAsync();
        venue.Advance();

        var frame = Assert.Single(await client.DrainAsync());

        Assert.Equal(("ticker", Start.AddSeconds(1).ToUnixTimeMilliseconds()), (frame.Text("ch"), frame.GetProperty("ts").GetInt64()));
    }
}
