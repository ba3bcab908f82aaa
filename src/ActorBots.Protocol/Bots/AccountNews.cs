using ActorBots.Domain.Accounts;
using ActorBots.Domain.Instruments;

namespace ActorBots.Protocol.Bots;

/// <summary>What the account gateway tells a bot about their connection.</summary>
public abstract record AccountNews : IBotMessage
{
    private AccountNews(string botId) => BotId = botId;

    /// <inheritdoc />
    public string BotId { get; }

    /// <summary>The account is ready for the bot's instrument.</summary>
    /// <param name="BotId">Which bot.</param>
    /// <param name="Instrument">The venue's rules.</param>
    public sealed record Attached(string BotId, Instrument Instrument) : AccountNews(BotId);

    /// <summary>The account cannot be made ready; the bot asks again later unless the error is final.</summary>
    /// <param name="BotId">Which bot.</param>
    /// <param name="Code">A stable code in capitals.</param>
    /// <param name="Message">A sentence.</param>
    /// <param name="IsFinal">Whether asking again is of no use until somebody acts.</param>
    public sealed record NotAttached(string BotId, string Code, string Message, bool IsFinal) : AccountNews(BotId);

    /// <summary>The private stream was interrupted or the gateway started anew: news may be missing, so the bot must reconcile.</summary>
    /// <param name="BotId">Which bot.</param>
    public sealed record Interrupted(string BotId) : AccountNews(BotId);

    /// <summary>A reconciliation could not be completed; the bot asks again.</summary>
    /// <param name="BotId">Which bot.</param>
    /// <param name="Message">Why, for logs.</param>
    public sealed record ReconciliationFailed(string BotId, string Message) : AccountNews(BotId);

    /// <summary>What the account says of a budget that the bot asked for; also told when an earlier answer is taken back.</summary>
    /// <param name="BotId">Which bot.</param>
    /// <param name="Amount">The budget that was asked for, quote currency.</param>
    /// <param name="Answer">What the account says of it.</param>
    public sealed record BudgetDecided(string BotId, Money Amount, BudgetAnswer Answer) : AccountNews(BotId);
}
