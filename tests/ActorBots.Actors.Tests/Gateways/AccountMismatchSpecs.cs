using System.Collections.Immutable;
using ActorBots.Domain.Accounts;
using ActorBots.Domain.Bots;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Ports.Venues;
using ActorBots.Protocol.Bots;
using ActorBots.Protocol.Gateways;
using ActorBots.Testing;
using ActorBots.Testing.Venues;

namespace ActorBots.Actors.Tests.Gateways;

/// <summary>The venue's account against the sum over all its bots.</summary>
public sealed class AccountMismatchSpecs : AccountSpecs
{
    private static readonly TimeSpan Gathered = TimeSpan.FromSeconds(36);

    [Fact]
    public void Read_TheSumHolds_TellsThatNothingDiffers()
    {
        OpenWith(("bot-1", 0.011m), ("bot-2", 0.004m));
        Hold(0.015m);

        Ask("bot-1", 0.011m);
        var standing = Ask("bot-1", 0.011m).Standing!;

        Assert.Empty(standing.Mismatches);
        Assert.Empty(standing.Unsettled);
    }

    [Fact]
    public void HardCase26_ForeignPositionAtTheSecondReading_IsToldAndTheOtherBotsMustAsk()
    {
        OpenWith(("bot-1", 0.011m), ("bot-2", 0.004m));
        Hold(0.021m);

        var first = Ask("bot-1", 0.011m);
        Assert.Equal((true, 0), (first.NeedsAnotherLook, first.Standing!.Mismatches.Length));
        var second = Ask("bot-1", 0.011m);

        Assert.Equal(0.006m, Assert.Single(second.Standing!.Mismatches).Excess.Value);
        Assert.Equal("bot-2", Next<AccountNews.Interrupted>(Bots).BotId);
        Assert.Single(Ask("bot-2", 0.004m).Standing!.Mismatches);
    }

    [Fact]
    public void HardCase26_StoppedBotThatKeptAPosition_IsPartOfTheSum()
    {
        OpenWith(("bot-1", 0.011m));
        Tell(new AccountCommand.ReportHolding(Account, "bot-2", Some.InstrumentId, new Quantity(0.004m)) { Claim = Claim("bot-2", 0.004m) });
        Hold(0.015m);

        Ask("bot-1", 0.011m);

        Assert.Empty(Ask("bot-1", 0.011m).Standing!.Mismatches);
    }

    [Fact]
    public void Read_RightAfterTheGatewaysStart_ConcludesNothingOfBotsThatMayStillCome()
    {
        Open();
        Attach("bot-1", 0.011m);
        Hold(0.015m);

        Ask("bot-1", 0.011m);

        Assert.Null(Ask("bot-1", 0.011m).Standing);
    }

    [Fact]
    public void Read_RightAfterTheGatewaysStart_TellsAShortage()
    {
        Open();
        Attach("bot-1", 0.011m);
        Hold(0.010m);

        Ask("bot-1", 0.011m);

        Assert.Equal(new AccountShortfall(new Quantity(0.011m), new Quantity(0.001m)), Ask("bot-1", 0.011m).Shortfall);
    }

    [Fact]
    public void HardCase12_ShortageOfASharedPosition_FallsToTheBotsInOrderOfTheirIds()
    {
        OpenWith(("bot-1", 0.011m), ("bot-2", 0.004m));
        Hold(0.003m);

        Ask("bot-2", 0.004m);

        Assert.Equal(new AccountShortfall(new Quantity(0.004m), new Quantity(0.001m)), Ask("bot-2", 0.004m).Shortfall);
        Assert.Equal(new AccountShortfall(new Quantity(0.011m), new Quantity(0.011m)), Ask("bot-1", 0.011m).Shortfall);
    }

    [Fact]
    public void Read_AForeignFillIsOnItsWayToABot_ConcludesNothingUntilTheBotHasClaimedAnew()
    {
        OpenWith(("bot-1", 0.011m), ("bot-2", 0.004m));
        Hold(0.014m);
        Venue.Say(new AccountEvent.Filled(SomeReport.FillOf(Stop, 89_000m) with { ClientOrderId = null, Quantity = new Quantity(0.001m) }));
        Told<BotInput.FilledOutside>("bot-1");

        Ask("bot-2", 0.004m);
        Assert.Null(Ask("bot-2", 0.004m).Standing);

        Ask("bot-1", 0.010m);
        Assert.Empty(Ask("bot-1", 0.010m).Standing!.Mismatches);
    }

    [Fact]
    public void HardCase26_OrderUnderTheNameOfAnUnknownBot_CallsItAndIsForeignOnceItHasNotCome()
    {
        OpenWith(("bot-1", 0m));
        Venue.OnOpenOrders = () => FakeAnswer.Of(ImmutableArray.Create(SomeReport.Working(Some.EntryRequest(7, "bot-9"))));

        Assert.Null(Ask("bot-1", 0m).Standing);
        Assert.Equal("bot-9", Next<AccountNews.Interrupted>(Bots).BotId);
        Pass(Gathered);
        Ask("bot-1", 0m);

        var order = Assert.Single(Assert.Single(Ask("bot-1", 0m).Standing!.Mismatches).ForeignOrders);
        Assert.Equal("venue-bot-9-000007e", order);
    }

