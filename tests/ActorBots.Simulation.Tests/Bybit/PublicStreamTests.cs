using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json;
using ActorBots.Simulation.Bybit;

namespace ActorBots.Simulation.Tests.Bybit;

public sealed class PublicStreamTests
{
    [Fact]
    public async Task Ping_WithAndWithoutId_IsAnsweredAsDocumented()
    {
        await using var venue = await TestVenue.StartAsync();
        using var stream = await venue.OpenPublicAsync();

        var pong = await stream.AskAsync("""{"req_id":"100001","op":"ping"}""");
        var bare = await stream.AskAsync("""{"op":"ping"}""");

        JsonAssert.Fields(pong, "success", "ret_msg", "conn_id", "req_id", "op");
        JsonAssert.Texts(pong, ("ret_msg", "pong"), ("req_id", "100001"), ("op", "ping"));
        JsonAssert.Texts(bare, ("req_id", ""));
    }

    [Theory]
    [InlineData("""{"req_id":"r1","op":"subscribe","args":["kline.1.NOPEUSDT"]}""", "error:handler not found,topic:kline.1.NOPEUSDT")]
    [InlineData("""{"req_id":"r1","op":"subscribe","args":["tickers.btcusdt"]}""", "error:handler not found,topic:tickers.btcusdt")]
    [InlineData("""{"req_id":"r1","op":"subscribe","args":["kline.7.BTCUSDT"]}""", "error:handler not found,topic:kline.7.BTCUSDT")]
    [InlineData("""{"req_id":"r1","op":"subscribe","args":["order"]}""", "error:handler not found,topic:order")]
    [InlineData("""{"req_id":"r1","op":"fly"}""", "error:invalid op")]
    public async Task Ask_BadRequest_IsRefusedAndTheSocketStays(string frame, string message)
    {
        await using var venue = await TestVenue.StartAsync();
        using var stream = await venue.OpenPublicAsync();

        var answer = await stream.AskAsync(frame);

        Assert.False(answer.GetProperty("success").GetBoolean());
        JsonAssert.Texts(answer, ("ret_msg", message), ("req_id", "r1"));
        await stream.AskAsync("""{"op":"ping"}""");
    }

