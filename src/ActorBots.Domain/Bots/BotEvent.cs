using System.Collections.Immutable;
using ActorBots.Domain.Accounts;
using ActorBots.Domain.Bots.Config;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Domain.Positions;

namespace ActorBots.Domain.Bots;

/// <summary>
/// What happened to a bot. These cases are the storage format: they are only ever added to, and an optional member is the only
/// change that an existing case may see.
/// </summary>
public abstract record BotEvent
{
    private BotEvent()
    {
    }

    /// <summary>When it happened, UTC: venue time for what the venue or the market caused, wall clock for what people caused.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The bot got its identity and first configuration.</summary>
    public sealed record Registered(BotIdentity Identity, BotConfig Config) : BotEvent;

    /// <summary>The configuration was replaced while the bot lives.</summary>
    public sealed record ConfigReloaded(BotConfig Config) : BotEvent;

    /// <summary>The backend asked the bot to trade.</summary>
    public sealed record Started : BotEvent
    {
        /// <summary>Whether the account's balance is not known yet, so that no entry is made before <see cref="BudgetGranted"/>.</summary>
        public bool AwaitsBudget { get; init; }
    }

    /// <summary>The backend asked for no new entries.</summary>
    public sealed record Paused : BotEvent;

    /// <summary>The backend asked to go on.</summary>
    public sealed record Resumed : BotEvent
    {
        /// <inheritdoc cref="Started.AwaitsBudget"/>
        public bool AwaitsBudget { get; init; }
    }

    /// <summary>The account's balance was asked after the bot had begun, and its budget fits.</summary>
    /// <param name="Amount">The budget, quote currency.</param>
    public sealed record BudgetGranted(Money Amount) : BotEvent;

    /// <summary>A stop was asked for, or the loss limit asks for it.</summary>
    /// <param name="Mode">What happens to open positions.</param>
    /// <param name="Cause">The exit reason of the positions that are closed for it.</param>
    public sealed record StopRequested(StopMode Mode, ExitReason Cause) : BotEvent;

    /// <summary>The bot is still.</summary>
    public sealed record Stopped : BotEvent;

    /// <summary>Something is wrong that people must know.</summary>
    /// <param name="Code">A stable code in capitals.</param>
    /// <param name="Message">A sentence.</param>
    /// <param name="Halts">Whether the bot cannot go on until somebody acts.</param>
    public sealed record ErrorRaised(string Code, string Message, bool Halts) : BotEvent;

    /// <summary>Market data went stale or came back.</summary>
    /// <param name="IsDegraded">Whether it is stale now.</param>
    /// <param name="Reason">A sentence.</param>
    public sealed record DegradedChanged(bool IsDegraded, string Reason) : BotEvent;

    /// <summary>An order is wanted. Stored before it is sent; passed the risk gate.</summary>
    public sealed record OrderIntended : BotEvent
    {
        /// <summary>The intent's number; part of the client order id.</summary>
        public required long IntentNumber { get; init; }

        /// <summary>What to send.</summary>
        public required OrderRequest Request { get; init; }

        /// <summary>The position that it opens, protects or closes.</summary>
        public required long PositionNumber { get; init; }

        /// <summary>Margin that an entry reserves; zero for the other purposes.</summary>
        public Money ReservedMargin { get; init; }

        /// <summary>ATR of an entry's decision, price units; zero for the other purposes.</summary>
        public decimal Atr { get; init; }

        /// <summary>Price of the decision.</summary>
        public required Price ReferencePrice { get; init; }

        /// <summary>Recent high of an entry's decision; zero for the other purposes.</summary>
        public Price RecentHigh { get; init; }
    }

    /// <summary>The venue has the order.</summary>
    public sealed record OrderAccepted(ClientOrderId Order, string VenueOrderId) : BotEvent;

    /// <summary>The order does not exist and will not: refused by the venue, denied by us, or never arrived.</summary>
    public sealed record OrderRejected(ClientOrderId Order, string Code, string Message) : BotEvent;

    /// <summary>A part of the order was executed.</summary>
    public sealed record OrderFilled(ClientOrderId Order, Fill Fill) : BotEvent;

    /// <summary>Nothing more can happen to the order, and all its fills are booked.</summary>
    public sealed record OrderEnded(ClientOrderId Order, OrderStatus Status, string Reason) : BotEvent;

