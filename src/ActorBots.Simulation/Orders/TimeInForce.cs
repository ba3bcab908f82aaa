namespace ActorBots.Simulation.Orders;

/// <summary>How long an active order works.</summary>
public enum TimeInForce
{
    /// <summary>Until it is filled or cancelled.</summary>
    GoodTillCancel = 1,

    /// <summary>What cannot fill at once is cancelled. Every market order is one.</summary>
    ImmediateOrCancel = 2,

    /// <summary>Fills whole at once or is cancelled whole.</summary>
    FillOrKill = 3,

    /// <summary>Cancelled when it would take liquidity.</summary>
    PostOnly = 4,
}
