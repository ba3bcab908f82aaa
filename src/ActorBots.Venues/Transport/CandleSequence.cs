using System.Collections.Immutable;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.MarketData;
using ActorBots.Ports.Venues;

namespace ActorBots.Venues.Transport;

/// <summary>
/// How far one instrument's candles of one interval were told, and what the venue's answers about missing ones are worth. Not thread-safe.
/// </summary>
/// <param name="instrument">Whose.</param>
/// <param name="interval">Which length.</param>
/// <param name="backoff">The pauses between efforts.</param>
internal sealed class CandleSequence(InstrumentId instrument, CandleInterval interval, Backoff backoff)
{
    private const int MaxIncompleteAnswers = 3;

    private int _incompleteAnswers;

    /// <summary>Whose candles.</summary>
    public InstrumentId Instrument { get; } = instrument;

    /// <summary>Which length.</summary>
    public CandleInterval Interval { get; } = interval;

    /// <summary>Name for logs.</summary>
    public string Topic => $"{Instrument} {Interval.Name()}";

    /// <summary>Newest candle told.</summary>
    public DateTimeOffset? Newest { get; private set; }

    /// <summary>Newest candle that a consumer loaded by itself.</summary>
    public DateTimeOffset? Baseline { get; set; }

    /// <summary>The first candle wanted when none was told or loaded.</summary>
    public DateTimeOffset? Start { get; set; }

    /// <summary>When the venue may be asked next, in the asker's monotonic time.</summary>
    public TimeSpan RetryAt { get; private set; }

    /// <summary>Open time of the candle that follows; nothing when any candle may come.</summary>
    public DateTimeOffset? Next => (Newest ?? Baseline) + Interval.Length() ?? Start;

    /// <summary>A candle was told.</summary>
    public void Told(DateTimeOffset openTime) => Newest = openTime;

    /// <summary>Nothing is missing any more.</summary>
    public void Caught()
    {
        _incompleteAnswers = 0;
        RetryAt = default;
        backoff.Reset();
    }

    /// <summary>
    /// Takes an answer. One that lacks candles, or has one that is not final yet, is not taken at first; when the venue insists, it is.
    /// </summary>
    /// <param name="from">Open time of the first candle that was asked for.</param>
    /// <param name="through">Open time of the last one; absent asked for all there are.</param>
    /// <param name="answer">What the venue said.</param>
    /// <param name="now">The asker's monotonic time.</param>
    /// <param name="isFinal">Whether a candle is known to be final.</param>
    /// <returns>The candles; nothing when the venue must be asked again at <see cref="RetryAt"/>.</returns>
    public ImmutableArray<Candle>? Take(
        DateTimeOffset from,
        DateTimeOffset? through,
        VenueResult<ImmutableArray<Candle>> answer,
        TimeSpan now,
        Func<Candle, bool>? isFinal = null)
    {
        ImmutableArray<Candle> candles = answer.IsSuccess ? [.. answer.Value.Where(c => c.OpenTime >= from && !(c.OpenTime > through))] : [];
        if (answer.IsSuccess && (IsComplete(candles, from, through, isFinal) || ++_incompleteAnswers >= MaxIncompleteAnswers))
        {
            return candles;
        }

        RetryAt = now + backoff.Next();
        return null;
    }

    private bool IsComplete(ImmutableArray<Candle> candles, DateTimeOffset from, DateTimeOffset? through, Func<Candle, bool>? isFinal) =>
        (through is not { } last || candles.Length >= ((last - from) / Interval.Length()) + 1) && (isFinal is null || candles.All(isFinal));
}
