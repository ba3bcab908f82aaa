using ActorBots.Domain.Instruments;

namespace ActorBots.Domain.Budgets;

/// <summary>What a bot may still commit. Follows from its events; the sequence number says from which.</summary>
/// <param name="Sequence">The bot's sequence number that the view reflects.</param>
/// <param name="Limit">Margin that open positions may use together, quote currency.</param>
/// <param name="Reserved">Margin of entries under way.</param>
/// <param name="Used">Margin of open positions.</param>
public sealed record BudgetView(long Sequence, Money Limit, Money Reserved, Money Used)
{
    /// <summary>Margin that a new entry may use; may be negative after slippage.</summary>
    public Money Free => Limit - Reserved - Used;
}