    /// <summary>The venue says that the order has ended, but some of its fills are not booked yet.</summary>
    /// <param name="Order">The order.</param>
    /// <param name="Status">How it ended.</param>
    /// <param name="FilledQuantity">What the venue says was filled, base units.</param>
    /// <param name="Reason">The venue's word for why; empty when there is none.</param>
    public sealed record OrderEndReported(ClientOrderId Order, OrderStatus Status, Quantity FilledQuantity, string Reason) : BotEvent;

    /// <summary>The position's stop vanished or found nothing to reduce: the venue must be asked before anything else is done with it.</summary>
    public sealed record PositionDoubted(long Number, string Reason) : BotEvent;

    /// <summary>The venue confirmed what is left of a doubted position.</summary>
    public sealed record PositionConfirmed(long Number) : BotEvent;

    /// <summary>Target and stop are set: the position counts as opened.</summary>
    public sealed record PositionOpened(long Number, Price Target, Price Stop) : BotEvent
    {
        /// <summary>What is held; for the books.</summary>
        public required InstrumentId Instrument { get; init; }

        /// <summary>Open quantity at this moment, base units; for the books.</summary>
        public required Quantity Quantity { get; init; }

        /// <summary>Quantity-weighted entry price at this moment; for the books.</summary>
        public required Price EntryPrice { get; init; }

        /// <summary>Client order id of the entry; for the books.</summary>
        public required ClientOrderId EntryOrder { get; init; }
    }

    /// <summary>The position is to be closed; its resting stop is cancelled first.</summary>
    public sealed record ExitDecided(long Number, ExitReason Reason, Price ReferencePrice) : BotEvent;

    /// <summary>The exit could not be sent; the position goes back under its stop.</summary>
    public sealed record ExitGivenUp(long Number, string Code, string Message) : BotEvent;

    /// <summary>A resting stop is to be moved. Stored before it is sent.</summary>
    public sealed record StopMoveIntended(ClientOrderId Order, Price Trigger, Quantity Quantity, bool IsTrailing) : BotEvent;

    /// <summary>The move ended.</summary>
    /// <param name="Order">The stop.</param>
    /// <param name="IsMoved">Whether the venue took it.</param>
    public sealed record StopMoveEnded(ClientOrderId Order, bool IsMoved) : BotEvent;

    /// <summary>Somebody else reduced the position: a person on the venue, a liquidation, another's loss.</summary>
    public sealed record ReducedOutside(long Number, string FillId, Price Price, Quantity Quantity, Money Fee, ExitReason Reason) : BotEvent;

    /// <summary>Funding was charged or paid; the amounts are shares of one payment by open quantity.</summary>
    /// <param name="FundingId">The venue's id.</param>
    /// <param name="Shares">Amount per position number; negative is paid. Number zero is funding that no open position explains.</param>
    public sealed record FundingBooked(string FundingId, ImmutableSortedDictionary<long, Money> Shares) : BotEvent;

    /// <summary>The position is closed and in the books.</summary>
    public sealed record PositionClosed(Trade Trade) : BotEvent;

    /// <summary>The account differs from the sum over its bots: no entries until both agree.</summary>
    public sealed record AccountMismatched(AccountMismatch Mismatch) : BotEvent;

    /// <summary>The account and its bots agree again.</summary>
    public sealed record AccountMatched : BotEvent;

    /// <summary>The bot took a foreign long quantity of its account over as a position of its own.</summary>
    public sealed record PositionAdopted : BotEvent
    {
        /// <summary>The position's number, which is that of an intent that is never sent.</summary>
        public required long Number { get; init; }

        /// <summary>What was taken over, base units.</summary>
        public required Quantity Quantity { get; init; }

        /// <summary>Its price × quantity, quote currency.</summary>
        public required Money Cost { get; init; }

        /// <summary>ATR at this moment, price units; scales target, stop and trailing.</summary>
        public required decimal Atr { get; init; }

        /// <summary>The price at this moment, from which target and stop are measured.</summary>
        public required Price Price { get; init; }

        /// <summary>Recent high at this moment.</summary>
        public required Price RecentHigh { get; init; }
    }

    /// <summary>Notifications up to a number were delivered or given up as dead letters.</summary>
    public sealed record NotificationsSettled(long UpTo) : BotEvent;
}
