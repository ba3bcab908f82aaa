using ActorBots.Domain.Instruments;

namespace ActorBots.Domain.Orders;

/// <summary>
/// What a bot knows of one of its live orders. A venue that cannot carry our id on every kind of order is matched by it: by the venue's id
/// where one was acknowledged, else by what was asked for.
/// </summary>
public sealed record OrderTrace
{
    /// <summary>Our id.</summary>
    public required ClientOrderId ClientOrderId { get; init; }

    /// <summary>What is traded.</summary>
    public required InstrumentId Instrument { get; init; }

    /// <summary>Ordered quantity after the last successful move, base units.</summary>
    public required Quantity Quantity { get; init; }

    /// <summary>Trigger price of a stop after the last successful move; absent for other orders.</summary>
    public Price? TriggerPrice { get; init; }

    /// <summary>The venue's id; empty until the venue acknowledged the order.</summary>
    public string VenueOrderId { get; init; } = string.Empty;

    /// <summary>When it was intended, market time, UTC.</summary>
    public required DateTimeOffset IntendedAt { get; init; }
}
