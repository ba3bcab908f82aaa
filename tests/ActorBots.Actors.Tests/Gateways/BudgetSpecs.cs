using ActorBots.Domain.Accounts;
using ActorBots.Domain.Instruments;
using ActorBots.Ports.Venues;
using ActorBots.Protocol.Bots;
using ActorBots.Protocol.Gateways;
using ActorBots.Testing;
using ActorBots.Testing.Venues;

namespace ActorBots.Actors.Tests.Gateways;

/// <summary>The sum of the budgets on an account stays within its balance.</summary>
public sealed class BudgetSpecs : AccountSpecs
{
    [Fact]
    public void HardCase26_BudgetsBeyondTheBalance_AreRefusedWithTheFigures()
    {
        Open();
        Balance(2_500m);
        Claim("bot-1", 900m);

        Assert.Equal(BudgetVerdict.Granted, Request("bot-2", 1_600m).Verdict);
        var refusal = Request("bot-3", 1m);

        Assert.Equal(BudgetVerdict.Exceeded, refusal.Verdict);
        Assert.Equal("1 and 2500 of the account's other bots exceed its balance of 2500", refusal.Message);
        Assert.Equal(BudgetVerdict.Granted, Request("bot-2", 1_600m).Verdict);
    }

    [Fact]
    public void HardCase26_TwoStartsAtOnce_DoNotSlipThroughTogether()
    {
        Open();
        var gate = new TaskCompletionSource<VenueResult<AccountBalance>>();
        Venue.OnBalance = () => gate.Task;
        Tell(new AccountCommand.RequestBudget(Account, "bot-1", new Money(1_500m)));
        Tell(new AccountCommand.RequestBudget(Account, "bot-2", new Money(1_500m)));

        gate.SetResult(VenueResult<AccountBalance>.Success(Of(2_500m)));

        var answers = new[] { Next<AccountNews.BudgetDecided>(Bots), Next<AccountNews.BudgetDecided>(Bots) };
        Assert.Equal([BudgetVerdict.Granted, BudgetVerdict.Exceeded], answers.Select(a => a.Answer.Verdict).Order());
    }

    [Fact]
    public void Request_GrantedButNeverClaimed_IsFreeAgainAfterAWhile()
    {
        Open();
        Balance(2_500m);
        Request("bot-1", 1_500m);
        Assert.Equal(BudgetVerdict.Exceeded, Request("bot-2", 1_500m).Verdict);

        Pass(Settings.ReservationTime);

        Assert.Equal(BudgetVerdict.Granted, Request("bot-2", 1_500m).Verdict);
    }

    [Fact]
    public void Request_VenueSilent_IsAnsweredAsUnknown()
    {
        Open();
        Venue.OnBalance = FakeAnswer.Ambiguous<AccountBalance>;

        Assert.Equal(BudgetVerdict.Unknown, Request("bot-1", 1m).Verdict);
    }

    [Fact]
    public void Request_AccountCannotBeOpened_IsAnsweredAsUnknown()
    {
        Create();

        Assert.Equal(BudgetVerdict.Unknown, Request("bot-1", 1m).Verdict);
    }

    [Fact]
    public void HardCase26_GrantedBeforeAllBotsWereKnown_IsTakenBackTheNewestFirst()
    {
        Open();
        Balance(2_500m);
        Request("bot-2", 1_000m);
        Request("bot-3", 1_000m);
        Claim("bot-1", 1_000m);
        Claim("bot-2", 1_000m);
        Claim("bot-3", 1_000m);

        Pass(Settings.GatheringTime + TimeSpan.FromSeconds(1));

        var answer = Next<AccountNews.BudgetDecided>(Bots);
        Assert.Equal(("bot-3", 1_000m, BudgetVerdict.Exceeded), (answer.BotId, answer.Amount.Value, answer.Answer.Verdict));
        Never<AccountNews.BudgetDecided>(Bots);
    }

    private void Balance(decimal amount) => Venue.OnBalance = () => FakeAnswer.Of(Of(amount));

    private BudgetAnswer Request(string botId, decimal amount)
    {
        Tell(new AccountCommand.RequestBudget(Account, botId, new Money(amount)));
        return Next<AccountNews.BudgetDecided>(Bots, m => m.BotId == botId).Answer;
    }

    private void Claim(string botId, decimal allocated) =>
        Tell(new AccountCommand.ReportHolding(Account, botId, Some.InstrumentId, Quantity.Zero)
        {
            Claim = new BotClaim { BotId = botId, Instrument = Some.InstrumentId, Allocated = new Money(allocated), IsAtRest = true },
        });

    private static AccountBalance Of(decimal amount) => new(new Money(amount), new Money(amount), new Money(amount));
}
