using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;

namespace ActorBots.Domain.Positions;

/// <summary>
/// One long position of a bot: what one entry order bought, until it is sold. Sums of price × quantity are kept instead of averages,
/// so that profit and loss are exact.
/// </summary>
public sealed record Position
{
    /// <summary>The intent number of the entry; the position's key within the bot.</summary>
    public required long Number { get; init; }

    /// <summary>Client order id of the entry.</summary>
    public required ClientOrderId EntryOrder { get; init; }

    /// <summary>ATR when the entry was decided, price units; scales target, stop and trailing.</summary>
    public required decimal AtrAtEntry { get; init; }

    /// <summary>Recent high when the entry was decided.</summary>
    public required Price RecentHighAtEntry { get; init; }

    /// <summary>Filled entry quantity, base units.</summary>
    public Quantity EntryQuantity { get; init; }

    /// <summary>Sum of price × quantity over the entry's fills, quote currency.</summary>
    public Money EntryCost { get; init; }

    /// <summary>Fees of the entry's fills.</summary>
    public Money EntryFees { get; init; }

    /// <summary>Sold quantity, base units.</summary>
    public Quantity ExitQuantity { get; init; }

    /// <summary>Sum of price × quantity over the exit fills, quote currency.</summary>
    public Money ExitProceeds { get; init; }

    /// <summary>Fees of the exit fills.</summary>
    public Money ExitFees { get; init; }

    /// <summary>Funding so far: negative is paid.</summary>
    public Money Funding { get; init; }

    /// <summary>When the first fill happened, venue time, UTC; absent before.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>Price at which profit is taken; absent until the levels are set.</summary>
    public Price? Target { get; init; }

    /// <summary>Level where the protective stop is wanted; absent until the levels are set. Never moves down.</summary>
    public Price? Stop { get; init; }

    /// <summary>Whether the stop was trailed.</summary>
    public bool IsTrailed { get; init; }

    /// <summary>The resting or in-flight protective stop.</summary>
    public ClientOrderId? StopOrder { get; init; }

    /// <summary>The in-flight exit.</summary>
    public ClientOrderId? ExitOrder { get; init; }

    /// <summary>Why the position is to be closed, once that is decided.</summary>
    public ExitReason? Closing { get; init; }

    /// <summary>When the newest part of it was sold, venue time, UTC; absent before.</summary>
    public DateTimeOffset? LastExitAt { get; init; }

    /// <summary>Whether the last sale was not ours, and of which kind.</summary>
    public ExitReason? ClosedOutside { get; init; }

    /// <summary>Which kind of order of ours sold last.</summary>
    public OrderPurpose? LastExit { get; init; }

    /// <summary>Whether the venue must be asked before anything else is done with it.</summary>
    public bool IsDoubted { get; init; }

    /// <summary>Before this instant no further exit is tried, after one that could not be sent.</summary>
    public DateTimeOffset? ExitNotBefore { get; init; }

    /// <summary>Before this instant no further stop is sent, after one that was refused.</summary>
    public DateTimeOffset? StopNotBefore { get; init; }

    /// <summary>
    /// The price at which it was taken over; absent for what an order of the bot bought. Such a position has no entry order at the venue.
    /// </summary>
    public Price? AdoptionPrice { get; init; }

    /// <summary>Open quantity, base units.</summary>
    public Quantity OpenQuantity => EntryQuantity - ExitQuantity;

    /// <summary>Quantity-weighted entry price; only once something was filled. Rounded by decimal division, for people and levels only.</summary>
    public Price EntryPrice => new(EntryCost.Value / EntryQuantity.Value);

    /// <summary>Whether target and stop are set, which is when the position counts as opened.</summary>
    public bool HasLevels => Stop is not null;

    /// <summary>PnL of what is sold and of what is open at a price, fees and funding included, quote currency; exact.</summary>
    /// <param name="price">The price that the open quantity is valued at.</param>
    public Money PnlAt(Price price) => ExitProceeds + (OpenQuantity * price) - EntryCost - EntryFees - ExitFees + Funding;

    /// <summary>Initial margin of the open quantity, quote currency.</summary>
    /// <param name="leverage">Notional ÷ margin; 1 or more.</param>
    public Money Margin(decimal leverage) =>
        EntryQuantity.IsZero ? Money.Zero : EntryCost * (OpenQuantity.Value / EntryQuantity.Value) / leverage;
}
