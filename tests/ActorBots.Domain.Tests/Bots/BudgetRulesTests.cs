using ActorBots.Domain.Accounts;
using ActorBots.Domain.Bots;
using ActorBots.Domain.Bots.Config;
using ActorBots.Domain.Instruments;
using ActorBots.Testing.Bots;

namespace ActorBots.Domain.Tests.Bots;

/// <summary>The budgets on an account may not exceed its balance: what begins or grows is refused, what runs goes on.</summary>
public sealed class BudgetRulesTests
{
    private static readonly BudgetAnswer Exceeded = new(BudgetVerdict.Exceeded, "2000 and 900 of the account's other bots exceed its balance of 2500");
    private static readonly BudgetAnswer Unknown = new(BudgetVerdict.Unknown, "no answer");
    private static readonly BotConfig Larger = BotScenario.DefaultConfig with { Budget = new BudgetConfig { AllocatedAmount = new Money(2_001m) } };

    [Fact]
    public void HardCase26_StartBeyondTheBalance_IsRefusedAndChangesNothing()
    {
        var bot = new BotScenario();

        var decision = bot.Tell(new BotInput.Start(BotScenario.Identity, bot.Config) { Budget = Exceeded });

        Assert.Equal(("BUDGET_EXCEEDS_BALANCE", "config.budget.allocated_amount"), (decision.Denial?.Code, decision.Denial?.Field));
        Assert.Contains("2500", decision.Denial!.Message, StringComparison.Ordinal);
        Assert.Empty(decision.Events);
    }

    [Fact]
    public void Resume_BeyondTheBalance_IsRefused()
    {
        var bot = new BotScenario().Started();
        bot.Tell(new BotInput.Pause());

        Assert.Equal("BUDGET_EXCEEDS_BALANCE", bot.Tell(new BotInput.Resume { Budget = Exceeded }).Denial?.Code);
        Assert.Equal(DesiredStatus.Paused, bot.State.Desired);
    }

    [Fact]
    public void Reload_LargerBudgetBeyondTheBalanceOrUnknown_IsRefusedAndTheBotTradesOn()
    {
        var bot = new BotScenario().Started();

        Assert.Equal("BUDGET_EXCEEDS_BALANCE", bot.Tell(new BotInput.Reload(Larger) { Budget = Exceeded }).Denial?.Code);
        Assert.Equal("BALANCE_UNKNOWN", bot.Tell(new BotInput.Reload(Larger) { Budget = Unknown }).Denial?.Code);
        Assert.Equal("BALANCE_UNKNOWN", bot.Tell(new BotInput.Start(BotScenario.Identity, Larger) { Budget = Unknown }).Denial?.Code);
        bot.Trade(89_500m).Run();

        Assert.Equal(bot.Config, bot.State.Config);
        Assert.Single(bot.State.OpenPositions);
    }

    [Fact]
    public void Start_BalanceUnknown_BeginsWithoutEntriesUntilTheBudgetIsGranted()
    {
        var bot = new BotScenario();
        bot.Tell(new BotInput.Start(BotScenario.Identity, bot.Config) { Budget = Unknown });
        bot.Trade(89_500m).Run();
        Assert.Equal(("BUDGET_UNCONFIRMED", true), (bot.Denials[^1].Code, bot.State.IsBudgetOpen));

        bot.Tell(new BotInput.BudgetDecided(new Money(1m), BudgetAnswer.Granted));
        Assert.True(bot.State.IsBudgetOpen);
        bot.Tell(new BotInput.BudgetDecided(bot.Config.Budget.AllocatedAmount, BudgetAnswer.Granted));
        bot.Run();

        Assert.Single(bot.State.OpenPositions);
        Assert.Empty(bot.Tell(new BotInput.BudgetDecided(bot.Config.Budget.AllocatedAmount, BudgetAnswer.Granted)).Events);
    }

    [Fact]
    public void BudgetDecided_ExceededAfterTheStart_IsAnErrorWithoutEntriesAndExitsGo()
    {
        var bot = new BotScenario().Holding();

        bot.Tell(new BotInput.BudgetDecided(bot.Config.Budget.AllocatedAmount, Exceeded));
        bot.Trade(89_100m).Run();
        Assert.Equal(ActualStatus.Error, bot.State.Actual);
        Assert.Contains(bot.State.Outbox, n => n.EventType == BusinessEvents.BotError && n.Payload.Contains("BUDGET_EXCEEDS_BALANCE", StringComparison.Ordinal));
        Assert.Single(bot.State.Positions);

        bot.Trade(89_825m).Run();
        Assert.Single(bot.Trades);
    }

    [Fact]
    public void BudgetCommitted_OfADecision_IsWhatBeginsOrGrows()
    {
        var bot = new BotScenario();
        Assert.Equal(new Money(2_000m), Committed(bot, new BotInput.Start(BotScenario.Identity, bot.Config)));
        bot.Started();
        Assert.Null(Committed(bot, new BotInput.Start(BotScenario.Identity, bot.Config)));
        Assert.Null(Committed(bot, new BotInput.Pause()));
        Assert.Equal(new Money(2_001m), Committed(bot, new BotInput.Reload(Larger)));
        bot.Tell(new BotInput.Pause());
        Assert.Equal(new Money(2_000m), Committed(bot, new BotInput.Resume()));
        bot.Tell(new BotInput.Reload(Larger));
        Assert.Null(Committed(bot, new BotInput.Reload(bot.Config)));
    }

    private static Money? Committed(BotScenario bot, BotInput input) =>
        BotDecider.Decide(bot.State, input, bot.Context).BudgetCommitted(bot.State);
}
