using ActorBots.Domain.Bots;

namespace ActorBots.Protocol.Bots;

/// <summary>What the backend asks of a bot. Each is safe to repeat and is answered by a <see cref="CommandReply"/>.</summary>
public abstract record BotCommand : IBotMessage
{
    private BotCommand(string botId) => BotId = botId;

    /// <inheritdoc />
    public string BotId { get; }

    /// <summary>Read the bot's document and trade.</summary>
    public sealed record StartBot(string BotId) : BotCommand(BotId);

    /// <summary>Be still; keep the open positions under their stops, or close them first.</summary>
    public sealed record StopBot(string BotId, StopMode Mode) : BotCommand(BotId);

    /// <summary>Take no new entries.</summary>
    public sealed record PauseBot(string BotId) : BotCommand(BotId);

    /// <summary>Go on after a pause or an error.</summary>
    public sealed record ResumeBot(string BotId) : BotCommand(BotId);

    /// <summary>Read the configuration again.</summary>
    public sealed record ReloadConfig(string BotId) : BotCommand(BotId);

    /// <summary>Close a position by its id, or all of the bot when none is given.</summary>
    public sealed record ClosePosition(string BotId, string? PositionId) : BotCommand(BotId);

    /// <summary>
    /// Take the long quantity of the bot's account and instrument that belongs to no bot over as a position of its own, under its own stop.
    /// Refused with <c>NOTHING_TO_ADOPT</c> when there is none, also when it was taken over already.
    /// </summary>
    public sealed record AdoptPosition(string BotId) : BotCommand(BotId);

    /// <summary>
    /// Cancel the working orders of the bot's account that belong to no bot. Refused with <c>NOTHING_TO_CANCEL</c> when there are none; whether
    /// they end is seen by <c>ACCOUNT_MATCHED</c>.
    /// </summary>
    public sealed record CancelForeignOrders(string BotId) : BotCommand(BotId);
}
