using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using Akka.Actor;

namespace ActorBots.Actors.Gateways;

/// <summary>An order did not come into being.</summary>
/// <param name="Instrument">The order's instrument.</param>
/// <param name="Order">The order.</param>
internal sealed record OrderGone(InstrumentId Instrument, ClientOrderId Order) : INoSerializationVerificationNeeded;
