using ActorBots.Domain.Bots;

namespace ActorBots.Actors.Projections;

/// <summary>An event as the journal tells it.</summary>
/// <param name="BotId">Which bot.</param>
/// <param name="Sequence">The bot's sequence number.</param>
/// <param name="Event">What happened.</param>
/// <param name="Offset">Its place in the whole journal.</param>
internal sealed record JournaledEvent(string BotId, long Sequence, BotEvent Event, long Offset);
