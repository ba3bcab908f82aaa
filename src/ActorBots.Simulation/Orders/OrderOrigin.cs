namespace ActorBots.Simulation.Orders;

/// <summary>Who or what made an order ("create type").</summary>
public enum OrderOrigin
{
    /// <summary>A user's active order.</summary>
    User = 1,

    /// <summary>A user's conditional order.</summary>
    StopOrder = 2,

    /// <summary>The take profit of a position.</summary>
    TakeProfit = 3,

    /// <summary>The stop loss of a position.</summary>
    StopLoss = 4,

    /// <summary>The trailing stop of a position.</summary>
    TrailingStop = 5,

    /// <summary>The take profit of a part of a position.</summary>
    PartialTakeProfit = 6,

    /// <summary>The stop loss of a part of a position.</summary>
    PartialStopLoss = 7,

    /// <summary>The venue's liquidation.</summary>
    Liquidation = 8,

    /// <summary>The venue's automatic deleveraging.</summary>
    AutoDeleveraging = 9,

    /// <summary>A close by hand through the venue's own screens.</summary>
    ManualClose = 10,
}
