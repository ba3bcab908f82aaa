using System.Collections.Concurrent;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.MarketData;

namespace ActorBots.Venues.Transport;

/// <summary>
/// Open times of the newest candles that consumers loaded by themselves, so that a stream continues after them without a hole. Thread-safe.
/// </summary>
internal sealed class LoadedCandles
{
    private readonly ConcurrentDictionary<(InstrumentId Instrument, CandleInterval Interval), DateTimeOffset> _newest = new();

    /// <summary>A consumer loaded candles up to this one.</summary>
    public void Note(InstrumentId instrument, CandleInterval interval, DateTimeOffset newest) => _newest[(instrument, interval)] = newest;

    /// <summary>The newest that was loaded; nothing when none was.</summary>
    public DateTimeOffset? Of(InstrumentId instrument, CandleInterval interval) => _newest.TryGetValue((instrument, interval), out var newest) ? newest : null;

    /// <summary>Nobody wants these candles any more.</summary>
    public void Forget(InstrumentId instrument, CandleInterval interval) => _newest.TryRemove((instrument, interval), out _);
}
