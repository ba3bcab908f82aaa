namespace ActorBots.Protocol.Bots;

/// <summary>Asks a bot how it is; answered by a <see cref="BotReply"/>.</summary>
public sealed record GetBot(string BotId) : IBotMessage;
