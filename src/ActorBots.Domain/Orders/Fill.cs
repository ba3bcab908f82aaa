using ActorBots.Domain.Instruments;

namespace ActorBots.Domain.Orders;

/// <summary>One execution. The fill id is the venue's and unique: a fill is booked once however often it is told.</summary>
public sealed record Fill
{
    /// <summary>The venue's id of this execution.</summary>
    public required string FillId { get; init; }

    /// <summary>Our order id; absent when the order is not ours.</summary>
    public ClientOrderId? ClientOrderId { get; init; }

    /// <summary>The venue's order id.</summary>
    public required string VenueOrderId { get; init; }

    /// <summary>What was traded.</summary>
    public required InstrumentId Instrument { get; init; }

    /// <summary>Which way the order traded.</summary>
    public required OrderSide Side { get; init; }

    /// <summary>Execution price.</summary>
    public required Price Price { get; init; }

    /// <summary>Executed quantity, base units; positive.</summary>
    public required Quantity Quantity { get; init; }

    /// <summary>Fee in quote currency: positive is paid, negative is a rebate.</summary>
    public required Money Fee { get; init; }

    /// <summary>What caused it.</summary>
    public FillKind Kind { get; init; } = FillKind.Trade;

    /// <summary>When it happened, venue time, UTC.</summary>
    public required DateTimeOffset At { get; init; }
}
