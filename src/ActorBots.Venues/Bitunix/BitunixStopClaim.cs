using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;

namespace ActorBots.Venues.Bitunix;

/// <summary>One of our stops, and which of the venue's stops it is, as far as that is known.</summary>
/// <param name="Order">Our id.</param>
/// <param name="Instrument">Of what.</param>
/// <param name="Quantity">Base units.</param>
/// <param name="Trigger">Trigger price.</param>
/// <param name="StopId">The venue's id; empty until it is known.</param>
/// <param name="IntendedAt">Market time; absent when nobody told it.</param>
/// <param name="IsInFlight">Whether the answer to its placement is still awaited.</param>
internal sealed record BitunixStopClaim(
    ClientOrderId Order,
    InstrumentId Instrument,
    Quantity Quantity,
    Price Trigger,
    string StopId,
    DateTimeOffset? IntendedAt,
    bool IsInFlight)
{
    /// <summary>Whether two stops ask for the same, so that a row without an id of ours could be either.</summary>
    public bool IsTwinOf(BitunixStopClaim other) =>
        Instrument == other.Instrument && Quantity == other.Quantity && Trigger == other.Trigger;

    /// <summary>Whether a row of the venue is what was asked for.</summary>
    public bool Fits(BitunixStopRow row) => Instrument == row.Instrument && Quantity == row.Quantity && Trigger == row.Trigger;
}
