namespace ActorBots.Domain.Orders;

/// <summary>Which way an order trades.</summary>
public enum OrderSide
{
    /// <summary>Buys base currency.</summary>
    Buy = 1,

    /// <summary>Sells base currency.</summary>
    Sell = 2,
}
