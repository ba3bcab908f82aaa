using System.Collections.Immutable;
using ActorBots.Domain.Bots.Decisions;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Domain.Risk;

namespace ActorBots.Domain.Bots;

/// <summary>What a bot decided: events to store in one write, then effects to carry out.</summary>
/// <param name="Events">In order; may be none.</param>
/// <param name="After">The state after the events.</param>
/// <param name="Resend">Orders to send again under the same id, because the venue clearly never got them.</param>
/// <param name="NeedsReconciliation">Whether the venue must be asked.</param>
/// <param name="Denial">Why nothing was done, when something was asked for or signalled.</param>
public sealed record Decision(
    ImmutableArray<BotEvent> Events, BotState After, ImmutableArray<ClientOrderId> Resend, bool NeedsReconciliation, Denial? Denial)
{
    /// <summary>
    /// The budget that the decision commits anew, so that the account must be asked before it is carried out; absent when it commits none.
    /// </summary>
    /// <param name="before">The state before it.</param>
    public Money? BudgetCommitted(BotState before)
    {
        ArgumentNullException.ThrowIfNull(before);
        return BudgetRules.Committed(before, this);
    }

    /// <summary>
    /// Live orders whose change is to be asked for once more, because the venue shows them unchanged: the cancel of one that carries
    /// <see cref="BotOrder.CancelIntended"/>, else the move of one that carries <see cref="BotOrder.MovingTo"/>.
    /// </summary>
    public ImmutableArray<ClientOrderId> Repeat { get; init; } = [];
}
