using System.Collections.Immutable;
using ActorBots.Domain.Bots;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Ports.Venues;
using ActorBots.Protocol.Bots;
using ActorBots.Protocol.Gateways;
using ActorBots.Testing;
using ActorBots.Testing.Bots;
using ActorBots.Testing.Venues;

namespace ActorBots.Actors.Tests.Gateways;

/// <summary>Comparing bots with the venue: one reading, many answers.</summary>
public sealed class ReconcileSpecs : AccountSpecs
{
    private const decimal EntryPrice = 89_500m;
    private static readonly DateTimeOffset Since = SomeReport.At.AddMinutes(-15);

    [Fact]
    public async Task Read_ManyBotsAtOnce_AreServedByOneMoreReading()
    {
        Open(("bot-1", 0m), ("bot-2", 0m), ("bot-3", 0m));
        var gate = new TaskCompletionSource<VenueResult<ImmutableArray<VenuePosition>>>();
        Venue.OnPositions = () => gate.Task;
        Reconcile("bot-1");
        await UntilAsync(() => Count(FakeCallKind.Positions) == 1);

        Reconcile("bot-2");
        Reconcile("bot-3");
        Reconcile("bot-3");
        Tell(new AccountCommand.Detach(Account, "bot-9"));
        gate.SetResult(VenueResult<ImmutableArray<VenuePosition>>.Success([]));

        Told<BotInput.Reconciled>("bot-1");
        Told<BotInput.Reconciled>("bot-2");
        Told<BotInput.Reconciled>("bot-3");
        Never<TellBot>(Bots);
        Assert.InRange(Count(FakeCallKind.Positions), 2, 3);
    }

    [Fact]
    public void Read_AnyQuestionFails_ConcludesNothing()
    {
        Open(("bot-1", 0m));
        Venue.OnOpenOrders = FakeAnswer.Retryable<ImmutableArray<OrderReport>>;

        Reconcile("bot-1", null, Entry);

        Assert.Equal("bot-1", Next<AccountNews.ReconciliationFailed>(Bots).BotId);
        Never<TellBot>(Bots);
    }

    [Fact]
    public void Read_OneOrderCannotBeFound_ConcludesNothing()
    {
        Open(("bot-1", 0m));
        Venue.OnFind = _ => FakeAnswer.Ambiguous<OrderReport?>();

        Reconcile("bot-1", null, Entry);

        Next<AccountNews.ReconciliationFailed>(Bots);
    }

    [Fact]
    public void Read_InFlightOrderUnknown_IsMissingOnlyAfterTheSettlingTime()
    {
        Open(("bot-1", 0m));

        Reconcile("bot-1", null, Entry);
        Assert.Empty(Told<BotInput.Reconciled>().Snapshot.Missing);
        Time.Advance(TimeSpan.FromSeconds(7));
        Reconcile("bot-1", null, Entry);

        Assert.Equal(Entry.ClientOrderId, Assert.Single(Told<BotInput.Reconciled>().Snapshot.Missing));
    }

    [Fact]
    public void HardCase09_WorkingOrders_AreToldAsWorkingAndNothingIsSent()
    {
        Open(("bot-1", 0.011m));
        Venue.OnOpenOrders = () => FakeAnswer.Of(ImmutableArray.Create(SomeReport.Working(Stop)));

        Reconcile("bot-1", null, Stop);

        Assert.Equal(OrderStatus.Untriggered, Assert.Single(Told<BotInput.Reconciled>().Snapshot.Orders).Status);
        Assert.Equal(0, Count(FakeCallKind.Submit) + Count(FakeCallKind.Cancel) + Count(FakeCallKind.Amend) + Count(FakeCallKind.Find));
    }

