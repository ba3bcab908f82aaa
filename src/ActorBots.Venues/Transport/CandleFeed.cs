using System.Collections.Immutable;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.MarketData;
using Microsoft.Extensions.Logging;

namespace ActorBots.Venues.Transport;

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
    private readonly LoadedCandles _loaded = new();
    private readonly Dictionary<(InstrumentId Instrument, CandleInterval Interval), Confirmed> _sequences = [];
    private readonly long _started = time.GetTimestamp();

    private TimeSpan Now => time.GetElapsedTime(_started);

    /// <summary>Notes the newest candle that a consumer loaded by itself, so that the stream continues without a hole. Thread-safe.</summary>
    public void Loaded(InstrumentId instrument, CandleInterval interval, DateTimeOffset newest) => _loaded.Note(instrument, interval, newest);

    /// <summary>Gives a sequence up: the topic is no longer wanted.</summary>
    public void Forget(InstrumentId instrument, CandleInterval interval)
    {
        _loaded.Forget(instrument, interval);
        _sequences.Remove((instrument, interval));
    }

    /// <summary>The stream confirmed a candle.</summary>
    /// <returns>The candles to tell now, in order; none for a repeat or while older ones cannot be read.</returns>
    public async ValueTask<ImmutableArray<Candle>> ConfirmedAsync(
        InstrumentId instrument, CandleInterval interval, Candle candle, CancellationToken cancellationToken)
    {
        var confirmed = Of(instrument, interval);
        var sequence = confirmed.Sequence;
        if (candle.OpenTime <= sequence.Newest)
        {
            return [];
        }

        if (confirmed.Held is { } held)
        {
            confirmed.Held = candle.OpenTime > held.OpenTime ? candle : held;
            return sequence.RetryAt <= Now ? await FillAsync(confirmed, cancellationToken) : [];
        }

        if (sequence.Next is { } next && candle.OpenTime > next)
        {
            confirmed.Held = candle;
            return await FillAsync(confirmed, cancellationToken);
        }

        sequence.Told(candle.OpenTime);
        confirmed.Lags = false;
        return [candle];
    }

    /// <summary>The topic is subscribed again after a break.</summary>
    /// <returns>The candles to tell now, in order.</returns>
    public async ValueTask<ImmutableArray<Candle>> ResumedAsync(InstrumentId instrument, CandleInterval interval, CancellationToken cancellationToken)
    {
        var confirmed = Of(instrument, interval);
        if (confirmed.Sequence.Newest is null)
        {
            return [];
        }

        confirmed.Lags = true;
        return await FillAsync(confirmed, cancellationToken);
    }

    /// <summary>Tries again what failed, where it is time.</summary>
    /// <returns>The candles to tell now, in order.</returns>
    public async ValueTask<IReadOnlyList<(InstrumentId Instrument, CandleInterval Interval, Candle Candle)>> RetryAsync(
        CancellationToken cancellationToken)
    {
        List<(InstrumentId Instrument, CandleInterval Interval, Candle Candle)> told = [];
        foreach (var confirmed in _sequences.Values.Where(s => (s.Lags || s.Held is not null) && s.Sequence.RetryAt <= Now))
        {
            var candles = await FillAsync(confirmed, cancellationToken);
            told.AddRange(candles.Select(c => (confirmed.Sequence.Instrument, confirmed.Sequence.Interval, c)));
        }

        return told;
    }

    private Confirmed Of(InstrumentId instrument, CandleInterval interval)
    {
        if (!_sequences.TryGetValue((instrument, interval), out var confirmed))
        {
            confirmed = new Confirmed(new CandleSequence(instrument, interval, new Backoff(retry.First, retry.Longest, seed)));
            _sequences.Add((instrument, interval), confirmed);
        }

        confirmed.Sequence.Baseline = _loaded.Of(instrument, interval);
        return confirmed;
    }

    private async ValueTask<ImmutableArray<Candle>> FillAsync(Confirmed confirmed, CancellationToken cancellationToken)
    {
        var sequence = confirmed.Sequence;
        var from = sequence.Next!.Value;
        DateTimeOffset? through = confirmed.Held is { } held ? held.OpenTime - sequence.Interval.Length() : null;
        var answer = await read(sequence.Instrument, sequence.Interval, from, through, cancellationToken);
        if (sequence.Take(from, through, answer, Now) is not { } candles)
        {
            Log.CatchUpFailed(logger, stream, sequence.Topic, from, answer.Error?.Message ?? "the venue has not all of them yet");
            return [];
        }

        var told = confirmed.Held is { } last ? candles.Add(last) : candles;
        if (!told.IsEmpty)
        {
            sequence.Told(told[^1].OpenTime);
        }

        confirmed.Held = null;
        confirmed.Lags = false;
        sequence.Caught();
        return told;
    }

    private sealed class Confirmed(CandleSequence sequence)
    {
        public CandleSequence Sequence { get; } = sequence;

        /// <summary>Newest confirmed candle that waits for older ones.</summary>
        public Candle? Held { get; set; }

        /// <summary>Whether candles may have been missed in a break.</summary>
        public bool Lags { get; set; }
    }
}
