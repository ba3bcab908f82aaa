namespace ActorBots.Simulation.Orders;

/// <summary>What to change of a waiting take profit or stop loss; what is absent stays.</summary>
public sealed record ProtectionAmendment
{
    /// <summary>New trigger price.</summary>
    public decimal? TriggerPrice { get; init; }

    /// <summary>New price that triggers.</summary>
    public PriceSource? TriggerBy { get; init; }

    /// <summary>New quantity, base units, at most the position's size; only for one of a stated quantity.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>New price of the limit order; only for one that has a limit price.</summary>
    public decimal? LimitPrice { get; init; }
}
