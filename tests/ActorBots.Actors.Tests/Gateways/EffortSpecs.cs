using System.Collections.Immutable;
using ActorBots.Domain.Bots;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Ports.Venues;
using ActorBots.Protocol.Bots;
using ActorBots.Protocol.Gateways;
using ActorBots.Testing.Venues;

namespace ActorBots.Actors.Tests.Gateways;

/// <summary>How a single order's effort is seen through: ask, never repeat (law 3).</summary>
public sealed class EffortSpecs : AccountSpecs
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(500);

    [Fact]
    public async Task Submit_NobodyKnows_IsResolvedByAskingAndNeverSentTwice()
    {
        Open((BotId, 0m));
        Venue.OnSubmit = _ => FakeAnswer.Ambiguous<string>();
        Submit(Entry);
        await PassUntilAsync(() => Count(FakeCallKind.Find) >= 3, Step);

        Venue.OnFind = _ => FakeAnswer.Of<OrderReport?>(SomeReport.Filled(Entry));
        Venue.OnFillsOfOrder = _ => FakeAnswer.Of(ImmutableArray.Create(SomeReport.FillOf(Entry, 89_500m)));
        var asked = Count(FakeCallKind.Find);
        await PassUntilAsync(() => Count(FakeCallKind.Find) > asked, Step);

        Assert.Equal("fill-1", Told<BotInput.Filled>().Fill.FillId);
        Assert.Equal(OrderStatus.Filled, Told<BotInput.Reported>().Report.Status);
        Assert.Equal(1, Count(FakeCallKind.Submit));
    }

    [Fact]
    public void Submit_ClientThrows_IsResolvedByAsking()
    {
        Open((BotId, 0m));
        Venue.OnSubmit = _ => throw new IOException("cut");
        Venue.OnFind = _ => FakeAnswer.Of<OrderReport?>(SomeReport.Working(Stop));

        Submit(Stop);

        Assert.Equal(Stop.ClientOrderId, Told<BotInput.Reported>().Report.ClientOrderId);
        Assert.Equal(1, Count(FakeCallKind.Submit));
    }

    [Fact]
    public void Submit_IdWasUsedBefore_IsReadInsteadOfRefused()
    {
        Open((BotId, 0m));
        Venue.OnSubmit = _ => FakeAnswer.Final<string>(VenueErrorCode.DuplicateClientOrderId);
        Venue.OnFind = _ => FakeAnswer.Of<OrderReport?>(SomeReport.Working(Stop));

        Submit(Stop);

        Assert.Equal(Stop.ClientOrderId, Told<BotInput.Reported>().Report.ClientOrderId);
        Assert.Equal(1, Count(FakeCallKind.Submit));
    }

    [Fact]
    public async Task Resolve_NoSuchOrder_IsBelievedOnlyAfterTheSettlingTime()
    {
        Open((BotId, 0m));
        Venue.OnSubmit = _ => FakeAnswer.Ambiguous<string>();
        Submit(Entry);
        await UntilAsync(() => Count(FakeCallKind.Find) == 1);

        for (var passed = TimeSpan.Zero; passed < TimeSpan.FromSeconds(5); passed += Step)
        {
            var asked = Count(FakeCallKind.Find);
            await PassUntilAsync(() => Count(FakeCallKind.Find) > asked, Step, mostSteps: 1);
        }

        Never<TellBot>(Bots);
        await PassUntilAsync(() => Bots.HasMessages, Step);
        Assert.Equal((Entry.ClientOrderId, OrderRefusal.NeverArrived), Told<BotInput.Refused>() is var r ? (r.Order, r.Refusal) : default);
    }

    [Fact]
    public async Task Resolve_QuestionFails_SaysNothingHoweverLongItTakes()
    {
        Open((BotId, 0m));
        Venue.OnSubmit = _ => FakeAnswer.Ambiguous<string>();
        Venue.OnFind = _ => FakeAnswer.Ambiguous<OrderReport?>();
        Submit(Entry);

        await PassUntilAsync(() => Count(FakeCallKind.Find) >= 20, Step);

        Never<TellBot>(Bots);
    }

    [Fact]
    public void Resolve_SubmitIsStillQueued_AsksNothing()
    {
        Open((BotId, 0m));
        Venue.OnSubmit = _ => FakeAnswer.Never<string>();
        Submit(Entry);

        Resolve(Entry);
        Reconcile(BotId, null, Entry);

        var snapshot = Told<BotInput.Reconciled>().Snapshot;
        Assert.Empty(snapshot.Orders);
        Assert.Empty(snapshot.Missing);
        Assert.Equal(0, Count(FakeCallKind.Find));
    }

    [Fact]
    public async Task Submit_SentAgain_HasASettlingTimeOfItsOwn()
    {
        Open((BotId, 0m));
        Venue.OnSubmit = _ => FakeAnswer.Ambiguous<string>();
        Submit(Stop);
        await UntilAsync(() => Count(FakeCallKind.Find) == 1);
        Reconcile(BotId, null, Stop);
        Told<BotInput.Reconciled>();
        await PassUntilAsync(() => Bots.HasMessages, Step);
        Told<BotInput.Refused>();

        var asked = Count(FakeCallKind.Find);
        Submit(Stop);
        await UntilAsync(() => Count(FakeCallKind.Find) > asked);
        Reconcile(BotId, null, Stop);

        Assert.Empty(Told<BotInput.Reconciled>().Snapshot.Missing);
    }

    [Fact]
    public void Submit_Retryable_IsToldAsNeverArrivedAfterAPause()
    {
        Open((BotId, 0m));
        Venue.OnSubmit = _ => FakeAnswer.Retryable<string>();
        Submit(Stop);

        Never<TellBot>(Bots);
        Pass(Settings.ResendDelay + Step);

        Assert.Equal((Stop.ClientOrderId, OrderRefusal.NeverArrived), Told<BotInput.Refused>() is var r ? (r.Order, r.Refusal) : default);
        Assert.Equal(1, Count(FakeCallKind.Submit));
    }

    [Theory]
    [InlineData(VenueErrorCode.TriggerThroughPrice, OrderRefusal.TriggerThroughPrice)]
    [InlineData(VenueErrorCode.NothingToReduce, OrderRefusal.NothingToReduce)]
    [InlineData(VenueErrorCode.InsufficientMargin, OrderRefusal.Other)]
    public void Submit_Refused_IsToldWithItsMeaning(VenueErrorCode code, OrderRefusal meaning)
    {
        Open((BotId, 0m));
        Venue.OnSubmit = _ => FakeAnswer.Final<string>(code);

        Submit(Stop);

        Assert.Equal(meaning, Told<BotInput.Refused>().Refusal);
        Assert.Equal(0, Count(FakeCallKind.Find));
    }

    [Fact]
    public void HardCase05_CancelRefused_LooksTheOrderUp()
    {
        Open((BotId, 0.011m));
        Venue.OnCancel = _ => FakeAnswer.Final<Done>(VenueErrorCode.OrderNotFound);
        Venue.OnFind = _ => FakeAnswer.Of<OrderReport?>(SomeReport.Filled(Stop));
        Venue.OnFillsOfOrder = _ => FakeAnswer.Of(ImmutableArray.Create(SomeReport.FillOf(Stop, 89_000m)));

        Tell(new AccountCommand.Cancel(Account, BotId, Stop.Instrument, Stop.ClientOrderId));

        Assert.Equal(new Price(89_000m), Told<BotInput.Filled>().Fill.Price);
        Assert.Equal(OrderStatus.Filled, Told<BotInput.Reported>().Report.Status);
    }

    [Fact]
    public async Task Cancel_Taken_IsLookedAtOnceMoreForAStreamThatLostIt()
    {
        Open((BotId, 0.011m));
        Venue.OnFind = _ => FakeAnswer.Of<OrderReport?>(SomeReport.Ended(Stop));

        Tell(new AccountCommand.Cancel(Account, BotId, Stop.Instrument, Stop.ClientOrderId));
        await UntilAsync(() => Count(FakeCallKind.Cancel) == 1);
        await PassUntilAsync(() => Count(FakeCallKind.Find) == 1, Step);

        Assert.Equal(OrderStatus.Cancelled, Told<BotInput.Reported>().Report.Status);
    }

    [Fact]
    public async Task MoveStop_NobodyKnows_IsTriedAgain()
    {
        Open((BotId, 0.011m));
        Venue.OnAmend = (_, _) => Count(FakeCallKind.Amend) < 3 ? FakeAnswer.Ambiguous<Done>() : FakeAnswer.Of(Done.Instance);

        Move();
        await PassUntilAsync(() => Count(FakeCallKind.Amend) == 3, Step);

        Assert.Equal(new Price(89_100m), Told<BotInput.StopMoved>().Trigger);
    }

    [Fact]
    public async Task MoveStop_NobodyEverKnows_IsGivenUpAndTheOrderIsLookedUp()
    {
        Open((BotId, 0.011m));
        Venue.OnAmend = (_, _) => FakeAnswer.Ambiguous<Done>();
        Venue.OnFind = _ => FakeAnswer.Of<OrderReport?>(SomeReport.Working(Stop));

        Move();
        await PassUntilAsync(() => Count(FakeCallKind.Find) == 1, Step);

        Assert.Equal(5, Count(FakeCallKind.Amend));
        Assert.Equal(OrderRefusal.Other, Told<BotInput.StopMoveRefused>().Refusal);
        Told<BotInput.Reported>();
    }

    [Fact]
    public void MoveStop_ThroughThePrice_IsToldAtOnce()
    {
        Open((BotId, 0.011m));
        Venue.OnAmend = (_, _) => FakeAnswer.Final<Done>(VenueErrorCode.TriggerThroughPrice);

        Move();

        Assert.Equal(OrderRefusal.TriggerThroughPrice, Told<BotInput.StopMoveRefused>().Refusal);
        Assert.Equal(1, Count(FakeCallKind.Amend));
    }

    private void Move() => Tell(new AccountCommand.MoveStop(
        Account, BotId, Stop.Instrument, Stop.ClientOrderId, new Price(89_100m), new Quantity(0.011m)));
}
