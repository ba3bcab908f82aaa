namespace ActorBots.Simulation.Orders;

/// <summary>How much of a position a take profit or stop loss closes.</summary>
public enum ProtectionMode
{
    /// <summary>The whole position, whatever its size then is.</summary>
    Full = 1,

    /// <summary>A stated quantity.</summary>
    Partial = 2,
}
