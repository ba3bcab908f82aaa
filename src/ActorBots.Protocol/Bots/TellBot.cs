using ActorBots.Domain.Bots;

namespace ActorBots.Protocol.Bots;

/// <summary>The account gateway's news for a bot.</summary>
/// <param name="BotId">Which bot.</param>
/// <param name="Input">The news; one of the cases that come from a venue.</param>
public sealed record TellBot(string BotId, BotInput Input) : IBotMessage;
