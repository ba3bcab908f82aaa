namespace ActorBots.Simulation.Orders;

/// <summary>Take profit, stop loss and trailing stop of a position. What is absent stays; zero removes.</summary>
public sealed record TradingStopRequest
{
    /// <summary>The position's instrument.</summary>
    public required string Symbol { get; init; }

    /// <summary>0 one-way, 1 long side, 2 short side.</summary>
    public int PositionIndex { get; init; }

    /// <summary>Full changes the position's one take profit and stop loss; partial always adds.</summary>
    public ProtectionMode Mode { get; init; } = ProtectionMode.Full;

    /// <summary>Take-profit price.</summary>
    public decimal? TakeProfit { get; init; }

    /// <summary>Stop-loss price.</summary>
    public decimal? StopLoss { get; init; }

    /// <summary>Distance of the trailing stop, price units.</summary>
    public decimal? TrailingStop { get; init; }

    /// <summary>Price that arms the trailing stop; absent arms it at once.</summary>
    public decimal? ActivationPrice { get; init; }

    /// <summary>Which price triggers the take profit.</summary>
    public PriceSource TakeProfitBy { get; init; } = PriceSource.Last;

    /// <summary>Which price triggers the stop loss.</summary>
    public PriceSource StopLossBy { get; init; } = PriceSource.Last;

    /// <summary>Quantity of a partial take profit, base units; absent means the whole position.</summary>
    public decimal? TakeProfitQuantity { get; init; }

    /// <summary>Quantity of a partial stop loss, base units; absent means the whole position.</summary>
    public decimal? StopLossQuantity { get; init; }

    /// <summary>Limit price of the take profit; partial mode only.</summary>
    public decimal? TakeProfitLimitPrice { get; init; }

    /// <summary>Limit price of the stop loss; partial mode only.</summary>
    public decimal? StopLossLimitPrice { get; init; }
}
