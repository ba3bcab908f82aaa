using System.Collections.Immutable;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;

namespace ActorBots.Domain.Bots;

/// <summary>An order of the bot from its intent to its end.</summary>
public sealed record BotOrder
{
    /// <summary>What was asked for. A stop carries the trigger and quantity of its last successful move here.</summary>
    public required OrderRequest Request { get; init; }

    /// <summary>The position that it opens, protects or closes.</summary>
    public required long PositionNumber { get; init; }

    /// <summary>What we know of it.</summary>
    public OrderPhase Phase { get; init; } = OrderPhase.InFlight;

    /// <summary>The venue's id, once known.</summary>
    public string VenueOrderId { get; init; } = string.Empty;

    /// <summary>Booked fills, base units.</summary>
    public Quantity Filled { get; init; }

    /// <summary>Ids of the booked fills.</summary>
    public ImmutableSortedSet<string> FillIds { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>Margin that an entry reserves until it ends, quote currency.</summary>
    public Money ReservedMargin { get; init; }

    /// <summary>Whether its cancellation is intended.</summary>
    public bool CancelIntended { get; init; }

    /// <summary>The trigger that a stop is being moved to; absent when no move is under way.</summary>
    public Price? MovingTo { get; init; }

    /// <summary>The quantity that a stop is being moved to, base units; absent when no move is under way.</summary>
    public Quantity? MovingQuantity { get; init; }

    /// <summary>Before this instant a stop is not moved again, after a move that was refused.</summary>
    public DateTimeOffset? MoveNotBefore { get; init; }

    /// <summary>How the venue says that it ended, while some fills are not booked yet.</summary>
    public OrderStatus? ReportedEnd { get; init; }

    /// <summary>What the venue says was filled of an ended order, base units.</summary>
    public Quantity ReportedFilled { get; init; }

    /// <summary>When it was intended, UTC.</summary>
    public required DateTimeOffset IntendedAt { get; init; }
}
