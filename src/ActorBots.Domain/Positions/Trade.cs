using ActorBots.Domain.Instruments;

namespace ActorBots.Domain.Positions;

/// <summary>A position that is closed: the entry of the books.</summary>
public sealed record Trade
{
    /// <summary>The intent number of the entry.</summary>
    public required long Number { get; init; }

    /// <summary>Closed quantity, base units.</summary>
    public required Quantity Quantity { get; init; }

    /// <summary>Quantity-weighted entry price.</summary>
    public required Price EntryPrice { get; init; }

    /// <summary>Quantity-weighted exit price; the entry price when nothing could be sold.</summary>
    public required Price ExitPrice { get; init; }

    /// <summary>Entry and exit fees together; positive is paid.</summary>
    public required Money Fees { get; init; }

    /// <summary>Funding during its life: negative is paid.</summary>
    public required Money Funding { get; init; }

    /// <summary>Net PnL: proceeds less the cost of what was sold less fees plus funding; exact unless dust is left.</summary>
    public required Money Pnl { get; init; }

    /// <summary>Why it was closed.</summary>
    public required ExitReason Reason { get; init; }

    /// <summary>First entry fill, venue time, UTC.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Last exit fill, venue time, UTC.</summary>
    public required DateTimeOffset ClosedAt { get; init; }

    /// <summary>Whether the position was not bought by the bot but taken over; its entry price is then the venue's average, without fees.</summary>
    public bool IsAdopted { get; init; }

    /// <summary>Books a position whose open quantity is gone, or is dust that cannot be sold and stays on the account at its cost.</summary>
    /// <param name="position">The position.</param>
    /// <param name="reason">Why it was closed.</param>
    /// <param name="closedAt">Last exit fill, venue time.</param>
    public static Trade Of(Position position, ExitReason reason, DateTimeOffset closedAt) => new()
    {
        Number = position.Number,
        Quantity = position.ExitQuantity,
        EntryPrice = position.EntryPrice,
        ExitPrice = position.ExitQuantity.IsZero ? position.EntryPrice : new Price(position.ExitProceeds.Value / position.ExitQuantity.Value),
        Fees = position.EntryFees + position.ExitFees,
        Funding = position.Funding,
        Pnl = position.ExitProceeds - SoldCost(position) - position.EntryFees - position.ExitFees + position.Funding,
        Reason = reason,
        OpenedAt = position.OpenedAt ?? closedAt,
        ClosedAt = closedAt,
        IsAdopted = position.AdoptionPrice is not null,
    };

    private static Money SoldCost(Position position) => position.OpenQuantity.IsZero
        ? position.EntryCost
        : new Money(decimal.Round(position.EntryCost.Value * position.ExitQuantity.Value / position.EntryQuantity.Value, 8));
}
