using System.Collections.Immutable;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.MarketData;

namespace ActorBots.Ports.Venues;

/// <summary>A venue's public side: instrument rules, candles, prices. One per venue and node; thread-safe.</summary>
public interface IMarketDataClient : IAsyncDisposable
{
    /// <summary>All linear USDT perpetuals with their filters.</summary>
    Task<VenueResult<ImmutableArray<Instrument>>> GetInstrumentsAsync(CancellationToken cancellationToken);

    /// <summary>The newest closed candles, oldest first; fewer when the venue has fewer. The open candle is never among them.</summary>
    /// <param name="instrument">Which instrument.</param>
    /// <param name="interval">Which length.</param>
    /// <param name="count">How many; 1 to 1000.</param>
    /// <param name="cancellationToken">Ends the effort.</param>
    Task<VenueResult<ImmutableArray<Candle>>> GetClosedCandlesAsync(
        InstrumentId instrument, CandleInterval interval, int count, CancellationToken cancellationToken);

    /// <summary>The last price by REST, for when the stream is silent.</summary>
    Task<VenueResult<MarketEvent.PriceChanged>> GetLastPriceAsync(InstrumentId instrument, CancellationToken cancellationToken);

    /// <summary>Asks for a topic; idempotent. Takes effect on the running stream and survives reconnects.</summary>
    void Subscribe(MarketTopic topic);

    /// <summary>Gives a topic up; idempotent.</summary>
    void Unsubscribe(MarketTopic topic);

    /// <summary>
    /// The public stream of all subscribed topics: connects, reconnects with backoff and jitter, resubscribes, watches for silence.
    /// Ends only when cancelled. To be enumerated once.
    /// </summary>
    IAsyncEnumerable<MarketEvent> StreamAsync(CancellationToken cancellationToken);
}
