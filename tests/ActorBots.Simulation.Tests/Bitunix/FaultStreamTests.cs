using ActorBots.Domain.Orders;
using ActorBots.Simulation.Faults;
using static ActorBots.Simulation.Tests.Bitunix.StreamVenue;

namespace ActorBots.Simulation.Tests.Bitunix;

/// <summary>Faults of the streams, by Bitunix's own names of channels.</summary>
public sealed class FaultStreamTests
{
    private static readonly decimal[] Prices = [.. Enumerable.Range(0, 20).Select(i => 60_000m + i)];

    [Fact]
    public async Task HardCase15_DuplicateAndReorder_OfTrades_AreDelivered()
    {
        await using var venue = await StreamVenue.StartAsync(Prices);
        using var client = await venue.OpenPublicAsync();
        await client.SubscribeAsync(Btc, "trade");
        await client.DrainAsync();
        venue.Faults.Add(FaultMatch.OnMessage(FaultStream.Public, "trade.BTCUSDT") with { From = 1, To = 1 }, new FaultAction.Duplicate());
        venue.Faults.Add(FaultMatch.OnMessage(FaultStream.Public, "trade.*") with { From = 2, To = 2 }, new FaultAction.Reorder(TimeSpan.FromSeconds(30)));
        for (var i = 0; i < 3; i++)
        {
            venue.Advance();
        }

        var frames = await client.DrainAsync();

        Assert.Equal(["60001", "60001", "60003", "60002"], frames.Select(f => f.First().Text("p")));
    }

    [Fact]
    public async Task CutStream_OnACandle_CutsItsSubscribers()
    {
        await using var venue = await StreamVenue.StartAsync(Prices);
        using var client = await venue.OpenPublicAsync();
        await client.SubscribeAsync(Btc, "market_kline_1min");
        await client.DrainAsync();
        venue.Faults.Add(FaultMatch.OnMessage(FaultStream.Public, "market_kline_1min.BTCUSDT"), new FaultAction.CutStream());

        venue.Advance();

        await client.Socket.AssertCutAsync();
    }

    [Fact]
    public async Task HardCase16_FreezeStream_StillAnswersPingsButCarriesNothing()
    {
        await using var venue = await StreamVenue.StartAsync(Prices);
        using var client = await venue.OpenPublicAsync();
        await client.SubscribeAsync(Btc, "trade");
        await client.DrainAsync();
        venue.Faults.Add(FaultMatch.OnMessage(FaultStream.Public, "trade.*") with { To = 1 }, new FaultAction.FreezeStream(TimeSpan.Zero));
        venue.Advance();
        venue.Advance();

        Assert.Empty(await client.DrainAsync());
    }

    [Fact]
    public async Task Delay_OfAnOrdersMessage_LetsTheOthersOvertakeIt()
    {
        await using var venue = await StreamVenue.StartAsync(Prices);
        using var client = await venue.OpenPrivateAsync();
        venue.Faults.Add(
            FaultMatch.OnMessage(FaultStream.Private, "order") with { From = 2, To = 2 }, new FaultAction.Delay(TimeSpan.FromMilliseconds(50)));

        venue.Place(OrderSide.Buy, 0.01m, "a");

        List<string> order = [];
        while (order.Count < 4)
        {
            order.Add((await client.Socket.ReceiveAsync()).Text("ch"));
        }

        Assert.Equal(["order", "position", "balance", "order"], order);
    }

    [Fact]
    public async Task Pushes_OfACommand_WaitForItsAnswer()
    {
        await using var venue = await StreamVenue.StartAsync(Prices);
        venue.Place(OrderSide.Buy, 0.01m);
        await venue.FlushAsync();
        using var stream = await venue.OpenPrivateAsync();
        using var rest = new ForeignClient(venue.Server.BaseAddress, ForeignHabits.Passivbot);
        var accepted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        venue.Faults.OnStage = (stage, _) =>
        {
            if (stage != FaultStage.OrderAccepted)
            {
                return Task.CompletedTask;
            }

            accepted.SetResult();
            return goOn.Task;
        };

        var answer = rest.PostAsync("/tpsl/place_order", new { symbol = Btc, positionId = venue.Position.PositionId, slPrice = "58000", slStopType = "LAST_PRICE", slOrderType = "MARKET", slQty = "0.01" });
        await accepted.Task;
        Assert.Empty(await stream.DrainAsync());
        goOn.SetResult();

        var push = await stream.ReceiveAsync("tpsl");
        Assert.Equal((await answer)[0].Text("orderId"), push.GetProperty("data").Text("orderId"));
    }

    [Fact]
    public async Task HardCase02_PushBeforeAnswer_OfAStop_IsPushedThoughTheAnswerIsLost()
    {
        await using var venue = await StreamVenue.StartAsync(Prices);
        venue.Place(OrderSide.Buy, 0.01m);
        await venue.FlushAsync();
        using var stream = await venue.OpenPrivateAsync();
        using var rest = new ForeignClient(venue.Server.BaseAddress, ForeignHabits.Passivbot);
        venue.Faults.Add(FaultMatch.OnFirst("stop.create"), new FaultAction.PushBeforeAnswer());
        venue.Faults.Add(FaultMatch.OnFirst("stop.create"), new FaultAction.DropAnswer());

        await Assert.ThrowsAsync<HttpRequestException>(() => rest.PostAsync(
            "/tpsl/place_order", new { symbol = Btc, positionId = venue.Position.PositionId, slPrice = "58000", slStopType = "LAST_PRICE", slOrderType = "MARKET", slQty = "0.01" }));

        Assert.Equal("CREATE", (await stream.ReceiveAsync("tpsl")).GetProperty("data").Text("event"));
    }

    [Fact]
    public async Task CutStream_OnAnAccountsMessage_LeavesOtherAccountsAlone()
    {
        await using var venue = await StreamVenue.StartAsync(Prices);
        using var mine = await venue.OpenPrivateAsync();
        using var other = await StreamClient.ConnectAsync(venue.Server.PrivateStreamUri);
        await other.LoginAsync(OtherKey, "other-secret");
        venue.Faults.Add(FaultMatch.OnMessage(FaultStream.Private, "position"), new FaultAction.CutStream());

        venue.Place(OrderSide.Buy, 0.01m);

        await mine.Socket.AssertCutAsync();
        Assert.Empty(await other.DrainAsync());
    }
}
