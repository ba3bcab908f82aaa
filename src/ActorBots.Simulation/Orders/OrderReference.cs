namespace ActorBots.Simulation.Orders;

/// <summary>Names an order by the venue's id, which wins, or by the client's.</summary>
/// <param name="Symbol">The order's instrument.</param>
/// <param name="OrderId">The venue's id; absent or empty when not known.</param>
/// <param name="ClientOrderId">The client's id; absent or empty when not known.</param>
public sealed record OrderReference(string Symbol, string? OrderId, string? ClientOrderId);