    [Fact]
    public void Read_ForeignPositionInAnInstrumentOfNoBot_BlocksTheAccount()
    {
        OpenWith(("bot-1", 0m));
        Venue.OnPositions = () => FakeAnswer.Of(ImmutableArray.Create(new VenuePosition(new InstrumentId("DOGEUSDT"), -5m, null, SomeReport.At)));

        Ask("bot-1", 0m);

        var mismatch = Assert.Single(Ask("bot-1", 0m).Standing!.Mismatches);
        Assert.Equal(("DOGEUSDT", 5m), (mismatch.Instrument.Symbol, mismatch.Short.Value));
    }

    [Fact]
    public void HardCase26_ShortLegInHedgeMode_IsAForeignPosition()
    {
        OpenWith(("bot-1", 0.011m));
        Venue.OnPositions = () => FakeAnswer.Of(ImmutableArray.Create(
            new VenuePosition(Some.InstrumentId, 0.011m, new Price(89_500m), SomeReport.At) { ShortLegQuantity = 0.5m }));

        Ask("bot-1", 0.011m);

        Assert.Equal(0.5m, Assert.Single(Ask("bot-1", 0.011m).Standing!.Mismatches).Short.Value);
    }

    [Fact]
    public async Task HardCase11_TwoBotsWantTheSamePosition_OneIsOfferedIt()
    {
        OpenWith(("bot-1", 0m), ("bot-2", 0m));
        Hold(0.006m);
        Ask("bot-1", 0m);
        Ask("bot-1", 0m);
        var gate = new TaskCompletionSource<VenueResult<ImmutableArray<OrderReport>>>();
        var reading = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Venue.OnOpenOrders = () =>
        {
            reading.TrySetResult();
            return gate.Task;
        };
        Send("bot-1", 0m, AccountWish.None);
        await reading.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Send("bot-2", 0m, AccountWish.AdoptPosition);
        Send("bot-1", 0m, AccountWish.AdoptPosition);
        Venue.OnOpenOrders = () => FakeAnswer.Of(ImmutableArray<OrderReport>.Empty);
        gate.SetResult(VenueResult<ImmutableArray<OrderReport>>.Success([]));

        var offers = new[] { Answered("bot-1"), Answered("bot-2") };

        Assert.Equal(new AdoptionOffer(new Quantity(0.006m), new Money(537m)), Assert.Single(offers, o => o is not null));
        Assert.Null(Ask("bot-2", 0m, AccountWish.AdoptPosition).Adoption);
    }

    [Fact]
    public async Task HardCase26_CancelForeignOrders_CancelsThemAndNoneOfTheBots()
    {
        OpenWith(("bot-1", 0.011m));
        var foreign = SomeReport.Working(Entry) with { ClientOrderId = null, VenueOrderId = "by-hand" };
        var cancelled = new List<string>();
        Venue.OnOpenOrders = () => FakeAnswer.Of(ImmutableArray.Create(foreign, SomeReport.Working(Stop)));
        Venue.OnCancelForeign = order =>
        {
            cancelled.Add(order.VenueOrderId);
            return FakeAnswer.Of(Done.Instance);
        };
        Hold(0.011m);
        Ask("bot-1", 0.011m, AccountWish.None, Stop);

        var answer = Ask("bot-1", 0.011m, AccountWish.CancelForeignOrders, Stop);

        Assert.Equal((AccountWish.CancelForeignOrders, 1), (answer.Answered, answer.CancelledOrders));
        await UntilAsync(() => cancelled.Count > 0);
        Assert.Equal(["by-hand"], cancelled);
        Assert.Equal(0, Count(FakeCallKind.Cancel));
    }

    private void OpenWith(params (string BotId, decimal Open)[] bots)
    {
        Open();
        foreach (var (botId, open) in bots)
        {
            Attach(botId, open);
        }

        Pass(Gathered);
    }

    private void Attach(string botId, decimal open)
    {
        Tell(new AccountCommand.Attach(Account, botId, Some.InstrumentId, 10m, new Quantity(open)) { Claim = Claim(botId, open) });
        Next<AccountNews.Attached>(Bots);
    }

    private void Hold(decimal net) => Venue.OnPositions = () =>
        FakeAnswer.Of(ImmutableArray.Create(new VenuePosition(Some.InstrumentId, net, new Price(89_500m), SomeReport.At)));

    private VenueSnapshot Ask(string botId, decimal open, AccountWish wish = AccountWish.None, params OrderRequest[] stops)
    {
        Send(botId, open, wish, stops);
        return Told<BotInput.Reconciled>(botId).Snapshot;
    }

    private void Send(string botId, decimal open, AccountWish wish, params OrderRequest[] stops) =>
        Tell(new AccountCommand.Reconcile(
            Account, botId, Some.InstrumentId, [.. stops.Select(s => new LiveOrder(s.ClientOrderId, false, SomeReport.At))], null, new Quantity(open))
        {
            Claim = Claim(botId, open) with { Orders = [.. stops.Select(s => s.ClientOrderId)] },
            Wish = wish,
        });

    private AdoptionOffer? Answered(string botId)
    {
        for (var i = 0; i < 5; i++)
        {
            if (Told<BotInput.Reconciled>(botId).Snapshot is { Answered: AccountWish.AdoptPosition } snapshot)
            {
                return snapshot.Adoption;
            }
        }

        throw new Xunit.Sdk.XunitException($"the wish of {botId} was not answered");
    }

    private static BotClaim Claim(string botId, decimal open) =>
        new() { BotId = botId, Instrument = Some.InstrumentId, Open = new Quantity(open), IsAtRest = true };
}
