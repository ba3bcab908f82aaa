using System.Collections.Concurrent;
using ActorBots.Domain.Instruments;

namespace ActorBots.Venues.Transport;

/// <summary>The newest market instants that a venue's messages told, of each instrument and of all. Thread-safe.</summary>
internal sealed class MarketPresent
{
    private readonly ConcurrentDictionary<InstrumentId, DateTimeOffset> _instruments = new();
    private long _newestTicks;

    /// <summary>The newest instant of all; nothing until something was told.</summary>
    public DateTimeOffset? Newest => Interlocked.Read(ref _newestTicks) is var ticks and > 0 ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>The newest instant of an instrument; nothing until something was told.</summary>
    public DateTimeOffset? Of(InstrumentId instrument) => _instruments.TryGetValue(instrument, out var at) ? at : null;

    /// <summary>Notes an instant; older ones change nothing.</summary>
    public void Note(InstrumentId instrument, DateTimeOffset at)
    {
        _instruments.AddOrUpdate(instrument, static (_, told) => told, static (_, known, told) => told > known ? told : known, at);
        var seen = Interlocked.Read(ref _newestTicks);
        while (at.UtcTicks > seen)
        {
            var before = Interlocked.CompareExchange(ref _newestTicks, at.UtcTicks, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }
}
