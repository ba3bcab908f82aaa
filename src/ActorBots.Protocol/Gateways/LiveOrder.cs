using ActorBots.Domain.Orders;

namespace ActorBots.Protocol.Gateways;

/// <summary>An order that a bot believes to be live.</summary>
/// <param name="Order">Its id.</param>
/// <param name="IsInFlight">Whether the bot does not know that the venue has it.</param>
/// <param name="IntendedAt">When it was intended, UTC.</param>
public sealed record LiveOrder(ClientOrderId Order, bool IsInFlight, DateTimeOffset IntendedAt);
