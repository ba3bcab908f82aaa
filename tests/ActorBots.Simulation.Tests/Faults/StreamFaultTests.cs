using ActorBots.Simulation.Faults;
using ActorBots.Simulation.Tests.Bybit;

namespace ActorBots.Simulation.Tests.Faults;

/// <summary>Faults of streams, over the wire.</summary>
public sealed class StreamFaultTests
{
    private static readonly decimal[] Prices = [.. Enumerable.Range(0, 50).Select(i => 60_000m + i)];

    [Fact]
    public async Task CutStream_OnAMessage_CutsEverySubscriber()
    {
        await using var venue = await TestVenue.StartAsync(Prices);
        using var stream = await venue.OpenPublicAsync();
        await stream.SubscribeAsync("publicTrade.BTCUSDT");
        venue.Faults.Add(FaultMatch.OnMessage(FaultStream.Public, "publicTrade.*") with { From = 2, To = 2 }, new FaultAction.CutStream());

        venue.AdvanceBitcoin();
        await stream.ReceiveAsync("publicTrade.BTCUSDT");
        venue.AdvanceBitcoin();

        await stream.AssertCutAsync();
        using var again = await venue.OpenPublicAsync();
        await again.SubscribeAsync("publicTrade.BTCUSDT");
    }

    [Fact]
    public async Task CutStream_OnAnOrder_CutsThatAccountsStreamsOnly()
    {
        await using var venue = await TestVenue.StartAsync();
        using var mine = await venue.OpenPrivateAsync("order");
        using var other = await TestStream.ConnectAsync(venue.Server.PrivateStreamUri);
        await other.AuthenticateAsync(TestVenue.OtherKey, "other-secret");
        using var market = await venue.OpenPublicAsync();
        venue.Faults.Add(FaultMatch.OnFirst("order.create"), new FaultAction.CutStream(FaultStream.Private));

        (await venue.Rest.CreateAsync()).Ok();

        await mine.AssertCutAsync();
        await other.AskAsync("""{"op":"ping"}""");
        await market.AskAsync("""{"op":"ping"}""");
    }

    [Fact]
    public async Task HardCase16_FreezeStream_StillPongsButCarriesNothing()
    {
        await using var venue = await TestVenue.StartAsync(Prices);
        using var frozen = await venue.OpenPublicAsync();
        await frozen.SubscribeAsync("publicTrade.BTCUSDT");
        venue.Faults.Add(FaultMatch.OnMessage(FaultStream.Public, "*") with { To = 1 }, new FaultAction.FreezeStream(TimeSpan.Zero));

        venue.AdvanceBitcoin();
        venue.AdvanceBitcoin();

        await frozen.AssertSilentAsync();
        using var fresh = await venue.OpenPublicAsync();
        await fresh.SubscribeAsync("publicTrade.BTCUSDT");
        venue.AdvanceBitcoin();
        await fresh.ReceiveAsync("publicTrade.BTCUSDT");
        await frozen.AssertSilentAsync();
    }

    [Fact]
    public async Task FreezeStream_ForATime_ThawsWithoutWhatWasMissed()
    {
        await using var venue = await TestVenue.StartAsync(Prices);
        using var stream = await venue.OpenPublicAsync();
        await stream.SubscribeAsync("publicTrade.BTCUSDT");
        venue.Faults.Add(FaultMatch.OnMessage(FaultStream.Public, "*") with { To = 1 }, new FaultAction.FreezeStream(TimeSpan.FromMilliseconds(150)));
        venue.AdvanceBitcoin();
        var pending = stream.ReceiveAsync("publicTrade.BTCUSDT");
        while (!pending.IsCompleted)
        {
            venue.AdvanceBitcoin();
            await Task.WhenAny(pending, Task.Delay(TimeSpan.FromMilliseconds(20)));
        }

        Assert.True(decimal.Parse((await pending).First().Text("p"), System.Globalization.CultureInfo.InvariantCulture) > 60_002m);
    }

    [Fact]
    public async Task Duplicate_Execution_ComesTwiceWithTheSameId()
    {
        await using var venue = await TestVenue.StartAsync();
        using var stream = await venue.OpenPrivateAsync("execution");
        venue.Faults.Add(FaultMatch.OnMessage(FaultStream.Private, "execution"), new FaultAction.Duplicate());

        (await venue.Rest.CreateAsync()).Ok();

        var first = await stream.ReceiveTextAsync();
        Assert.Equal(first, await stream.ReceiveTextAsync());
        await stream.AssertSilentAsync();
    }

