using ActorBots.Domain.Orders;

namespace ActorBots.Testing.Venues;

/// <summary>One call of a fake client.</summary>
/// <param name="Kind">What was asked.</param>
/// <param name="Order">About which order; absent when about none.</param>
public sealed record FakeCall(FakeCallKind Kind, ClientOrderId? Order);
