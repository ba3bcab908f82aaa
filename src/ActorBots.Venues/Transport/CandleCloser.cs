using System.Collections.Immutable;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.MarketData;
using ActorBots.Ports.Venues;
using Microsoft.Extensions.Logging;

namespace ActorBots.Venues.Transport;

/// <summary>
/// Closes candles on a stream that never says that one is final: market time in a later candle ends all before it, and what they became is
/// read by REST in the background, so that the socket goes on being read. Each candle is told once, in order and without a hole. Used from
/// the stream's loop.
/// </summary>
/// <param name="read">The REST side, which has the final word.</param>
/// <param name="loaded">What the consumers loaded by themselves.</param>
/// <param name="stream">Name for logs.</param>
/// <param name="retry">First and longest pause between efforts.</param>
/// <param name="seed">Makes the jitter repeatable.</param>
/// <param name="time">The clock of the pauses; never that of candles.</param>
/// <param name="logger">Where failures are told.</param>
/// <param name="wake">Called from anywhere when <see cref="CollectAsync"/> may have something to tell.</param>
internal sealed class CandleCloser(
    CandleReader read,
    LoadedCandles loaded,
    string stream,
    (TimeSpan First, TimeSpan Longest) retry,
    int seed,
    TimeProvider time,
    ILogger logger,
    Action wake)
{
    /// <summary>
    /// How long after its end a candle's own channel may still tell its last state; and how much longer than that other channels wait for
    /// it before they end the candle themselves.
    /// </summary>
    private static readonly TimeSpan LateLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan SilentChannelLimit = TimeSpan.FromSeconds(5);

    /// <summary>Part of the volume that the stream told which a final candle has at least; the venue may round.</summary>
    private const decimal LeastVolumePart = 0.999m;

    private readonly Dictionary<(InstrumentId Instrument, CandleInterval Interval), Closing> _closings = [];
    private readonly long _started = time.GetTimestamp();

    private TimeSpan Now => time.GetElapsedTime(_started);

    /// <summary>Starts with these candles; known ones go on.</summary>
    public void Watch(InstrumentId instrument, CandleInterval interval)
    {
        if (!_closings.ContainsKey((instrument, interval)))
        {
            var sequence = new CandleSequence(instrument, interval, new Backoff(retry.First, retry.Longest, seed));
            _closings.Add((instrument, interval), new Closing(sequence));
        }
    }

    /// <summary>Gives these candles up: the topic is no longer wanted.</summary>
    public void Forget(InstrumentId instrument, CandleInterval interval)
    {
        loaded.Forget(instrument, interval);
        _closings.Remove((instrument, interval));
    }

    /// <summary>The candles' own channel told a running candle.</summary>
    /// <param name="instrument">Whose.</param>
    /// <param name="interval">Which length.</param>
    /// <param name="at">Market time of the message.</param>
    /// <param name="running">What it told; the open time, which it does not tell, is ignored.</param>
    /// <param name="cancellationToken">Ends the reading that this may start.</param>
    /// <returns>Whether candles are being read now that were not asked for before.</returns>
    public bool Ran(InstrumentId instrument, CandleInterval interval, DateTimeOffset at, Candle running, CancellationToken cancellationToken)
    {
        if (!_closings.TryGetValue((instrument, interval), out var closing))
        {
            return false;
        }

        var bucket = interval.OpenTimeOf(at);
        if (bucket < closing.Bucket)
        {
            return false;
        }

        if (closing.Running is { } last && bucket > closing.Bucket && at - bucket < LateLimit && IsLateWord(last, running))
        {
            closing.Running = running with { OpenTime = last.OpenTime };
            closing.MoveTo(bucket);
        }
        else
        {
            closing.MoveTo(bucket);
            closing.Running = running with { OpenTime = bucket };
        }

        return Begin(closing, cancellationToken);
    }

    /// <summary>
    /// Any other channel of the instrument told a market time. It ends candles whose own channel stays silent for some seconds more, so that
    /// a dead channel does not stop the candles.
    /// </summary>
    /// <returns>Whether candles are being read now that were not asked for before.</returns>
    public bool Passed(InstrumentId instrument, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var begun = false;
        foreach (var interval in CandleIntervals.All)
        {
            if (_closings.TryGetValue((instrument, interval), out var closing))
            {
                var bucket = interval.OpenTimeOf(closing.Bucket is null ? at : at - SilentChannelLimit);
                if (!(bucket < closing.Bucket))
                {
                    closing.MoveTo(bucket);
                }

                begun |= Begin(closing, cancellationToken);
            }
        }

        return begun;
    }

    /// <summary>Takes over what was read, and reads on where something is missing and it is time.</summary>
    /// <returns>
    /// Instruments of which something was read, with the candles to tell now, in order, none when the effort failed; and instruments of which
    /// candles are being read now that were not asked for before.
    /// </returns>
    public async ValueTask<(IReadOnlyList<(InstrumentId Instrument, CandleInterval Interval, ImmutableArray<Candle> Candles)> Read, IReadOnlyList<InstrumentId> Begun)>
        CollectAsync(CancellationToken cancellationToken)
    {
        List<(InstrumentId Instrument, CandleInterval Interval, ImmutableArray<Candle> Candles)> told = [];
        List<InstrumentId> begun = [];
        foreach (var closing in _closings.Values)
        {
            if (closing.Reading is { Answer.IsCompleted: true } reading)
            {
                closing.Reading = null;
                told.Add((closing.Sequence.Instrument, closing.Sequence.Interval, Take(closing, reading, await reading.Answer)));
            }

            if (Begin(closing, cancellationToken))
            {
                begun.Add(closing.Sequence.Instrument);
            }
        }

        return (told, begun);
    }

    /// <summary>Whether candles of an instrument are being read.</summary>
    public bool IsReading(InstrumentId instrument) =>
        CandleIntervals.All.Any(i => _closings.TryGetValue((instrument, i), out var closing) && closing.Reading is not null);

    /// <summary>
    /// Whether a first message after the candle's end is the old candle's last word: it opened at the same price and its volume did not
    /// fall. A mistake costs a second look at the venue's answer, no more.
    /// </summary>
    private static bool IsLateWord(Candle last, Candle running) => running.Open == last.Open && running.Volume >= last.Volume;

    private bool Begin(Closing closing, CancellationToken cancellationToken)
    {
        var sequence = closing.Sequence;
        sequence.Baseline = loaded.Of(sequence.Instrument, sequence.Interval);
        if (closing.Bucket is not { } bucket || sequence.Next is not { } from || closing.Reading is not null || sequence.RetryAt > Now)
        {
            return false;
        }

        var through = bucket - sequence.Interval.Length();
        if (from > through)
        {
            return false;
        }

        var answer = read(sequence.Instrument, sequence.Interval, from, through, cancellationToken);
        closing.Reading = new Reading(from, through, answer);
        _ = WakeAfterAsync(answer);
        var isNews = !(through <= closing.Asked);
        closing.Asked = through;
        return isNews;
    }

    private async Task WakeAfterAsync(Task answer)
    {
        await answer.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        wake();
    }

    private ImmutableArray<Candle> Take(Closing closing, Reading reading, VenueResult<ImmutableArray<Candle>> answer)
    {
        var sequence = closing.Sequence;
        if (sequence.Take(reading.From, reading.Through, answer, Now, c => IsFinal(closing, c)) is not { } candles)
        {
            Log.CatchUpFailed(logger, stream, sequence.Topic, reading.From, answer.Error?.Message ?? "the venue has not all of them yet");
            return [];
        }

        sequence.Told(reading.Through);
        sequence.Caught();
        return candles;
    }

    /// <summary>Whether a row holds all that the stream told of its candle; an older one is not what the candle became.</summary>
    private static bool IsFinal(Closing closing, Candle row) =>
        closing.Ended is not { } seen
        || seen.OpenTime != row.OpenTime
        || (row.High >= seen.High && row.Low <= seen.Low && row.Volume.Value >= seen.Volume.Value * LeastVolumePart);

    private sealed record Reading(DateTimeOffset From, DateTimeOffset Through, Task<VenueResult<ImmutableArray<Candle>>> Answer);

    private sealed class Closing(CandleSequence sequence)
    {
        public CandleSequence Sequence { get; } = sequence;

        /// <summary>Open time of the candle in which the market is; all before it are closed.</summary>
        public DateTimeOffset? Bucket { get; set; }

        /// <summary>What the stream last told of the candle in which the market is.</summary>
        public Candle? Running { get; set; }

        /// <summary>What the stream last told of the candle before.</summary>
        public Candle? Ended { get; set; }

        public Reading? Reading { get; set; }

        /// <summary>Open time of the newest candle that was ever asked for.</summary>
        public DateTimeOffset? Asked { get; set; }

        /// <summary>The market is in a candle.</summary>
        public void MoveTo(DateTimeOffset bucket)
        {
            Sequence.Start ??= bucket;
            if (bucket > Bucket)
            {
                Ended = Running;
                Running = null;
            }

            Bucket = bucket;
        }
    }
}
