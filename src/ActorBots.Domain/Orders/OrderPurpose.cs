namespace ActorBots.Domain.Orders;

/// <summary>What an order is for. Decides its type, its priority at the gateway and the last letter of its client order id.</summary>
public enum OrderPurpose
{
    /// <summary>A market order that opens a position; id suffix <c>e</c>.</summary>
    Entry = 1,

    /// <summary>A resting reduce-only stop-market order that protects a position; id suffix <c>s</c>.</summary>
    ProtectiveStop = 2,

    /// <summary>A reduce-only market order that closes a position; id suffix <c>x</c>.</summary>
    Exit = 3,
}
