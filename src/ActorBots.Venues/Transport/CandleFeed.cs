using System.Collections.Concurrent;
using System.Collections.Immutable;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.MarketData;
using ActorBots.Ports.Venues;
using Microsoft.Extensions.Logging;

namespace ActorBots.Venues.Transport;

/// <summary>Reads closed candles by REST, oldest first.</summary>
/// <param name="instrument">Whose.</param>
/// <param name="interval">Which length.</param>
/// <param name="from">Open time of the first.</param>
/// <param name="through">Open time of the last; absent reads up to the newest that is certainly closed.</param>
/// <param name="cancellationToken">Ends the effort.</param>
internal delegate Task<VenueResult<ImmutableArray<Candle>>> CandleReader(
    InstrumentId instrument, CandleInterval interval, DateTimeOffset from, DateTimeOffset? through, CancellationToken cancellationToken);

/// <summary>
/// Makes of a stream's confirmed candles, which may be missing, late or repeated, a sequence that tells each candle once, in order and
/// without a hole: what is missing is read by REST, and nothing newer is told until that worked. Used from the stream's loop, except
/// <see cref="Loaded"/>.
/// </summary>
/// <param name="read">The REST side.</param>
/// <param name="stream">Name for logs.</param>
/// <param name="retry">First and longest pause between efforts.</param>
/// <param name="seed">Makes the jitter repeatable.</param>
/// <param name="time">The clock of the pauses.</param>
/// <param name="logger">Where failures are told.</param>
internal sealed class CandleFeed(
    CandleReader read, string stream, (TimeSpan First, TimeSpan Longest) retry, int seed, TimeProvider time, ILogger logger)
{
    private const int MaxIncompleteAnswers = 3;

    private readonly ConcurrentDictionary<(InstrumentId Instrument, CandleInterval Interval), DateTimeOffset> _loaded = new();
    private readonly Dictionary<(InstrumentId Instrument, CandleInterval Interval), Sequence> _sequences = [];

    /// <summary>Notes the newest candle that a consumer loaded by itself, so that the stream continues without a hole. Thread-safe.</summary>
    public void Loaded(InstrumentId instrument, CandleInterval interval, DateTimeOffset newest) => _loaded[(instrument, interval)] = newest;

    /// <summary>Gives a sequence up: the topic is no longer wanted.</summary>
    public void Forget(InstrumentId instrument, CandleInterval interval)
    {
        _loaded.TryRemove((instrument, interval), out _);
        _sequences.Remove((instrument, interval));
    }

    /// <summary>The stream confirmed a candle.</summary>
    /// <returns>The candles to tell now, in order; none for a repeat or while older ones cannot be read.</returns>
    public async ValueTask<ImmutableArray<Candle>> ConfirmedAsync(
        InstrumentId instrument, CandleInterval interval, Candle candle, CancellationToken cancellationToken)
    {
        var sequence = Of(instrument, interval);
        if (candle.OpenTime <= sequence.Newest)
        {
            return [];
        }

        if (sequence.Held is { } held)
        {
            sequence.Held = candle.OpenTime > held.OpenTime ? candle : held;
            return sequence.RetryAt <= time.GetUtcNow() ? await FillAsync(sequence, cancellationToken) : [];
        }

        if (sequence.Next is { } next && candle.OpenTime > next)
        {
            sequence.Held = candle;
            return await FillAsync(sequence, cancellationToken);
        }

        sequence.Newest = candle.OpenTime;
        sequence.Lags = false;
        return [candle];
    }

    /// <summary>The topic is subscribed again after a break.</summary>
    /// <returns>The candles to tell now, in order.</returns>
    public async ValueTask<ImmutableArray<Candle>> ResumedAsync(InstrumentId instrument, CandleInterval interval, CancellationToken cancellationToken)
    {
        var sequence = Of(instrument, interval);
        if (sequence.Newest is null)
        {
            return [];
        }

        sequence.Lags = true;
        return await FillAsync(sequence, cancellationToken);
    }

    /// <summary>Tries again what failed, where it is time.</summary>
    /// <returns>The candles to tell now, in order.</returns>
    public async ValueTask<IReadOnlyList<(InstrumentId Instrument, CandleInterval Interval, Candle Candle)>> RetryAsync(
        CancellationToken cancellationToken)
    {
        List<(InstrumentId Instrument, CandleInterval Interval, Candle Candle)> told = [];
        foreach (var sequence in _sequences.Values.Where(s => (s.Lags || s.Held is not null) && s.RetryAt <= time.GetUtcNow()))
        {
            var candles = await FillAsync(sequence, cancellationToken);
            told.AddRange(candles.Select(c => (sequence.Instrument, sequence.Interval, c)));
        }

        return told;
    }

    private Sequence Of(InstrumentId instrument, CandleInterval interval)
    {
        if (!_sequences.TryGetValue((instrument, interval), out var sequence))
        {
            var backoff = new Backoff(retry.First, retry.Longest, seed);
            sequence = new Sequence(instrument, interval, backoff);
            _sequences.Add((instrument, interval), sequence);
        }

        sequence.Baseline = _loaded.TryGetValue((instrument, interval), out var loaded) ? loaded : null;
        return sequence;
    }

    private async ValueTask<ImmutableArray<Candle>> FillAsync(Sequence sequence, CancellationToken cancellationToken)
    {
        var from = sequence.Next!.Value;
        DateTimeOffset? through = sequence.Held is { } held ? held.OpenTime - sequence.Interval.Length() : null;
        var result = await read(sequence.Instrument, sequence.Interval, from, through, cancellationToken);
        var candles = result.IsSuccess ? result.Value.Where(c => c.OpenTime >= from && !(c.OpenTime > through)).ToImmutableArray() : [];
        if (!result.IsSuccess || (IsIncomplete(sequence, candles, from, through) && ++sequence.IncompleteAnswers < MaxIncompleteAnswers))
        {
            sequence.RetryAt = time.GetUtcNow() + sequence.Backoff.Next();
            var topic = $"{sequence.Instrument} {sequence.Interval.Name()}";
            Log.CatchUpFailed(logger, stream, topic, from, result.Error?.Message ?? "the venue has not all of them yet");
            return [];
        }

        var told = sequence.Held is { } last ? candles.Add(last) : candles;
        if (!told.IsEmpty)
        {
            sequence.Newest = told[^1].OpenTime;
        }

        sequence.Caught();
        return told;
    }

    private static bool IsIncomplete(Sequence sequence, ImmutableArray<Candle> candles, DateTimeOffset from, DateTimeOffset? through) =>
        through is { } last && candles.Length < ((last - from) / sequence.Interval.Length()) + 1;

    private sealed class Sequence(InstrumentId instrument, CandleInterval interval, Backoff backoff)
    {
        public InstrumentId Instrument { get; } = instrument;

        public CandleInterval Interval { get; } = interval;

        public Backoff Backoff { get; } = backoff;

        /// <summary>Newest candle told.</summary>
        public DateTimeOffset? Newest { get; set; }

        /// <summary>Newest candle that a consumer loaded by itself.</summary>
        public DateTimeOffset? Baseline { get; set; }

        /// <summary>Newest confirmed candle that waits for older ones.</summary>
        public Candle? Held { get; set; }

        /// <summary>Whether candles may have been missed in a break.</summary>
        public bool Lags { get; set; }

        public DateTimeOffset RetryAt { get; set; }

        public int IncompleteAnswers { get; set; }

        /// <summary>Open time of the candle that follows; nothing when any candle may come.</summary>
        public DateTimeOffset? Next => (Newest ?? Baseline) + Interval.Length();

        public void Caught()
        {
            Held = null;
            Lags = false;
            IncompleteAnswers = 0;
            RetryAt = default;
            Backoff.Reset();
        }
    }
}
