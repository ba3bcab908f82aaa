namespace ActorBots.Domain.Orders;

/// <summary>What caused a fill.</summary>
public enum FillKind
{
    /// <summary>An ordinary trade of an order.</summary>
    Trade = 1,

    /// <summary>The venue liquidated the position.</summary>
    Liquidation = 2,

    /// <summary>The venue reduced the position to cover another's loss (ADL).</summary>
    AutoDeleveraging = 3,
}
