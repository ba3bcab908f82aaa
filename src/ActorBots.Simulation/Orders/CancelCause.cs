namespace ActorBots.Simulation.Orders;

/// <summary>Why an order ended without filling whole.</summary>
public enum CancelCause
{
    /// <summary>It was not cancelled.</summary>
    None = 0,

    /// <summary>The user cancelled it.</summary>
    ByUser = 1,

    /// <summary>There was nothing left for a reduce-only order to reduce.</summary>
    ByReduceOnly = 2,

    /// <summary>The position that its take profit, stop loss or trailing stop belonged to is gone.</summary>
    ProtectionCleared = 3,

    /// <summary>The account is being liquidated.</summary>
    BeforeLiquidation = 4,

    /// <summary>A post-only order would have taken liquidity.</summary>
    PostOnlyWouldTake = 5,

    /// <summary>An immediate-or-cancel order found no (more) liquidity inside its price.</summary>
    NoImmediateQuantity = 6,

    /// <summary>A fill-or-kill order could not fill whole.</summary>
    NoFullFill = 7,

    /// <summary>A triggered conditional order lacked margin.</summary>
    NoMargin = 8,

    /// <summary>An active order reached the market while the instrument was halted.</summary>
    InstrumentHalted = 9,
}