    [Fact]
    public void Read_History_IsCutToTheBotAndItsTime()
    {
        Open(("bot-1", 0.011m), ("bot-2", 0.011m));
        var (own, old) = (SomeReport.FillOf(Entry, 89_500m), SomeReport.FillOf(Entry, 89_500m, "old") with { At = Since.AddSeconds(-1) });
        var others = SomeReport.FillOf(Some.EntryRequest(1, "bot-2"), 89_500m, "others");
        var foreign = SomeReport.FillOf(Stop, 89_000m, "foreign") with { ClientOrderId = null, Quantity = new Quantity(0.02m), Fee = new Money(0.3m) };
        Remember([old, own, others, foreign], [new FundingPayment("f-1", Some.InstrumentId, new Money(-1m), new Quantity(0.022m), SomeReport.At)]);
        Venue.OnPositions = () => FakeAnswer.Of(ImmutableArray.Create(new VenuePosition(Some.InstrumentId, 0.022m, null, SomeReport.At)));

        Tell(new AccountCommand.Reconcile(Account, "bot-1", Some.InstrumentId, [], Since, new Quantity(0.011m)));

        var snapshot = Told<BotInput.Reconciled>().Snapshot;
        Assert.Equal(["fill-1"], snapshot.Fills.Select(f => f.FillId));
        Assert.Equal([0.011m], snapshot.ForeignFills.Select(f => f.Quantity.Value));
        Assert.Equal([-0.5m], snapshot.Funding.Select(f => f.Amount.Value));
        Assert.Equal((0.022m, true), (snapshot.NetQuantity, snapshot.IsShared));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void HardCase26_VenueThatDoesNotNameEveryFill_PastFillsOfASharedInstrumentAreNobodys(bool hasGathered)
    {
        Connector.Account.Capabilities = Connector.Account.Capabilities with { NamesEveryFill = false };
        Open(("bot-1", 0.011m), ("bot-2", 0.011m));
        Remember([SomeReport.FillOf(Stop, 89_000m, "booked by bot-2") with { ClientOrderId = null }], []);
        if (hasGathered)
        {
            Time.Advance(TimeSpan.FromSeconds(36));
        }

        Tell(new AccountCommand.Reconcile(Account, "bot-1", Some.InstrumentId, [], Since, new Quantity(0.011m)));

        Assert.Empty(Told<BotInput.Reconciled>().Snapshot.ForeignFills);
    }

    [Fact]
    public void HardCase12_VenueThatDoesNotNameEveryFill_OneBotHearsOfForeignFillsOnceAllHadTimeToCome()
    {
        Connector.Account.Capabilities = Connector.Account.Capabilities with { NamesEveryFill = false };
        Open(("bot-1", 0.011m));
        Remember([SomeReport.FillOf(Stop, 89_000m, "by hand") with { ClientOrderId = null, Quantity = new Quantity(0.011m) }], []);

        Tell(new AccountCommand.Reconcile(Account, "bot-1", Some.InstrumentId, [], Since, new Quantity(0.011m)));
        Assert.Empty(Told<BotInput.Reconciled>().Snapshot.ForeignFills);
        Time.Advance(TimeSpan.FromSeconds(36));
        Tell(new AccountCommand.Reconcile(Account, "bot-1", Some.InstrumentId, [], Since, new Quantity(0.011m)));

        Assert.Equal("by hand", Assert.Single(Told<BotInput.Reconciled>().Snapshot.ForeignFills).FillId);
    }

    [Fact]
    public void HardCase08_SnapshotAppliedTwice_ChangesNothingMore()
    {
        Open(("bot-1", 0m));
        var bot = new BotScenario().Started();
        bot.Trade(EntryPrice);
        var entry = bot.State.Orders.Values.Single().Request;
        Venue.OnFind = _ => FakeAnswer.Of<OrderReport?>(SomeReport.Filled(entry));
        Venue.OnFillsOfOrder = _ => FakeAnswer.Of(ImmutableArray.Create(SomeReport.FillOf(entry, 89_500m)));
        Venue.OnPositions = () => FakeAnswer.Of(ImmutableArray.Create(new VenuePosition(Some.InstrumentId, entry.Quantity.Value, null, SomeReport.At)));
        Reconcile("bot-1", null, entry);
        var snapshot = Told<BotInput.Reconciled>();

        var first = BotDecider.Decide(bot.State, snapshot, bot.Context);
        var second = BotDecider.Decide(first.After, snapshot, bot.Context);

        Assert.Contains(first.Events, e => e is BotEvent.OrderFilled);
        Assert.Empty(second.Events);
        Assert.Equal(StateText.Of(first.After), StateText.Of(second.After));
    }

    [Fact]
    public void HardCase10_OrderIds_ArePureFunctionsOfBotAndIntent()
    {
        var (one, other) = (new BotScenario().Holding(), new BotScenario().Holding());

        Assert.Equal(one.State.Orders.Keys, other.State.Orders.Keys);
        Assert.Equal(
            ClientOrderId.For("bot-1", 2, OrderPurpose.ProtectiveStop), one.Crash().State.Orders.Keys.Single());
    }
}
