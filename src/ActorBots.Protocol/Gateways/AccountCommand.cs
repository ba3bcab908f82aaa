using System.Collections.Immutable;
using ActorBots.Domain.Accounts;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Domain.Risk;

namespace ActorBots.Protocol.Gateways;

/// <summary>What a bot asks of the gateway of its account. The answers come as <c>TellBot</c> and <c>AccountNews</c>.</summary>
public abstract record AccountCommand : IAccountMessage
{
    private AccountCommand(string accountId, string botId)
    {
        AccountId = accountId;
        BotId = botId;
    }

    /// <inheritdoc />
    public string AccountId { get; }

    /// <summary>Which bot asks.</summary>
    public string BotId { get; }

    /// <summary>Makes the account ready for the bot and subscribes the bot to its news. Repeated after each interruption.</summary>
    /// <param name="AccountId">Which account.</param>
    /// <param name="BotId">Which bot.</param>
    /// <param name="Instrument">What it trades.</param>
    /// <param name="Leverage">Notional ÷ margin.</param>
    /// <param name="OpenQuantity">What it holds, base units.</param>
    public sealed record Attach(string AccountId, string BotId, InstrumentId Instrument, decimal Leverage, Quantity OpenQuantity)
        : AccountCommand(AccountId, BotId)
    {
        /// <summary>The bot's live orders, so that the venue's client can recognise them.</summary>
        public ImmutableArray<LiveOrder> Orders { get; init; } = [];

        /// <summary>What the bot has on the account; absent when it comes from an older node.</summary>
        public BotClaim? Claim { get; init; }
    }

    /// <summary>The bot gives the account up.</summary>
    public sealed record Detach(string AccountId, string BotId) : AccountCommand(AccountId, BotId);

    /// <summary>Tells how much the bot holds now.</summary>
    public sealed record ReportHolding(string AccountId, string BotId, InstrumentId Instrument, Quantity OpenQuantity) : AccountCommand(AccountId, BotId)
    {
        /// <inheritdoc cref="Attach.Claim"/>
        public BotClaim? Claim { get; init; }
    }

    /// <summary>Asks whether a budget fits into the account's balance beside those of the other bots; answered by <c>BudgetDecided</c>.</summary>
    /// <param name="AccountId">Which account.</param>
    /// <param name="BotId">Which bot.</param>
    /// <param name="Amount">Its whole budget, quote currency.</param>
    public sealed record RequestBudget(string AccountId, string BotId, Money Amount) : AccountCommand(AccountId, BotId);

    /// <summary>Sends an order whose intent is stored. Its outcome is told, sooner or later, in any case.</summary>
    public sealed record Submit(string AccountId, string BotId, RiskApproved<OrderRequest> Order) : AccountCommand(AccountId, BotId);

    /// <summary>Cancels an order. Its end is told as a report.</summary>
    public sealed record Cancel(string AccountId, string BotId, InstrumentId Instrument, ClientOrderId Order) : AccountCommand(AccountId, BotId)
    {
        /// <summary>What the bot knows of the order; absent when it comes from an older node.</summary>
        public LiveOrder? Live { get; init; }
    }

    /// <summary>Moves a resting stop.</summary>
    public sealed record MoveStop(string AccountId, string BotId, InstrumentId Instrument, ClientOrderId Order, Price Trigger, Quantity Quantity)
        : AccountCommand(AccountId, BotId)
    {
        /// <summary>What the bot knows of the stop, where it rested before the move included; absent when it comes from an older node.</summary>
        public LiveOrder? Live { get; init; }
    }

    /// <summary>Asks the venue about one order and its fills.</summary>
    public sealed record Resolve(string AccountId, string BotId, InstrumentId Instrument, LiveOrder Order) : AccountCommand(AccountId, BotId);

    /// <summary>Asks the venue about everything that concerns the bot.</summary>
    /// <param name="AccountId">Which account.</param>
    /// <param name="BotId">Which bot.</param>
    /// <param name="Instrument">What it trades.</param>
    /// <param name="Orders">The orders that it believes to be live.</param>
    /// <param name="Since">Venue time from which fills and funding are wanted; absent when nothing was ever booked.</param>
    /// <param name="OpenQuantity">What the bot holds, base units.</param>
    public sealed record Reconcile(
        string AccountId, string BotId, InstrumentId Instrument, ImmutableArray<LiveOrder> Orders, DateTimeOffset? Since, Quantity OpenQuantity)
        : AccountCommand(AccountId, BotId)
    {
        /// <inheritdoc cref="Attach.Claim"/>
        public BotClaim? Claim { get; init; }

        /// <summary>What is to be done in the same reading about what belongs to no bot.</summary>
        public AccountWish Wish { get; init; }
    }
}
