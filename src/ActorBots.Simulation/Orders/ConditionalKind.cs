namespace ActorBots.Simulation.Orders;

/// <summary>What kind of conditional order an order is, or was before its trigger was reached.</summary>
public enum ConditionalKind
{
    /// <summary>Not a conditional order.</summary>
    None = 0,

    /// <summary>A user's own conditional order.</summary>
    Stop = 1,

    /// <summary>Take profit of a whole position.</summary>
    TakeProfit = 2,

    /// <summary>Stop loss of a whole position.</summary>
    StopLoss = 3,

    /// <summary>Trailing stop of a whole position.</summary>
    TrailingStop = 4,

    /// <summary>Take profit of a part of a position.</summary>
    PartialTakeProfit = 5,

    /// <summary>Stop loss of a part of a position.</summary>
    PartialStopLoss = 6,
}
