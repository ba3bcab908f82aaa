using System.Collections.Immutable;

namespace ActorBots.Protocol.Bots;

/// <summary>The answer to a command.</summary>
public abstract record CommandReply : IProtocolMessage
{
    private CommandReply(string botId) => BotId = botId;

    /// <summary>Which bot.</summary>
    public string BotId { get; }

    /// <summary>The command is stored and will be carried out; also when it was stored before.</summary>
    /// <param name="BotId">Which bot.</param>
    /// <param name="Status">What the bot actually is now, in capitals.</param>
    public sealed record Accepted(string BotId, string Status) : CommandReply(BotId);

    /// <summary>The command changed nothing.</summary>
    /// <param name="BotId">Which bot.</param>
    /// <param name="Code">A stable code in capitals.</param>
    /// <param name="Message">A sentence.</param>
    /// <param name="Fields">The fields at fault; may be none.</param>
    public sealed record Refused(string BotId, string Code, string Message, ImmutableArray<FieldProblem> Fields) : CommandReply(BotId);
}
