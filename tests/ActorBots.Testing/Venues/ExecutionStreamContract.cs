using ActorBots.Domain.Orders;
using ActorBots.Ports.Venues;
using ActorBots.Simulation.Faults;
using Xunit;

namespace ActorBots.Testing.Venues;

/// <summary>The private stream: it breaks, repeats, delays and swaps; nothing is lost to who asks after each reconnect.</summary>
public abstract class ExecutionStreamContract<TStage> : VenueContract<TStage>
    where TStage : VenueStage, IVenueStage
{
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(150);

    [Fact]
    public async Task StreamAsync_Broken_ReconnectsByItself()
    {
        await using var stage = await OpenAsync();
        await using var client = await ReadyAsync(stage);
        await using var events = await ListenAsync(client);
        stage.CutPrivateStreamAtNextMessage();

        await EnterAsync(client);

        await events.UntilAsync<AccountEvent, AccountEvent.Disconnected>();
        await events.UntilAsync<AccountEvent, AccountEvent.Connected>();
        await LeaveAsync(client);
        await events.UntilAsync<AccountEvent, AccountEvent.Filled>(f => f.Fill.ClientOrderId == ExitId);
    }

    [Fact]
    public async Task HardCase15_FilledWhileDisconnected_HistoryAfterTheReconnectHasIt()
    {
        await using var stage = await OpenAsync();
        await using var client = await ReadyAsync(stage);
        await using var events = await ListenAsync(client);
        stage.CutPrivateStreamAtNextMessage();
        await EnterAsync(client);
        await events.UntilAsync<AccountEvent, AccountEvent.Connected>();

        var history = await HistoryAsync(client);

        Assert.Equal([EntryId], history.Fills.Select(f => f.ClientOrderId!.Value));
        Assert.Equal(OrderStatus.Filled, (await FindAsync(client, EntryId))!.Status);
    }

    [Fact]
    public async Task HardCase15_StreamFrozen_OrderAndFillsAreFoundByAsking()
    {
        await using var stage = await OpenAsync();
        await using var client = await ReadyAsync(stage);
        await using var events = await ListenAsync(client);
        stage.Break("order.create", new FaultAction.FreezeStream(TimeSpan.Zero, FaultStream.Private));

        await EnterAsync(client);

        Assert.Equal(OrderStatus.Filled, (await FindAsync(client, EntryId))!.Status);
        Assert.Single((await HistoryAsync(client)).Fills);
        Assert.Equal(Size.Value, Assert.Single(await PositionsAsync(client)).NetQuantity);
    }

    [Theory]
    [InlineData("fill", "duplicate")]
    [InlineData("fill", "delay")]
    [InlineData("fill", "reorder")]
    [InlineData("order", "duplicate")]
    [InlineData("order", "delay")]
    [InlineData("order", "reorder")]
    public async Task StreamAsync_MessageOutOfOrder_FillsAndEndAreToldAndTheyAreTheVenues(string topic, string fault)
    {
        await using var stage = await OpenAsync();
        await using var client = await ReadyAsync(stage);
        await using var events = await ListenAsync(client);
        var broken = stage.BreakMessage(FaultStream.Private, topic == "fill" ? stage.Traits.FillTopic : stage.Traits.OrderTopic, fault switch
        {
            "duplicate" => new FaultAction.Duplicate(3),
            "delay" => new FaultAction.Delay(Late),
            _ => new FaultAction.Reorder(Late),
        });
        var fills = new HashSet<string>();
        var ended = false;

        await EnterAsync(client);
        while (!ended || fills.Count == 0)
        {
            var told = await events.UntilAsync<AccountEvent, AccountEvent>();
            ended |= told is AccountEvent.OrderChanged { Report.Status: OrderStatus.Filled };
            if (told is AccountEvent.Filled { Fill: var fill })
            {
                fills.Add(fill.FillId);
            }
        }

        Assert.True(broken.FirstHit.IsCompleted);
        Assert.Equal((await FillsAsync(client, EntryId)).Select(f => f.FillId).Order(), fills.Order());
    }

    [Fact]
    public async Task HardCase02_PushedBeforeTheAnswer_IsToldWhileTheCallIsStillOnItsWay()
    {
        await using var stage = await OpenAsync();
        await using var client = await ReadyAsync(stage);
        await using var events = await ListenAsync(client);
        stage.Break("order.create", new FaultAction.PushBeforeAnswer());
        stage.Break("order.create", new FaultAction.Delay(Late));

        var sent = EnterAsync(client);
        var fill = (await events.UntilAsync<AccountEvent, AccountEvent.Filled>()).Fill;

        Assert.Equal((await sent, EntryId), (fill.VenueOrderId, fill.ClientOrderId!.Value));
    }

    [Fact]
    public async Task StreamAsync_EveryStepOfAStop_IsTold()
    {
        await using var stage = await OpenAsync();
        await using var client = await EnteredAsync(stage);
        await using var events = await ListenAsync(client);

        await ProtectAsync(client);
        var placed = await events.UntilAsync<AccountEvent, AccountEvent.OrderChanged>(o => o.Report.ClientOrderId == StopId);
        await MoveAsync(client, 59_500m);
        var moved = await events.UntilAsync<AccountEvent, AccountEvent.OrderChanged>(
            o => o.Report.ClientOrderId == StopId && o.Report.TriggerPrice!.Value.Value == 59_500m);
        await CancelAsync(client);
        var cancelled = await events.UntilAsync<AccountEvent, AccountEvent.OrderChanged>(o => o.Report.Status == OrderStatus.Cancelled);

        Assert.Equal((OrderStatus.Untriggered, OrderStatus.Untriggered), (placed.Report.Status, moved.Report.Status));
        Assert.Equal(StopId, cancelled.Report.ClientOrderId);
    }

    [Fact]
    public async Task StreamAsync_ForeignOrder_IsToldWithoutOurId()
    {
        await using var stage = await OpenAsync();
        await using var client = await ReadyAsync(stage);
        await using var events = await ListenAsync(client);

        var foreign = stage.UserTrades(OrderSide.Buy, 0.002m);

        var fill = (await events.UntilAsync<AccountEvent, AccountEvent.Filled>()).Fill;
        Assert.Null(fill.ClientOrderId);
        Assert.Equal((0.002m, OrderSide.Buy), (fill.Quantity.Value, fill.Side));
        Assert.Equal(foreign.Quantity, Assert.Single(await PositionsAsync(client)).NetQuantity);
    }

    [Fact]
    public async Task StreamAsync_SomebodyElsesTrades_AreNotTold()
    {
        await using var stage = await OpenAsync();
        await using var client = await ReadyAsync(stage);
        await using var other = stage.Connector.OpenExecution("other", VenueStage.OtherCredentials);
        await using var events = await ListenAsync(other);
        await PrepareAsync(other);

        await EnterAsync(client);
        await EnterAsync(other, "bot-9");

        var fill = (await events.UntilAsync<AccountEvent, AccountEvent.Filled>()).Fill;
        Assert.Equal("bot-9", fill.ClientOrderId!.Value.BotId);
    }

    [Fact]
    public async Task StreamAsync_BadKey_NeverConnectsAndSaysSo()
    {
        await using var stage = await OpenAsync();
        await using var client = stage.Connector.OpenExecution("main", VenueStage.Credentials with { ApiSecret = "a-wrong-secret-of-some-length-0000000" });
        await using var events = client.StreamAsync(CancellationToken.None).GetAsyncEnumerator();

        var told = await events.UntilAsync<AccountEvent, AccountEvent>();

        Assert.IsType<AccountEvent.Disconnected>(told);
        Assert.Equal(VenueErrorCode.Unauthorized, (await client.GetBalanceAsync(CancellationToken.None)).Error!.Code);
    }
}
