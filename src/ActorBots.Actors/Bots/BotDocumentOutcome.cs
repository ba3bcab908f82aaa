using ActorBots.Domain.Bots;
using ActorBots.Domain.Bots.Config;
using ActorBots.Protocol.Bots;

namespace ActorBots.Actors.Bots;

/// <summary>What came of reading a bot's document: identity and configuration, or a refusal.</summary>
internal sealed record BotDocumentOutcome(BotIdentity? Identity, BotConfig? Config, CommandReply.Refused? Refusal);
