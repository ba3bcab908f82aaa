using System.Collections.Immutable;
using ActorBots.Domain.Orders;
using ActorBots.Ports.Venues;
using Akka.Actor;

namespace ActorBots.Actors.Gateways;

/// <summary>What the venue said of one order.</summary>
/// <param name="Report">The order; absent when the venue clearly does not know it, or when there was an error.</param>
/// <param name="Fills">Its fills, oldest first.</param>
/// <param name="Error">Why nothing is known.</param>
internal sealed record OrderFinding(OrderReport? Report, ImmutableArray<Fill> Fills, VenueError? Error) : INoSerializationVerificationNeeded;
