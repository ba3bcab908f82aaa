using ActorBots.Simulation.Bybit;
using Microsoft.Extensions.Time.Testing;

namespace ActorBots.Simulation.Tests.Bybit;

public sealed class PrivateStreamTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Authenticate_ExpiryAsTextOrNumber_IsAccepted(bool asText)
    {
        await using var venue = await TestVenue.StartAsync();
        using var stream = await TestStream.ConnectAsync(venue.Server.PrivateStreamUri);

        var answer = await stream.AuthenticateAsync(TestVenue.Key, TestVenue.Secret, asText);

        JsonAssert.Fields(answer, "req_id", "success", "ret_msg", "op", "conn_id");
        Assert.True(answer.GetProperty("success").GetBoolean());
        JsonAssert.Texts(answer, ("ret_msg", ""), ("op", "auth"), ("req_id", "a"));
    }

    [Fact]
    public async Task Authenticate_Wrongly_IsRefusedAndNothingCanBeSubscribed()
    {
        await using var venue = await TestVenue.StartAsync();
        using var stream = await TestStream.ConnectAsync(venue.Server.PrivateStreamUri);

        Assert.False((await stream.AuthenticateAsync(TestVenue.Key, "wrong")).GetProperty("success").GetBoolean());
        JsonAssert.Texts(await stream.AuthenticateAsync("nobody", TestVenue.Secret), ("ret_msg", "API key is invalid."));
        Assert.False((await stream.AskAsync($$"""{"op":"auth","args":["{{TestVenue.Key}}",1,"x"]}""")).GetProperty("success").GetBoolean());
        JsonAssert.Texts(await stream.AskAsync("""{"op":"subscribe","args":["order"]}"""), ("ret_msg", "Request not authorized"));
    }

    [Fact]
    public async Task Ping_Private_IsAnsweredWithItsOwnPong()
    {
        await using var venue = await TestVenue.StartAsync();
        using var stream = await venue.OpenPrivateAsync();

        var pong = await stream.AskAsync("""{"req_id":"test","op":"ping"}""");

        JsonAssert.Fields(pong, "req_id", "op", "args", "conn_id");
        JsonAssert.Texts(pong, ("req_id", "test"), ("op", "pong"));
    }

    [Fact]
    public async Task Subscribe_OneBadTopic_SubscribesTheOthersAndNamesIt()
    {
        await using var venue = await TestVenue.StartAsync();
        using var stream = await venue.OpenPrivateAsync();

        var answer = await stream.AskAsync("""{"op":"subscribe","req_id":"r","args":["order","ticketInfo"]}""");

        Assert.False(answer.GetProperty("success").GetBoolean());
        Assert.Equal(
            "Batch subscription partially succeeded and partially failed.Successful subscriptions are as follows:[order]. Subscription to the "
            + "following topics failed because the topic does not exist or there is a subscription conflict:[ticketInfo].",
            answer.Text("ret_msg"));
        (await venue.Rest.CreateAsync()).Ok();
        await stream.ReceiveAsync("order");
    }

    [Fact]
    public async Task Subscribe_MixedStyles_IsRefused()
    {
        await using var venue = await TestVenue.StartAsync();
        using var stream = await venue.OpenPrivateAsync();

        Assert.False((await stream.AskAsync("""{"op":"subscribe","args":["order","execution.linear"]}""")).GetProperty("success").GetBoolean());
        Assert.True((await stream.AskAsync("""{"op":"subscribe","args":["order.linear","execution.linear","wallet"]}""")).GetProperty("success").GetBoolean());
    }

    [Fact]
    public async Task Market_Filled_TellsExecutionOrderPositionAndWalletAsDocumented()
    {
        await using var venue = await TestVenue.StartAsync();
        using var stream = await venue.OpenPrivateAsync("order", "execution", "position", "wallet", "execution.fast");
        await stream.AssertSilentAsync();

        var orderId = (await venue.Rest.CreateAsync(("qty", "0.003"), ("orderLinkId", "bot-0001"))).Ok().Result.Text("orderId");

        Dictionary<string, System.Text.Json.JsonElement> frames = [];
        while (frames.Count < 5)
        {
            var frame = await stream.ReceiveAsync();
            Assert.True(frames.TryAdd(frame.Text("topic"), frame), "a second message of one topic");
        }

        foreach (var topic in (string[])["order", "execution", "position", "wallet"])
        {
            JsonAssert.Fields(frames[topic], "id", "topic", "creationTime", "data");
        }

        JsonAssert.Fields(frames["execution.fast"], "topic", "creationTime", "data");
        JsonAssert.Fields(frames["order"].First(), DocumentedFields.StreamOrder);
        JsonAssert.Fields(frames["execution"].First(), DocumentedFields.StreamExecution);
        JsonAssert.Fields(frames["execution.fast"].First(), DocumentedFields.FastExecution);
        JsonAssert.Fields(frames["position"].First(), DocumentedFields.StreamPosition);
        JsonAssert.Fields(frames["wallet"].First(), DocumentedFields.Wallet);
        JsonAssert.Texts(frames["order"].First(), ("orderStatus", "Filled"), ("orderId", orderId), ("avgPrice", "60000"), ("category", "linear"), ("closedPnl", "0"));
        JsonAssert.Texts(frames["execution"].First(), ("orderLinkId", "bot-0001"), ("execFee", "0.099"), ("leavesQty", "0"), ("feeCurrency", "USDT"));
        JsonAssert.Texts(frames["position"].First(), ("size", "0.003"), ("entryPrice", "60000"), ("side", "Buy"));
        Assert.Equal("99999.901", frames["wallet"].First().GetProperty("coin")[0].Text("walletBalance"));
    }

    [Fact]
    public async Task Events_Categorised_CarryTheCategorisedName()
    {
        await using var venue = await TestVenue.StartAsync();
        using var stream = await venue.OpenPrivateAsync("order.linear", "execution.linear", "position.linear");

        (await venue.Rest.CreateAsync()).Ok();

        await Task.WhenAll(stream.ReceiveAsync("execution.linear"));
        await stream.ReceiveAsync("order.linear");
        await stream.ReceiveAsync("position.linear");
    }

    [Fact]
    public async Task Events_OfAnotherAccount_AreNotTold()
    {
        await using var venue = await TestVenue.StartAsync();
        using var stream = await TestStream.ConnectAsync(venue.Server.PrivateStreamUri);
        await stream.AuthenticateAsync(TestVenue.OtherKey, "other-secret");
        await stream.SubscribeAsync("order", "execution", "position", "wallet");

        (await venue.Rest.CreateAsync()).Ok();
        await venue.Server.FlushAsync(CancellationToken.None);

        await stream.AssertSilentAsync();
    }

    [Fact]
    public async Task Limit_RestingThenCancelled_TellsBothStates()
    {
        await using var venue = await TestVenue.StartAsync();
        using var stream = await venue.OpenPrivateAsync("order");

        (await venue.Rest.CreateAsync(("orderType", "Limit"), ("price", "59000"), ("orderLinkId", "l"))).Ok();
        JsonAssert.Texts((await stream.ReceiveAsync("order")).First(), ("orderStatus", "New"), ("leavesQty", "0.01"), ("avgPrice", ""));
        (await venue.Rest.PostAsync("/v5/order/cancel", new { category = "linear", symbol = "BTCUSDT", orderLinkId = "l" })).Ok();

        JsonAssert.Texts((await stream.ReceiveAsync("order")).First(), ("orderStatus", "Cancelled"), ("cancelType", "CancelByUser"), ("leavesQty", "0"));
    }

    [Fact]
    public async Task Stop_Fired_TellsUntriggeredTriggeredFilled()
    {
        await using var venue = await TestVenue.StartAsync([60_000m, 58_990m]);
        (await venue.Rest.CreateAsync()).Ok();
        await venue.Server.FlushAsync(CancellationToken.None);
        using var stream = await venue.OpenPrivateAsync("order");
        (await venue.Rest.CreateAsync(("side", "Sell"), ("triggerPrice", "59000"), ("triggerDirection", 2), ("reduceOnly", true), ("orderLinkId", "s"))).Ok();
        JsonAssert.Texts((await stream.ReceiveAsync("order")).First(), ("orderStatus", "Untriggered"), ("stopOrderType", "Stop"), ("price", "0"));

        venue.AdvanceBitcoin();

        var triggered = await stream.ReceiveAsync("order");
        Assert.StartsWith("ts:", triggered.Text("id"), StringComparison.Ordinal);
        JsonAssert.Texts(triggered.First(), ("orderStatus", "Triggered"), ("leavesQty", "0.01"));
        var filled = (await stream.ReceiveAsync("order")).First();
        JsonAssert.Texts(filled, ("orderStatus", "Filled"), ("avgPrice", "58990"), ("orderLinkId", "s"));
        Assert.StartsWith("-", filled.Text("closedPnl"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connection_IdleForItsActiveTime_IsCut()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var venue = await TestVenue.StartAsync(settings: new BybitServerSettings(), time: time);
        using var stream = await TestStream.ConnectAsync(new Uri($"{venue.Server.PrivateStreamUri}?max_active_time=1m"));
        using var patient = await TestStream.ConnectAsync(venue.Server.PrivateStreamUri);
        await stream.AskAsync("""{"op":"ping"}""");

        time.Advance(TimeSpan.FromSeconds(30));
        time.Advance(TimeSpan.FromSeconds(30));

        await stream.AssertCutAsync();
        await patient.AskAsync("""{"op":"ping"}""");
    }
}
