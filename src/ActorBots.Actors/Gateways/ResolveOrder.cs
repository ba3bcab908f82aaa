using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using Akka.Actor;

namespace ActorBots.Actors.Gateways;

/// <summary>An effort's outcome is unknown: the account's gateway must ask the venue.</summary>
/// <param name="Instrument">The order's instrument.</param>
/// <param name="Order">The order.</param>
internal sealed record ResolveOrder(InstrumentId Instrument, ClientOrderId Order) : INoSerializationVerificationNeeded;
