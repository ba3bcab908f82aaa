using ActorBots.Actors.Bots;
using ActorBots.Domain.Bots;
using ActorBots.Ports.Storage;
using ActorBots.Protocol.Bots;
using ActorBots.Protocol.Gateways;
using Akka.Actor;
using Akka.Cluster.Sharding;

namespace ActorBots.Actors.Tests.Bots;

/// <summary>Start, stop, restart, passivation, signs of life.</summary>
public sealed class BotLifeSpecs : BotSpecs
{
    protected override BotSettings Settings { get; } = new()
    {
        HeartbeatInterval = TimeSpan.FromSeconds(30),
        IdleTimeout = TimeSpan.FromSeconds(20),
        ReconcileInterval = TimeSpan.FromHours(1),
    };

    [Fact]
    public async Task StartBot_ValidDocument_IsJournaledAndAccepted()
    {
        await PutAsync();
        Create();

        var reply = Ask<CommandReply.Accepted>(new BotCommand.StartBot(BotId));

        Assert.Equal("RUNNING", reply.Status);
        Assert.Collection(Events, e => Assert.IsType<BotEvent.Registered>(e), e => Assert.IsType<BotEvent.Started>(e));
        Assert.Equal("paper.main", Next<AccountCommand.Attach>(Accounts).AccountId);
        Assert.Equal(("RUNNING", "RUNNING"), Next<BotStatusRow>(Status) is var row ? (row.Status, row.DesiredStatus) : default);
    }

    [Fact]
    public async Task StartBot_Twice_IsAcceptedAndChangesNothing()
    {
        await StartAsync();

        Ask<CommandReply.Accepted>(new BotCommand.StartBot(BotId));

        Assert.Single(Events.OfType<BotEvent.Started>());
    }

    [Fact]
    public async Task StartBot_BadDocument_TellsEveryField()
    {
        await PutAsync("""{"trading":{"symbol":"BTCUSDT","leverage":-1,"timefram":"15m"},"budget":{"allocated_amount":0}}""");
        Create();

        var refusal = Ask<CommandReply.Refused>(new BotCommand.StartBot(BotId));

        Assert.Equal("CONFIG_INVALID", refusal.Code);
        Assert.Contains(refusal.Fields, f => f.Path == "config.trading.leverage");
        Assert.Contains(refusal.Fields, f => f.Path == "config.trading.timefram");
        Assert.Contains(refusal.Fields, f => f.Path == "config.budget.allocated_amount");
        Assert.Empty(Events);
    }

    [Fact]
    public void StartBot_NoDocument_IsRefused()
    {
        Create();

        Assert.Equal("BOT_NOT_FOUND", Ask<CommandReply.Refused>(new BotCommand.StartBot(BotId)).Code);
        Assert.Empty(Events);
    }

    [Fact]
    public void StartBot_StoreIsDown_IsRefused()
    {
        Create(new BrokenCatalog());

        Assert.Equal("STORE_UNAVAILABLE", Ask<CommandReply.Refused>(new BotCommand.StartBot(BotId)).Code);
        Assert.Empty(Events);
    }

    [Fact]
    public async Task Restart_HoldingAPosition_HasTheSameStateAndAsksTheVenueFirst()
    {
        await StartAsync();
        var stop = Hold();
        var before = Look();

        Restart();
        var attached = Next<AccountCommand.Attach>(Accounts);
        Bot.Tell(OverTheWire(new AccountNews.Attached(BotId, Testing.Some.Instrument())));
        Join();
        var asked = Next<AccountCommand.Reconcile>(Accounts);
        Trade(80_000m);
        Trade(EntryPrice - 500m);

        Assert.Equal([stop.ClientOrderId], asked.Orders.Select(o => o.Order));
        var live = Assert.Single(attached.Orders);
        Assert.Equal(
            (stop.ClientOrderId, stop.Quantity, stop.TriggerPrice, "venue-stop", false),
            (live.Order, live.Quantity, live.TriggerPrice, live.VenueOrderId, live.IsInFlight));
        Assert.Equal(before.OpenQuantity, asked.OpenQuantity);
        Never<AccountCommand.Submit>(Accounts);
        var after = Look();
        Assert.Equal(
            (before.OpenPositions, before.OpenQuantity, before.Orders, before.Notifications, before.OpenEntryCost),
            (after.OpenPositions, after.OpenQuantity, after.Orders, after.Notifications, after.OpenEntryCost));
    }