    [Fact]
    public async Task Delay_OfAMessage_LetsOthersOvertakeIt()
    {
        await using var venue = await TestVenue.StartAsync();
        using var stream = await venue.OpenPrivateAsync("execution", "order");
        venue.Faults.Add(FaultMatch.OnMessage(FaultStream.Private, "execution") with { OrderLinkId = "a" }, new FaultAction.Delay(TimeSpan.FromMilliseconds(300)));

        (await venue.Rest.CreateAsync(("orderLinkId", "a"))).Ok();
        (await venue.Rest.CreateAsync(("orderLinkId", "b"))).Ok();

        List<string> order = [];
        for (var i = 0; i < 4; i++)
        {
            var frame = await stream.ReceiveAsync();
            order.Add($"{frame.Text("topic")} {frame.First().Text("orderLinkId")}");
        }

        Assert.Equal("execution a", order[^1]);
    }

    [Fact]
    public async Task Reorder_TwoMessages_ChangePlaces()
    {
        await using var venue = await TestVenue.StartAsync(Prices);
        using var stream = await venue.OpenPublicAsync();
        await stream.SubscribeAsync("publicTrade.BTCUSDT");
        venue.Faults.Add(FaultMatch.OnMessage(FaultStream.Public, "publicTrade.*") with { To = 1 }, new FaultAction.Reorder(TimeSpan.FromSeconds(30)));
        for (var i = 0; i < 3; i++)
        {
            venue.AdvanceBitcoin();
        }

        List<string> prices = [];
        for (var i = 0; i < 3; i++)
        {
            prices.Add((await stream.ReceiveAsync()).First().Text("p"));
        }

        Assert.Equal(["60002", "60001", "60003"], prices);
    }

    [Fact]
    public async Task Reorder_NothingFollows_ComesAfterItsWait()
    {
        await using var venue = await TestVenue.StartAsync(Prices);
        using var stream = await venue.OpenPublicAsync();
        await stream.SubscribeAsync("publicTrade.BTCUSDT");
        venue.Faults.Add(FaultMatch.OnMessage(FaultStream.Public, "*"), new FaultAction.Reorder(TimeSpan.FromMilliseconds(50)));

        venue.AdvanceBitcoin();

        JsonAssert.Texts((await stream.ReceiveAsync()).First(), ("p", "60001"));
    }

    [Fact]
    public async Task MarketWindow_OfARule_FollowsMarketTime()
    {
        await using var venue = await TestVenue.StartAsync(Prices);
        using var stream = await venue.OpenPublicAsync();
        await stream.SubscribeAsync("publicTrade.BTCUSDT");
        var window = FaultMatch.OnMessage(FaultStream.Public, "*") with
        {
            MarketFrom = TestVenue.Start.AddSeconds(2),
            MarketUntil = TestVenue.Start.AddSeconds(4),
        };
        var fault = venue.Faults.Add(window, new FaultAction.Duplicate());
        for (var i = 0; i < 6; i++)
        {
            venue.AdvanceBitcoin();
        }

        List<string> prices = [];
        for (var i = 0; i < 8; i++)
        {
            prices.Add((await stream.ReceiveAsync()).First().Text("p"));
        }

        Assert.Equal(["60001", "60002", "60002", "60003", "60003", "60004", "60005", "60006"], prices);
        Assert.Equal(2, fault.Hits);
    }

    [Fact]
    public async Task TradeStream_DropAnswer_CutsTheSocketAfterTheOrder()
    {
        await using var venue = await TestVenue.StartAsync();
        using var stream = await TestStream.ConnectAsync(venue.Server.TradeStreamUri);
        await stream.AuthenticateAsync(TestVenue.Key, TestVenue.Secret);
        venue.Faults.Add(FaultMatch.OnFirst("order.create"), new FaultAction.DropAnswer());
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

        await stream.SendAsync(
            $$"""{"reqId":"1","header":{"X-BAPI-TIMESTAMP":{{now}}},"op":"order.create","args":[{"category":"linear","symbol":"BTCUSDT","side":"Buy","orderType":"Market","qty":"0.01"}]}""");

        await stream.AssertCutAsync();
        Assert.Equal(1, venue.Exchange.GetAudit().Orders);
    }
}
