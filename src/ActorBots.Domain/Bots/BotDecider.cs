using System.Diagnostics;
using ActorBots.Domain.Bots.Decisions;

namespace ActorBots.Domain.Bots;

/// <summary>State and input in, events out. Pure: no clock, no chance, no I/O. Every rule of a bot starts here.</summary>
public static class BotDecider
{
    /// <summary>Decides on one input.</summary>
    /// <param name="state">What the bot knows.</param>
    /// <param name="input">What it is told.</param>
    /// <param name="context">What it sees.</param>
    public static Decision Decide(BotState state, BotInput input, DecisionContext context)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(context);
        var turn = new Turn(state, context);
        Dispatch(turn, input);
        if (turn.State.Identity is not null)
        {
            MaintenanceRules.Apply(turn, input is BotInput.ProtectionDue);
            LifecycleRules.FinishStop(turn);
        }

        return turn.End();
    }

    private static void Dispatch(Turn turn, BotInput input)
    {
        switch (input)
        {
            case BotInput.Start i: LifecycleRules.Start(turn, i); break;
            case BotInput.Pause: LifecycleRules.Pause(turn); break;
            case BotInput.Resume i: LifecycleRules.Resume(turn, i.Budget); break;
            case BotInput.Stop i: LifecycleRules.Stop(turn, i.Mode); break;
            case BotInput.Reload i: LifecycleRules.Reload(turn, i); break;
            case BotInput.BudgetDecided i: BudgetRules.Decided(turn, i); break;
            case BotInput.Adopt i: AccountRules.Adopt(turn, i.Offer); break;
            case BotInput.CancelForeignOrders i: AccountRules.CancelForeignOrders(turn, i.Count); break;
            case BotInput.Close i: LifecycleRules.Close(turn, i.Number); break;
            case BotInput.DataFreshness i: LifecycleRules.DataFreshness(turn, i); break;
            case BotInput.NotificationsSettled i: LifecycleRules.NotificationsSettled(turn, i.UpTo); break;
            case BotInput.Faulted i: LifecycleRules.Fault(turn, i); break;
            case BotInput.Observe: MarketRules.Observe(turn); break;
            case BotInput.ProtectionDue: break;
            case BotInput.Acknowledged i: OrderRules.Acknowledged(turn, i.Order, i.VenueOrderId); break;
            case BotInput.Refused i: OrderRules.Refused(turn, i); break;
            case BotInput.Reported i: OrderRules.Reported(turn, i.Report); break;
            case BotInput.Filled i: OrderRules.Filled(turn, i.Fill); break;
            case BotInput.StopMoved i: OrderRules.StopMoved(turn, i); break;
            case BotInput.StopMoveRefused i: OrderRules.StopMoveRefused(turn, i); break;
            case BotInput.FilledOutside i: OutsideRules.Filled(turn, i.Fill); break;
            case BotInput.Funded i: OutsideRules.Funded(turn, i.Share); break;
            case BotInput.Reconciled i: OutsideRules.Reconcile(turn, i.Snapshot); break;
            default: throw new UnreachableException($"no rule for {input.GetType().Name}");
        }
    }
}
