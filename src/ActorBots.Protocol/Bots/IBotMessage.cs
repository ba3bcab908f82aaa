namespace ActorBots.Protocol.Bots;

/// <summary>A message for one bot; the shard region routes it by the bot's id.</summary>
public interface IBotMessage : IProtocolMessage
{
    /// <summary>Which bot: 1 to 24 characters of <c>[0-9a-z-]</c>.</summary>
    string BotId { get; }
}
