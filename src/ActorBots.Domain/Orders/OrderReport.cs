using ActorBots.Domain.Instruments;

namespace ActorBots.Domain.Orders;

/// <summary>The venue's view of an order at one moment. Reports may come late, twice and out of order.</summary>
public sealed record OrderReport
{
    /// <summary>Our id; absent when the order is not ours (placed by hand, by a liquidation, by another program).</summary>
    public ClientOrderId? ClientOrderId { get; init; }

    /// <summary>The venue's id.</summary>
    public required string VenueOrderId { get; init; }

    /// <summary>What is traded.</summary>
    public required InstrumentId Instrument { get; init; }

    /// <summary>Which way.</summary>
    public required OrderSide Side { get; init; }

    /// <summary>Where it stands.</summary>
    public required OrderStatus Status { get; init; }

    /// <summary>Ordered quantity, base units.</summary>
    public required Quantity Quantity { get; init; }

    /// <summary>Filled quantity so far, base units; never decreases for one order.</summary>
    public required Quantity FilledQuantity { get; init; }

    /// <summary>Quantity-weighted fill price; absent until the first fill.</summary>
    public Price? AveragePrice { get; init; }

    /// <summary>Trigger price of a conditional order.</summary>
    public Price? TriggerPrice { get; init; }

    /// <summary>Whether it may only shrink a position.</summary>
    public bool ReduceOnly { get; init; }

    /// <summary>The venue's own word for why it was rejected or cancelled; empty when there is none.</summary>
    public string Reason { get; init; } = string.Empty;

    /// <summary>When the venue last changed it, venue time, UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}
