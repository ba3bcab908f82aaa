using System.Collections.Immutable;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.MarketData;
using ActorBots.Ports.Venues;

namespace ActorBots.Venues.Transport;

/// <summary>Reads closed candles by REST, oldest first.</summary>
/// <param name="instrument">Whose.</param>
/// <param name="interval">Which length.</param>
/// <param name="from">Open time of the first.</param>
/// <param name="through">Open time of the last; absent reads up to the newest that is certainly closed.</param>
/// <param name="cancellationToken">Ends the effort.</param>
internal delegate Task<VenueResult<ImmutableArray<Candle>>> CandleReader(
    InstrumentId instrument, CandleInterval interval, DateTimeOffset from, DateTimeOffset? through, CancellationToken cancellationToken);
