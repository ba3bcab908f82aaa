using ActorBots.Domain.Instruments;

namespace ActorBots.Domain.Bots.Config;

/// <summary>The money that a bot may commit; <c>config.budget</c>.</summary>
public sealed record BudgetConfig
{
    /// <summary>The bot's money, quote currency; <c>allocated_amount</c>, 1 to 1 000 000 000, required.</summary>
    public required Money AllocatedAmount { get; init; }

    /// <summary>
    /// Share of the allocated amount that may be margin of open positions, a rate; <c>max_position_percentage</c>,
    /// greater than 0 and at most 1; default 0.5.
    /// </summary>
    public decimal MaxPositionPercentage { get; init; } = 0.5m;
}
