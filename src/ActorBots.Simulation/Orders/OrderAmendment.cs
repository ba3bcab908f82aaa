namespace ActorBots.Simulation.Orders;

/// <summary>What to change of an open order; what is absent stays.</summary>
public sealed record OrderAmendment
{
    /// <summary>New total quantity, base units, above what has filled.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>New limit price.</summary>
    public decimal? Price { get; init; }

    /// <summary>New trigger price; only for an order that waits for its trigger.</summary>
    public decimal? TriggerPrice { get; init; }

    /// <summary>New price that triggers.</summary>
    public PriceSource? TriggerBy { get; init; }

    /// <summary>New take profit of the position that the order opens; zero removes it.</summary>
    public decimal? TakeProfit { get; init; }

    /// <summary>New stop loss of the position that the order opens; zero removes it.</summary>
    public decimal? StopLoss { get; init; }

    /// <summary>New price that triggers the take profit.</summary>
    public PriceSource? TakeProfitBy { get; init; }

    /// <summary>New price that triggers the stop loss.</summary>
    public PriceSource? StopLossBy { get; init; }

    /// <summary>New limit price of the take profit.</summary>
    public decimal? TakeProfitLimitPrice { get; init; }

    /// <summary>New limit price of the stop loss.</summary>
    public decimal? StopLossLimitPrice { get; init; }
}
