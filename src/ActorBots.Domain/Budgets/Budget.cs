using ActorBots.Domain.Bots;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;

namespace ActorBots.Domain.Budgets;

/// <summary>Computes the budget of a bot from its state.</summary>
public static class Budget
{
    /// <summary>The budget at a state.</summary>
    /// <param name="sequence">The bot's sequence number of the state.</param>
    /// <param name="state">A registered bot.</param>
    public static BudgetView Of(long sequence, BotState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Config is not { } config)
        {
            return new BudgetView(sequence, Money.Zero, Money.Zero, Money.Zero);
        }

        var limit = config.Budget.AllocatedAmount * config.Budget.MaxPositionPercentage;
        var reserved = state.Orders.Values
            .Where(o => o.Request.Purpose == OrderPurpose.Entry)
            .Aggregate(Money.Zero, (sum, order) => sum + order.ReservedMargin);
        var used = state.Positions.Values
            .Where(p => !state.Orders.ContainsKey(p.EntryOrder))
            .Aggregate(Money.Zero, (sum, position) => sum + position.Margin(config.Trading.Leverage));
        return new BudgetView(sequence, limit, reserved, used);
    }
}
