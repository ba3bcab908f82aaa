using ActorBots.Domain.Accounts;
using ActorBots.Domain.Bots;
using ActorBots.Domain.Instruments;
using ActorBots.Protocol.Bots;
using ActorBots.Protocol.Gateways;
using ActorBots.Testing;
using Akka.Actor;

namespace ActorBots.Actors.Tests.Bots;

/// <summary>What a bot asks of its account as a whole: room for its budget, what belongs to nobody.</summary>
public sealed class BotAccountSpecs : BotSpecs
{
    private static readonly AccountMismatch Excess = new()
    {
        Instrument = Some.InstrumentId,
        NetQuantity = 0.006m,
        Excess = new Quantity(0.006m),
    };

    [Fact]
    public async Task HardCase26_StartBotBeyondTheBalance_IsRefusedWithTheField()
    {
        await PutAsync();
        Create();
        BudgetAnswer = new BudgetAnswer(BudgetVerdict.Exceeded, "2000 and 900 exceed 2500");

        var refusal = Ask<CommandReply.Refused>(new BotCommand.StartBot(BotId));

        Assert.Equal("BUDGET_EXCEEDS_BALANCE", refusal.Code);
        var field = Assert.Single(refusal.Fields);
        Assert.Equal(("config.budget.allocated_amount", "2000 and 900 exceed 2500"), (field.Path, field.Message));
        Assert.Empty(Events);
    }

    [Fact]
    public async Task StartBot_AccountDoesNotAnswer_IsAcceptedInTimeAndEntersNothingUntilItDoes()
    {
        await PutAsync();
        Create();
        BudgetAnswer = null;
        Bot.Tell(OverTheWire(new BotCommand.StartBot(BotId)), Backend);
        Next<AccountCommand.RequestBudget>(Accounts);
        NextWhileAdvancing<CommandReply.Accepted>(Backend, Settings.AnswerTimeout);
        Attach();
        Trade(EntryPrice);
        Look();
        Never<AccountCommand.Submit>(Accounts);

        Bot.Tell(OverTheWire(new AccountNews.BudgetDecided(BotId, Config.Budget.AllocatedAmount, BudgetAnswer.Granted)));
        Trade(EntryPrice - 1m);

        Assert.Equal(BotId, NextSubmit().ClientOrderId.BotId);
        Assert.Contains(Events, e => e is BotEvent.BudgetGranted);
    }

    [Fact]
    public async Task StartBot_SeveralAtOnceWhileTheAccountIsAsked_AreAllAnswered()
    {
        await PutAsync();
        Create();
        BudgetAnswer = null;
        for (var i = 0; i < 3; i++)
        {
            Bot.Tell(OverTheWire(new BotCommand.StartBot(BotId)), Backend);
            Next<AccountCommand.RequestBudget>(Accounts);
        }

        Bot.Tell(OverTheWire(new AccountNews.BudgetDecided(BotId, Config.Budget.AllocatedAmount, BudgetAnswer.Granted)));

        Next<CommandReply.Accepted>(Backend);
        Next<CommandReply.Accepted>(Backend);
        Next<CommandReply.Accepted>(Backend);
        Assert.Single(Events.OfType<BotEvent.Started>());
    }

    [Fact]
    public async Task Restart_ARunningBot_IsNotAskedForItsBudgetAgain()
    {
        await StartAsync();
        Forget(Accounts);
        BudgetAnswer = new BudgetAnswer(BudgetVerdict.Exceeded, "the balance has fallen");

        Restart();
        Attach();
        Trade(EntryPrice);

        Assert.Equal(BotId, NextSubmit().ClientOrderId.BotId);
        Assert.DoesNotContain(Events, e => e is BotEvent.ErrorRaised);
    }

    [Fact]
    public async Task HardCase26_Mismatch_BlocksEntriesUntilTheAccountMatches()
    {
        await StartAsync();
        Hear(new BotInput.Reconciled(new VenueSnapshot { NetQuantity = 0.006m, Standing = new AccountStanding([Excess], []) }));
        Trade(EntryPrice);
        Assert.StartsWith("ACCOUNT_MISMATCH", Look().LastError, StringComparison.Ordinal);
        Never<AccountCommand.Submit>(Accounts);

        Hear(new BotInput.Reconciled(new VenueSnapshot { Standing = new AccountStanding([], []) }));

        Assert.Equal(BotId, NextSubmit().ClientOrderId.BotId);
        Assert.Equal(string.Empty, Look().LastError);
    }

    [Fact]
    public async Task HardCase11_AdoptPosition_IsJournaledAcceptedAndUnderAStopAtOnce()
    {
        await StartAsync();
        Trade(89_700m);
        Look();
        Bot.Tell(OverTheWire(new BotCommand.AdoptPosition(BotId)), Backend);
        Assert.Equal(AccountWish.AdoptPosition, Next<AccountCommand.Reconcile>(Accounts, m => m.Wish != AccountWish.None).Wish);
        Hear(new BotInput.Reconciled(new VenueSnapshot { NetQuantity = 0.006m }));

        Hear(new BotInput.Reconciled(new VenueSnapshot
        {
            NetQuantity = 0.006m,
            Answered = AccountWish.AdoptPosition,
            Adoption = new AdoptionOffer(new Quantity(0.006m), new Money(540m)),
        }));

        Next<CommandReply.Accepted>(Backend);
        var stop = NextSubmit();
        Assert.Equal((true, 0.006m), (stop.ReduceOnly, stop.Quantity.Value));
        Assert.Equal(0.006m, Next<AccountCommand.ReportHolding>(Accounts, m => !m.OpenQuantity.IsZero).Claim!.Open.Value);
        Assert.Single(Events.OfType<BotEvent.PositionAdopted>());
    }

    [Fact]
    public async Task AdoptPosition_NothingToAdoptOrNoAnswer_IsRefused()
    {
        await StartAsync();
        Bot.Tell(OverTheWire(new BotCommand.AdoptPosition(BotId)), Backend);
        Next<AccountCommand.Reconcile>(Accounts, m => m.Wish != AccountWish.None);
        Hear(new BotInput.Reconciled(new VenueSnapshot { Answered = AccountWish.AdoptPosition }));
        Assert.Equal("NOTHING_TO_ADOPT", Next<CommandReply.Refused>(Backend).Code);

        Bot.Tell(OverTheWire(new BotCommand.CancelForeignOrders(BotId)), Backend);
        Next<AccountCommand.Reconcile>(Accounts, m => m.Wish != AccountWish.None);
        Assert.Equal("VENUE_NO_ANSWER", NextWhileAdvancing<CommandReply.Refused>(Backend, Settings.AnswerTimeout).Code);
    }

    [Fact]
    public void AdoptPosition_BotWasNeverStarted_IsRefused()
    {
        Create();

        Assert.Equal("ACCOUNT_NOT_READY", Ask<CommandReply.Refused>(new BotCommand.AdoptPosition(BotId)).Code);
    }

    [Fact]
    public void Interrupted_BotWasNeverStarted_ClaimsNothing()
    {
        Create();

        Bot.Tell(OverTheWire(new AccountNews.Interrupted(BotId)));

        Assert.Equal("NEW", Look().Status);
        Never<AccountCommand>(Accounts);
    }
}
