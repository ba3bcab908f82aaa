using System.Collections.Immutable;
using ActorBots.Domain.Bots;
using ActorBots.Domain.Orders;

namespace ActorBots.Actors.Gateways;

/// <summary>What follows from a reading of an account.</summary>
/// <param name="Answers">What each bot that asked is told.</param>
/// <param name="ToAsk">The other bots that must ask now: the account stands otherwise than before, or an order bears their name.</param>
/// <param name="Offered">The bots that were offered a foreign position.</param>
/// <param name="ToCancel">Foreign orders to cancel.</param>
internal sealed record AccountConclusion(
    ImmutableArray<(string BotId, VenueSnapshot Snapshot)> Answers,
    ImmutableArray<string> ToAsk,
    ImmutableArray<string> Offered,
    ImmutableArray<OrderReport> ToCancel);