    [Fact]
    public async Task Ask_NotJson_SaysSo()
    {
        await using var venue = await TestVenue.StartAsync();
        using var stream = await venue.OpenPublicAsync();

        var answer = await stream.AskAsync("hello");

        Assert.StartsWith("Failed to decode incoming data", answer.Text("ret_msg"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Subscribe_NumberAsIdAndUnknownField_IsAccepted()
    {
        await using var venue = await TestVenue.StartAsync();
        using var stream = await venue.OpenPublicAsync();

        var answer = await stream.AskAsync("""{"op":"subscribe","req_id":7,"args":["kline.1.BTCUSDT"],"callerMethodName":"x"}""");

        Assert.True(answer.GetProperty("success").GetBoolean());
        JsonAssert.Texts(answer, ("ret_msg", ""), ("req_id", "7"), ("op", "subscribe"));
        var again = await stream.AskAsync("""{"op":"subscribe","args":["kline.1.BTCUSDT"]}""");
        Assert.Equal("error:already subscribed,topic:kline.1.BTCUSDT", again.Text("ret_msg"));
    }

    [Fact]
    public async Task Ticker_Subscribed_IsASnapshotThenDeltasOfChangedFields()
    {
        await using var venue = await TestVenue.StartAsync([60_000m, 60_010m, 60_010m]);
        using var stream = await venue.OpenPublicAsync();
        await stream.SubscribeAsync("tickers.BTCUSDT");

        var snapshot = await stream.ReceiveAsync();
        var tick = venue.AdvanceBitcoin();
        var delta = await stream.ReceiveAsync("tickers.BTCUSDT");

        JsonAssert.Fields(snapshot, "topic", "type", "data", "cs", "ts");
        Assert.Equal("snapshot", snapshot.Text("type"));
        JsonAssert.Fields(snapshot.GetProperty("data"), DocumentedFields.StreamTicker);
        Assert.Equal("delta", delta.Text("type"));
        JsonAssert.Texts(delta.GetProperty("data"), ("symbol", "BTCUSDT"), ("lastPrice", "60010"), ("tickDirection", "PlusTick"));
        Assert.False(delta.GetProperty("data").TryGetProperty("fundingRate", out _));
        Assert.Equal(tick.Number, delta.GetProperty("cs").GetInt64());
        Assert.Equal(tick.At.ToUnixTimeMilliseconds(), delta.GetProperty("ts").GetInt64());
    }

    [Fact]
    public async Task Trade_Published_CarriesTheTicksNumber()
    {
        await using var venue = await TestVenue.StartAsync([60_000m, 60_010m]);
        using var stream = await venue.OpenPublicAsync();
        await stream.SubscribeAsync("publicTrade.BTCUSDT");

        var tick = venue.AdvanceBitcoin();
        var frame = await stream.ReceiveAsync();

        JsonAssert.Fields(frame, "topic", "type", "ts", "data");
        var trade = frame.First();
        JsonAssert.Fields(trade, "T", "s", "S", "v", "p", "L", "i", "BT", "RPI", "seq");
        JsonAssert.Texts(trade, ("s", "BTCUSDT"), ("S", "Buy"), ("v", "0.5"), ("p", "60010"), ("L", "PlusTick"));
        Assert.Equal(tick.Number, trade.GetProperty("seq").GetInt64());
    }

    [Fact]
    public async Task Candle_ClosesOnce_WithConfirmBeforeTheNextOpens()
    {
        await using var venue = await TestVenue.StartAsync([.. Enumerable.Range(0, 70).Select(i => 60_000m + i)]);
        using var stream = await venue.OpenPublicAsync();
        await stream.SubscribeAsync("kline.1.BTCUSDT");
        for (var i = 0; i < 65; i++)
        {
            venue.AdvanceBitcoin();
        }

        List<JsonElement> candles = [];
        var start = TestVenue.Start.ToUnixTimeMilliseconds();
        do
        {
            var frame = await stream.ReceiveAsync();
            JsonAssert.Fields(frame, "topic", "data", "ts", "type");
            candles.Add(frame.First());
        }
        while (candles[^1].GetProperty("start").GetInt64() == start);

        JsonAssert.Fields(candles[0], "start", "end", "interval", "open", "close", "high", "low", "volume", "turnover", "confirm", "timestamp");
        var closed = Assert.Single(candles, c => c.GetProperty("confirm").GetBoolean());
        Assert.Equal(candles[^2].GetRawText(), closed.GetRawText());
        JsonAssert.Texts(closed, ("interval", "1"), ("open", "60000"), ("close", "60059"), ("high", "60059"), ("low", "60000"), ("volume", "30"));
        Assert.Equal(start + 59_999, closed.GetProperty("end").GetInt64());
    }

    [Fact]
    public async Task Book_Subscribed_IsASnapshotOfItsDepth()
    {
        await using var venue = await TestVenue.StartAsync();
        using var stream = await venue.OpenPublicAsync();
        await stream.SubscribeAsync("orderbook.50.BTCUSDT", "orderbook.1.BTCUSDT");

        var deep = await stream.ReceiveAsync("orderbook.50.BTCUSDT");
        var thin = await stream.ReceiveAsync("orderbook.1.BTCUSDT");

        JsonAssert.Fields(deep, "topic", "type", "ts", "data", "cts");
        JsonAssert.Fields(deep.GetProperty("data"), "s", "b", "a", "u", "seq");
        Assert.Equal(50, deep.GetProperty("data").GetProperty("b").GetArrayLength());
        Assert.Equal(1, thin.GetProperty("data").GetProperty("a").GetArrayLength());
    }

    [Fact]
    public async Task Unsubscribe_Topic_EndsItsMessages()
    {
        await using var venue = await TestVenue.StartAsync();
        using var stream = await venue.OpenPublicAsync();
        await stream.SubscribeAsync("publicTrade.BTCUSDT");
        JsonAssert.Texts(await stream.AskAsync("""{"op":"unsubscribe","req_id":"u","args":["publicTrade.BTCUSDT"]}"""), ("op", "unsubscribe"), ("ret_msg", ""));

        venue.AdvanceBitcoin();

        await stream.AssertSilentAsync();
    }

    [Fact]
    public async Task Ticks_OfTwoSymbols_ArriveInTheMarketsOrder()
    {
        await using var venue = await TestVenue.StartAsync();
        using var stream = await venue.OpenPublicAsync();
        await stream.SubscribeAsync("publicTrade.BTCUSDT", "publicTrade.ETHUSDT");
        for (var i = 0; i < 200; i++)
        {
            venue.Exchange.Advance();
        }

        List<long> numbers = [];
        for (var i = 0; i < 200; i++)
        {
            numbers.Add((await stream.ReceiveAsync()).First().GetProperty("seq").GetInt64());
        }

        Assert.Equal(Enumerable.Range(0, 200).Select(i => numbers[0] + i), numbers);
    }

    [Fact]
    public async Task Push_ToAReaderThatNeverReads_CutsItAndNobodyElse()
    {
        await using var venue = await TestVenue.StartAsync(
            [.. Enumerable.Repeat(60_000m, 6000)],
            new BybitServerSettings { StreamQueueLimit = 64, StreamWriteTimeout = TimeSpan.FromMinutes(5) });
        using var dead = await venue.OpenPublicAsync();
        using var alive = await venue.OpenPublicAsync();
        await dead.SubscribeAsync("orderbook.50.BTCUSDT", "orderbook.1.BTCUSDT");
        await alive.SubscribeAsync("publicTrade.BTCUSDT");
        for (var i = 0; i < 5900 && venue.Server.StreamConnections == 2; i++)
        {
            venue.AdvanceBitcoin();
            await alive.ReceiveAsync();
        }

        await dead.AssertCutAsync();
        JsonAssert.Texts(await alive.AskAsync("""{"op":"ping"}"""), ("ret_msg", "pong"));
        Assert.Equal(1, venue.Server.StreamConnections);
    }

    [Fact]
    public async Task Connect_PlainRequest_Gives400()
    {
        await using var venue = await TestVenue.StartAsync();

        Assert.Equal(400, (int)(await venue.Rest.GetAsync("/v5/public/linear")).Status);
        await Assert.ThrowsAsync<WebSocketException>(() => TestStream.ConnectAsync(new Uri(venue.Server.PublicStreamUri, "/v5/public/spot")));
        Assert.Equal(venue.Server.Port.ToString(CultureInfo.InvariantCulture), venue.Server.BaseAddress.Port.ToString(CultureInfo.InvariantCulture));
    }
}
