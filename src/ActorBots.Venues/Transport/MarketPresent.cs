using System.Collections.Concurrent;
using ActorBots.Domain.Instruments;

namespace ActorBots.Venues.Transport;

/// <summary>The newest market instants that a venue's messages told, of each instrument and of all. Thread-safe.</summary>
internal sealed class MarketPresent
{
    /// <summary>How long a consumer's history waits for the first word of a stream that was just subscribed.</summary>
    public static readonly TimeSpan FirstWord = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<InstrumentId, DateTimeOffset> _instruments = new();
    private readonly ConcurrentDictionary<InstrumentId, TaskCompletionSource> _expected = new();
    private long _newestTicks;

    /// <summary>The newest instant of all; nothing until something was told.</summary>
    public DateTimeOffset? Newest => Interlocked.Read(ref _newestTicks) is var ticks and > 0 ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>The newest instant of an instrument; nothing until something was told.</summary>
    public DateTimeOffset? Of(InstrumentId instrument) => _instruments.TryGetValue(instrument, out var at) ? at : null;

    /// <summary>A stream will soon tell of an instrument.</summary>
    public void Expect(InstrumentId instrument)
    {
        if (!_instruments.ContainsKey(instrument))
        {
            _expected.TryAdd(instrument, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }
    }

    /// <summary>
    /// The newest instant of an instrument; the first one is waited for where a stream will soon tell it. Without it nobody knows whether the
    /// venue's newest candle is closed.
    /// </summary>
    /// <param name="instrument">Which.</param>
    /// <param name="longest">Longest wait.</param>
    /// <param name="time">The clock of the wait.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Nothing when none is expected, or none came in time.</returns>
    public async Task<DateTimeOffset?> SoonAsync(
        InstrumentId instrument, TimeSpan longest, TimeProvider time, CancellationToken cancellationToken)
    {
        if (Of(instrument) is null && _expected.TryGetValue(instrument, out var first))
        {
            try
            {
                await first.Task.WaitAsync(longest, time, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                // A thin market, or a stream that is down: the newest candle then counts as open.
                return null;
            }
        }

        return Of(instrument);
    }

    /// <summary>Notes an instant; older ones change nothing.</summary>
    public void Note(InstrumentId instrument, DateTimeOffset at)
    {
        _instruments.AddOrUpdate(instrument, static (_, told) => told, static (_, known, told) => told > known ? told : known, at);
        if (_expected.TryRemove(instrument, out var first))
        {
            first.TrySetResult();
        }

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
