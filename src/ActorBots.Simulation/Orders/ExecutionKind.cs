namespace ActorBots.Simulation.Orders;

/// <summary>What caused an execution.</summary>
public enum ExecutionKind
{
    /// <summary>A trade of an order.</summary>
    Trade = 1,

    /// <summary>A funding payment; no order, no change of the position.</summary>
    Funding = 2,

    /// <summary>The venue liquidated the position.</summary>
    Liquidation = 3,

    /// <summary>The venue reduced the position to cover another's loss.</summary>
    AutoDeleveraging = 4,
}
