using ActorBots.Domain.Instruments;

namespace ActorBots.Venues.Bitunix;

/// <summary>Where a stop stands.</summary>
internal enum BitunixStopStatus
{
    /// <summary>Waits for its price.</summary>
    Pending = 1,

    /// <summary>Its price traded and it made a child order, which has fills of its own.</summary>
    Fired = 2,

    /// <summary>Cancelled by us, by hand, or by the venue when the position ended.</summary>
    Cancelled = 3,

    /// <summary>Its price traded and the child order could not be placed.</summary>
    Failed = 4,
}

/// <summary>A stop of a quantity as the venue tells it.</summary>
/// <param name="Id">The venue's id.</param>
/// <param name="Instrument">Of what.</param>
/// <param name="Quantity">Base units.</param>
/// <param name="Trigger">Last price that fires it.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="CreatedAt">Venue time; rows of working stops do not tell it.</param>
/// <param name="TriggeredAt">Venue time; absent until it fired.</param>
/// <param name="Word">The venue's word for the status.</param>
internal sealed record BitunixStopRow(
    string Id,
    InstrumentId Instrument,
    Quantity Quantity,
    Price Trigger,
    BitunixStopStatus Status,
    DateTimeOffset? CreatedAt,
    DateTimeOffset? TriggeredAt,
    string Word);
