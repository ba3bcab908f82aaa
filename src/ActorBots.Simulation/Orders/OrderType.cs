namespace ActorBots.Simulation.Orders;

/// <summary>How an order trades once it is active.</summary>
public enum OrderType
{
    /// <summary>Fills at the market at once or not at all.</summary>
    Market = 1,

    /// <summary>Fills at its price or better.</summary>
    Limit = 2,
}
