using ActorBots.Actors.Bots;
using ActorBots.Actors.MarketData;
using ActorBots.Actors.Positions;
using ActorBots.Domain.Bots;
using ActorBots.Domain.Orders;
using ActorBots.Protocol.Bots;
using ActorBots.Protocol.Gateways;
using Akka.Actor;

namespace ActorBots.Actors.Tests.Bots;

/// <summary>Orders, doubts, stale data, the end of a node.</summary>
public sealed class BotOrderSpecs : BotSpecs
{
    [Fact]
    public async Task Entry_JournalIsSlow_LeavesOnlyWhenTheIntentIsStored()
    {
        await StartAsync();
        var gate = new TaskCompletionSource<Exception?>();
        Journal.Before = e => e is BotEvent.OrderIntended ? gate.Task : Task.FromResult<Exception?>(null);

        Trade(EntryPrice);
        Never<AccountCommand.Submit>(Accounts);
        gate.SetResult(null);

        var order = NextSubmit();
        Assert.Equal(order, Assert.Single(Events.OfType<BotEvent.OrderIntended>()).Request);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Entry_IntentIsNotStored_StopsTheBotAndNothingLeaves(bool isRejected)
    {
        await StartAsync();
        WatchBot();
        Journal.Before = _ => isRejected ? Task.FromResult<Exception?>(new IOException("full")) : Task.FromException<Exception?>(new IOException("broken"));

        Trade(EntryPrice);

        ExpectEnd();
        Never<AccountCommand.Submit>(Accounts);
        Assert.DoesNotContain(Events, e => e is BotEvent.OrderIntended);
    }

    [Fact]
    public async Task Stop_NeverArrived_IsSentAgainUnderTheSameId()
    {
        await StartAsync();
        Fill(Enter(), EntryPrice);
        var stop = NextSubmit();

        Hear(new BotInput.Refused(stop.ClientOrderId, OrderRefusal.NeverArrived, "NEVER_ARRIVED", "never"));

        Assert.Equal(stop, NextSubmit());
        Assert.Single(Events.OfType<BotEvent.OrderIntended>(), e => e.Request.Purpose == OrderPurpose.ProtectiveStop);
    }

    [Fact]
    public async Task Interrupted_BeforeTheVenueAnswered_TakesNoEntry()
    {
        await StartAsync();
        Trade(89_700m);
        Look();

        Bot.Tell(OverTheWire(new AccountNews.Interrupted(BotId)));
        Next<AccountCommand.Reconcile>(Accounts);
        Trade(EntryPrice);
        Never<AccountCommand.Submit>(Accounts);
        Hear(new BotInput.Reconciled(new VenueSnapshot()));
        Trade(EntryPrice);

        Assert.Equal(OrderPurpose.Entry, NextSubmit().Purpose);
    }

    [Fact]
    public async Task ReconciliationFailed_IsTriedAgainLater()
    {
        await StartAsync();

        Bot.Tell(OverTheWire(new AccountNews.Interrupted(BotId)));
        Next<AccountCommand.Reconcile>(Accounts);
        Bot.Tell(OverTheWire(new AccountNews.ReconciliationFailed(BotId, "no answer")));
        Look();
        Pass(Settings.AttachRetry + TimeSpan.FromSeconds(1));

        Next<AccountCommand.Reconcile>(Accounts);
    }

    [Fact]
    public async Task StaleData_BlocksEntriesAndLetsExitsGo()
    {
        await StartAsync();
        var stop = Hold();

        Subscriber.Tell(new MarketDataProtocol.FreshnessChanged(true, "silence"), Hub);
        await UntilAsync(() => Events.Any(e => e is BotEvent.DegradedChanged { IsDegraded: true }));
        Trade(EntryPrice - 300m);
        Never<AccountCommand.Submit>(Accounts);
        Trade(90_500m);

        Assert.Equal("DEGRADED", Look().Status);
        Assert.Equal(stop.ClientOrderId, Next<AccountCommand.Cancel>(Accounts).Order);
        Subscriber.Tell(new MarketDataProtocol.FreshnessChanged(false, "again"), Hub);
        await UntilAsync(() => Look().Status == "RUNNING");
    }

    public static TheoryData<string> Children => [.. Poison.Keys];

    /// <summary>For each child a message that it cannot stomach.</summary>
    private static Dictionary<string, object> Poison { get; } = new()
    {
        ["market-data-1"] = new MarketDataProtocol.Joined(null!, [], false),
        ["positions-1"] = new PositionProtocol.StateChanged(1, null!),
        ["budget-1"] = new PositionProtocol.StateChanged(1, null!),
        ["atr-1"] = new MarketDataProtocol.CandleArrived(null!),
    };

    [Theory]
    [MemberData(nameof(Children))]
    public async Task Child_Crashes_IsRestartedAndTheBotTrades(string child)
    {
        await StartAsync();
        Trade(89_700m);
        await UntilAsync(() => Look() is { Price: not null, Atr: not null });
        var watcher = CreateTestProbe();

        var target = Sys.ActorSelection(Bot.Path / child);
        target.Tell(Poison[child]);
        target.Tell(new Identify(child), watcher);
        Assert.NotNull(Next<ActorIdentity>(watcher).Subject);
        if (child == "market-data-1")
        {
            Join();
        }

        Trade(EntryPrice);
        Assert.Equal(OrderPurpose.Entry, NextSubmit().Purpose);
        Assert.Equal("RUNNING", Look().Status);
    }

    [Fact]
    public async Task StopEntity_NothingUnderWay_EndsAtOnce()
    {
        await StartAsync();
        Hold();
        await UntilAsync(() => Look().PositionsWithoutStop == 0);
        WatchBot();

        Bot.Tell(StopEntity.Instance);

        ExpectEnd();
    }

    [Fact]
    public async Task StopEntity_OrderUnderWay_SeesItThroughAndTakesNoEntry()
    {
        await StartAsync();
        var entry = Enter();
        WatchBot();

        Bot.Tell(StopEntity.Instance);
        Look();
        Fill(entry, EntryPrice);
        var stop = NextSubmit();
        Trade(EntryPrice - 300m);
        Look();
        Hear(new BotInput.Acknowledged(stop.ClientOrderId, "venue-stop"));

        ExpectEnd();
        Assert.Single(Events.OfType<BotEvent.OrderIntended>(), e => e.Request.Purpose == OrderPurpose.Entry);
    }

    [Fact]
    public async Task StopEntity_OrderNeverAnswered_EndsAfterTheDrainTimeout()
    {
        await StartAsync();
        Enter();
        WatchBot();

        Bot.Tell(StopEntity.Instance);
        Look();
        Pass(Settings.DrainTimeout + TimeSpan.FromSeconds(1));

        ExpectEnd();
    }

    [Fact]
    public async Task OutcomeUnknown_TwoLooks_AsksAboutTheOrder()
    {
        await StartAsync();
        var entry = Enter();

        Pass(Settings.OutcomeTimeout + TimeSpan.FromMilliseconds(1));
        Look();
        Pass(Settings.OutcomeTimeout);

        var asked = Next<AccountCommand.Resolve>(Accounts).Order;
        Assert.Equal((entry.ClientOrderId, true), (asked.Order, asked.IsInFlight));
    }

    [Fact]
    public async Task Restart_OrderWasInFlight_IsAskedAboutAtOnce()
    {
        await StartAsync();
        var entry = Enter();

        Restart();
        Next<AccountCommand.Attach>(Accounts);
        Bot.Tell(OverTheWire(new AccountNews.Attached(BotId, Testing.Some.Instrument())));

        var asked = Next<AccountCommand.Resolve>(Accounts).Order;
        Assert.Equal((entry.ClientOrderId, true), (asked.Order, asked.IsInFlight));
    }

    [Fact]
    public async Task Settle_WhileSomethingIsUnderWay_IsAnsweredAfterwards()
    {
        await StartAsync();
        Trade(89_700m);
        await UntilAsync(() => Look().Price is not null);
        Ask(1);
        Assert.Equal(1, Next<MarketDataProtocol.Settled>(Hub).Sequence);

        var entry = Enter();
        Ask(2);
        Never<MarketDataProtocol.Settled>(Hub);
        Fill(entry, EntryPrice);
        var stop = NextSubmit();
        Never<MarketDataProtocol.Settled>(Hub);
        Hear(new BotInput.Acknowledged(stop.ClientOrderId, "venue-stop"));

        Assert.Equal(2, Next<MarketDataProtocol.Settled>(Hub).Sequence);
    }

    [Fact]
    public async Task Settle_WhileEventsAreStored_IsAnsweredAfterwards()
    {
        await StartAsync();
        Trade(89_700m);
        await UntilAsync(() => Look().Price is not null);
        var gate = new TaskCompletionSource<Exception?>();
        Journal.Before = _ => gate.Task;

        Bot.Tell(new BotCommand.PauseBot(BotId), Backend);
        Ask(1);
        Never<MarketDataProtocol.Settled>(Hub);
        gate.SetResult(null);

        Assert.Equal(1, Next<MarketDataProtocol.Settled>(Hub).Sequence);
    }

    [Fact]
    public async Task NotAttached_Final_HaltsTheBotWhichGoesOnAsking()
    {
        await PutAsync();
        Create();
        Ask<CommandReply.Accepted>(new BotCommand.StartBot(BotId));
        Next<AccountCommand.Attach>(Accounts);

        Bot.Tell(OverTheWire(new AccountNews.NotAttached(BotId, "CREDENTIALS_MISSING", "no credentials", IsFinal: true)));
        await UntilAsync(() => Look().Status == "ERROR");
        Pass(Settings.AttachRetry + TimeSpan.FromSeconds(1));

        Assert.Contains("no credentials", Look().LastError, StringComparison.Ordinal);
        Next<AccountCommand.Attach>(Accounts);
    }

    private void Ask(long sequence) => Subscriber.Tell(new MarketDataProtocol.Settle(Hub, sequence), Hub);
}