    [Fact]
    public async Task StopBot_KeepingPositions_StopsAtOnceUnderTheStop()
    {
        await StartAsync();
        Hold();

        Ask<CommandReply.Accepted>(new BotCommand.StopBot(BotId, StopMode.Keep));

        Assert.Equal("STOPPED", Look().DesiredStatus);
        Assert.Equal(1, Look().OpenPositions);
        Never<AccountCommand.Cancel>(Accounts);
    }

    [Fact]
    public async Task StopBot_ClosingPositions_CancelsTheStopThenSells()
    {
        await StartAsync();
        var stop = Hold();

        Ask<CommandReply.Accepted>(new BotCommand.StopBot(BotId, StopMode.Close));
        var cancel = Next<AccountCommand.Cancel>(Accounts);
        Assert.Equal((stop.ClientOrderId, "venue-stop"), (cancel.Order, cancel.Live?.VenueOrderId));
        Hear(new BotInput.Reported(Testing.Venues.SomeReport.Ended(stop)));
        var exit = NextSubmit();
        Fill(exit, 89_600m);

        Assert.True(exit.ReduceOnly);
        await UntilAsync(() => Events.Any(e => e is BotEvent.Stopped));
        Assert.Equal(("STOPPED", 0, 1), Look() is var bot ? (bot.Status, bot.OpenPositions, bot.Trades) : default);
    }

    [Fact]
    public async Task Idle_StoppedAndTold_IsPassivated()
    {
        await PutAsync(Domain.Bots.Config.BotConfigWriter.Write(Config with { Notifications = new Domain.Bots.Config.NotificationsConfig() }));
        Create();
        Ask<CommandReply.Accepted>(new BotCommand.StartBot(BotId));
        Ask<CommandReply.Accepted>(new BotCommand.StopBot(BotId, StopMode.Keep));
        var isTold = Look().OutboxLength == 0;

        Pass(TimeSpan.FromSeconds(21));

        Assert.True(isTold);
        Assert.Same(StopEntity.Instance, Next<Passivate>(Parent).StopMessage);
        Next<AccountCommand.Detach>(Accounts);
        WatchBot();
        Bot.Tell(StopEntity.Instance);
        ExpectEnd();
    }

    [Fact]
    public async Task Idle_Running_IsNeverPassivated()
    {
        await StartAsync();

        Pass(TimeSpan.FromMinutes(2));
        Look();

        Never<Passivate>(Parent);
    }

    [Fact]
    public void Idle_WithoutAJournal_IsPassivated()
    {
        Create();
        Look();

        Pass(TimeSpan.FromSeconds(21));

        Next<Passivate>(Parent);
    }

    [Fact]
    public async Task Heartbeat_EachInterval_WritesARow()
    {
        await StartAsync();
        Look();
        Forget(Status);

        Pass(TimeSpan.FromSeconds(31));

        var row = Next<BotStatusRow>(Status);
        Assert.Equal((BotId, Time.GetUtcNow()), (row.BotId, row.LastHeartbeat));
        Assert.Equal(Events.Count(), row.SequenceNumber);
    }

    private sealed class BrokenCatalog : IBotCatalog
    {
        public Task<BotDocument?> FindAsync(string botId, CancellationToken cancellationToken) => throw new IOException("no store");

        public Task PutAsync(BotDocument document, CancellationToken cancellationToken) => throw new IOException("no store");

        public Task<Page<BotDocument>> ListAsync(string? after, int size, CancellationToken cancellationToken) => throw new IOException("no store");

        public Task WriteStatusAsync(IReadOnlyCollection<BotStatusRow> rows, CancellationToken cancellationToken) => throw new IOException("no store");

        public Task<BotStatusRow?> FindStatusAsync(string botId, CancellationToken cancellationToken) => throw new IOException("no store");

        public Task<Page<string>> ListShouldRunAsync(string? after, int size, CancellationToken cancellationToken) => throw new IOException("no store");
    }
}
