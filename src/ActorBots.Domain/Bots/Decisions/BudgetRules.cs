using ActorBots.Domain.Accounts;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Risk;

namespace ActorBots.Domain.Bots.Decisions;

/// <summary>
/// The budgets on an account may not exceed its balance. What begins or grows is refused; a bot that runs is never stopped because the
/// balance has fallen.
/// </summary>
internal static class BudgetRules
{
    /// <summary>The code of budgets that do not fit.</summary>
    public const string Exceeded = "BUDGET_EXCEEDS_BALANCE";

    /// <summary>
    /// Whether the account's answer forbids what is asked for. A bot that begins while the balance is unknown begins without entries; a larger
    /// budget of one that runs is refused then.
    /// </summary>
    public static bool Refuses(Turn turn, BudgetAnswer answer, bool isBegin)
    {
        var denial = answer.Verdict switch
        {
            BudgetVerdict.Exceeded => new Denial(Exceeded, answer.Message) { Field = "config.budget.allocated_amount" },
            BudgetVerdict.Unknown when !isBegin => new Denial("BALANCE_UNKNOWN", answer.Message),
            _ => null,
        };
        if (denial is not null)
        {
            turn.Deny(denial);
        }

        return denial is not null;
    }

    public static void Decided(Turn turn, BotInput.BudgetDecided input)
    {
        if (turn.State is not { Config: { } config, Desired: DesiredStatus.Running } || config.Budget.AllocatedAmount != input.Amount)
        {
            return;
        }

        switch (input.Answer.Verdict)
        {
            case BudgetVerdict.Granted when turn.State.IsBudgetOpen:
                turn.Emit(new BotEvent.BudgetGranted(input.Amount) { At = turn.Now });
                break;
            case BudgetVerdict.Exceeded:
                LifecycleRules.Fault(turn, new BotInput.Faulted(Exceeded, input.Answer.Message, Halts: true));
                break;
        }
    }

    /// <summary>The budget that a decision would commit anew; nothing when it commits none.</summary>
    public static Money? Committed(BotState before, Decision decision)
    {
        var isBegin = decision.Events.Any(e => e is BotEvent.Started or BotEvent.Resumed);
        var amount = decision.After.Config?.Budget.AllocatedAmount;
        return isBegin || (!before.IsStopped && amount > before.Config?.Budget.AllocatedAmount) ? amount : null;
    }
}
