namespace ActorBots.Simulation.Orders;

/// <summary>What becomes of a take profit or stop loss whose trigger is reached.</summary>
public enum FiredProtection
{
    /// <summary>It becomes active and trades under its own id.</summary>
    TradesItself = 1,

    /// <summary>It ends as fired, and a new order with an id of its own and no client id trades in its place.</summary>
    MakesChild = 2,
}
