namespace ActorBots.Domain.Bots;

/// <summary>What an order's refusal means for the position.</summary>
public enum OrderRefusal
{
    /// <summary>Refused for a reason that has no rule of its own.</summary>
    Other = 1,

    /// <summary>A stop's trigger price is already through the market: the position must be closed now.</summary>
    TriggerThroughPrice = 2,

    /// <summary>There is nothing to reduce: somebody else closed the position.</summary>
    NothingToReduce = 3,

    /// <summary>The venue clearly never got the order.</summary>
    NeverArrived = 4,
}
