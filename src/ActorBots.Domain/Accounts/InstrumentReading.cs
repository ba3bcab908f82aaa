using System.Collections.Immutable;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;

namespace ActorBots.Domain.Accounts;

/// <summary>What the venue says of an account's holding in one instrument: the position, read first, then the working orders.</summary>
public sealed record InstrumentReading
{
    /// <summary>Which instrument.</summary>
    public required InstrumentId Instrument { get; init; }

    /// <summary>Net position, base units; in hedge mode the long leg. Positive is long.</summary>
    public decimal NetQuantity { get; init; }

    /// <summary>Size of a short leg beside it, base units.</summary>
    public Quantity ShortLeg { get; init; }

    /// <summary>The venue's quantity-weighted entry price; absent when flat.</summary>
    public Price? AverageEntryPrice { get; init; }

    /// <summary>All working orders in the instrument, conditional ones included.</summary>
    public ImmutableArray<OrderReport> OpenOrders { get; init; } = [];
}
