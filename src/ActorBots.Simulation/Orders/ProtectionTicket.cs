namespace ActorBots.Simulation.Orders;

/// <summary>A take profit or a stop loss of a stated quantity of one position.</summary>
public sealed record ProtectionTicket
{
    /// <summary>The position's instrument.</summary>
    public required string Symbol { get; init; }

    /// <summary>The id of the position's present life.</summary>
    public required string PositionId { get; init; }

    /// <summary><see cref="ConditionalKind.PartialTakeProfit"/> or <see cref="ConditionalKind.PartialStopLoss"/>.</summary>
    public required ConditionalKind Kind { get; init; }

    /// <summary>Trigger price, quote per base.</summary>
    public required decimal TriggerPrice { get; init; }

    /// <summary>Which price triggers.</summary>
    public PriceSource TriggerBy { get; init; } = PriceSource.Last;

    /// <summary>Base units, on the instrument's step, at most the position's size.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Price of the limit order that trades when it fires; absent for a market order.</summary>
    public decimal? LimitPrice { get; init; }
}
