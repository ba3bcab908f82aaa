namespace ActorBots.Simulation.Orders;

/// <summary>The price that a trigger watches.</summary>
public enum PriceSource
{
    /// <summary>The last trade's price.</summary>
    Last = 1,

    /// <summary>The venue's fair price.</summary>
    Mark = 2,

    /// <summary>The spot reference.</summary>
    Index = 3,
}
