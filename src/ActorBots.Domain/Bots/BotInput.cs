using ActorBots.Domain.Accounts;
using ActorBots.Domain.Bots.Config;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;

namespace ActorBots.Domain.Bots;

/// <summary>What a bot can be told. Each case may come twice; the second time changes nothing.</summary>
public abstract record BotInput
{
    private BotInput()
    {
    }

    /// <summary>The backend wants the bot to trade.</summary>
    public sealed record Start(BotIdentity Identity, BotConfig Config) : BotInput
    {
        /// <summary>What the account says of the budget; asked only when the start would commit it.</summary>
        public BudgetAnswer Budget { get; init; } = BudgetAnswer.Granted;
    }

    /// <summary>The backend wants no new entries.</summary>
    public sealed record Pause : BotInput;

    /// <summary>The backend wants the bot to go on.</summary>
    public sealed record Resume : BotInput
    {
        /// <inheritdoc cref="Start.Budget"/>
        public BudgetAnswer Budget { get; init; } = BudgetAnswer.Granted;
    }

    /// <summary>The backend wants the bot to be still.</summary>
    public sealed record Stop(StopMode Mode) : BotInput;

    /// <summary>The backend changed the configuration.</summary>
    public sealed record Reload(BotConfig Config) : BotInput
    {
        /// <inheritdoc cref="Start.Budget"/>
        public BudgetAnswer Budget { get; init; } = BudgetAnswer.Granted;
    }

    /// <summary>The account answered after the bot had begun, or takes an answer back that it gave without knowing all of its bots.</summary>
    /// <param name="Amount">The budget that was asked for, quote currency.</param>
    /// <param name="Answer">What the account says of it.</param>
    public sealed record BudgetDecided(Money Amount, BudgetAnswer Answer) : BotInput;

    /// <summary>The backend wants the bot to take the foreign long quantity of its account over.</summary>
    /// <param name="Offer">What there is to take; absent when there is nothing.</param>
    public sealed record Adopt(AdoptionOffer? Offer) : BotInput;

    /// <summary>The backend wants the account's foreign orders cancelled.</summary>
    /// <param name="Count">How many are being cancelled.</param>
    public sealed record CancelForeignOrders(int Count) : BotInput;

    /// <summary>The backend wants a position closed, or all when no number is given.</summary>
    public sealed record Close(long? Number) : BotInput;

    /// <summary>A view changed: see what is due.</summary>
    public sealed record Observe : BotInput;

    /// <summary>Market data is stale, or fresh again.</summary>
    public sealed record DataFreshness(bool IsStale, string Reason) : BotInput;

    /// <summary>The venue acknowledged an order.</summary>
    public sealed record Acknowledged(ClientOrderId Order, string VenueOrderId) : BotInput;

    /// <summary>An order does not exist and will not.</summary>
    public sealed record Refused(ClientOrderId Order, OrderRefusal Refusal, string Code, string Message) : BotInput;

    /// <summary>The venue told of an order.</summary>
    public sealed record Reported(OrderReport Report) : BotInput;

    /// <summary>The venue told of a fill of one of the bot's orders.</summary>
    public sealed record Filled(Fill Fill) : BotInput;

    /// <summary>The venue told of a fill that belongs to no bot and falls to this one.</summary>
    public sealed record FilledOutside(Fill Fill) : BotInput;

    /// <summary>The venue told of funding.</summary>
    public sealed record Funded(FundingShare Share) : BotInput;

    /// <summary>The venue took the move of a stop.</summary>
    public sealed record StopMoved(ClientOrderId Order, Price Trigger) : BotInput;

    /// <summary>The venue refused the move of a stop.</summary>
    public sealed record StopMoveRefused(ClientOrderId Order, OrderRefusal Refusal, string Code, string Message) : BotInput;

    /// <summary>A partly filled entry has waited long enough for its protection.</summary>
    public sealed record ProtectionDue : BotInput;

    /// <summary>The venue was asked about everything.</summary>
    public sealed record Reconciled(VenueSnapshot Snapshot) : BotInput;

    /// <summary>Notifications up to a number were delivered or given up as dead letters.</summary>
    public sealed record NotificationsSettled(long UpTo) : BotInput;

    /// <summary>Something went wrong outside the rules.</summary>
    public sealed record Faulted(string Code, string Message, bool Halts) : BotInput;
}
