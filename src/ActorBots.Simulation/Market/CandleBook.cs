using System.Collections.Immutable;
using ActorBots.Domain.MarketData;
using ActorBots.Simulation.Feeds;

namespace ActorBots.Simulation.Market;

/// <summary>
/// The candles of one instrument, added up from its ticks. Ticks go into the minute that runs; longer candles are made of closed minutes
/// and the running one. A minute without a tick has no candle.
/// </summary>
internal sealed class CandleBook
{
    private static readonly ImmutableArray<CandleInterval> Longer = CandleIntervals.All.RemoveAt(0);

    private readonly int _keep;
    private readonly Dictionary<CandleInterval, List<MarketCandle>> _closed = CandleIntervals.All.ToDictionary(i => i, _ => new List<MarketCandle>());
    private readonly RunningCandle?[] _longer = new RunningCandle?[Longer.Length];
    private RunningCandle? _minute;

    public CandleBook(int keep) => _keep = keep;

    /// <summary>Adds a tick; everything due at its time must have been closed before.</summary>
    public void Apply(in FeedTick tick)
    {
        var at = tick.At;
        if (_minute is { } running)
        {
            running.Add(tick.Price, tick.Quantity, at);
        }
        else
        {
            _minute = RunningCandle.Of(CandleInterval.OneMinute.OpenTimeOf(at), tick.Price, tick.Quantity, at);
        }
    }

    /// <summary>Closes all candles that end at or before an instant, shortest first.</summary>
    public void CloseDue(DateTimeOffset now, Action<CandleInterval, MarketCandle>? onClosed)
    {
        if (_minute is { } minute)
        {
            if (minute.OpenTime.AddMinutes(1) > now)
            {
                return;
            }

            var closed = Store(CandleInterval.OneMinute, minute, onClosed);
            _minute = null;
            for (var i = 0; i < Longer.Length; i++)
            {
                (_longer[i] ??= RunningCandle.StartOf(Longer[i], closed)).Merge(closed);
            }
        }

        for (var i = 0; i < Longer.Length; i++)
        {
            if (_longer[i] is { } running && running.OpenTime + Longer[i].Length() <= now)
            {
                Store(Longer[i], running, onClosed);
                _longer[i] = null;
            }
        }
    }

    /// <summary>The closed candles that are kept, oldest first.</summary>
    public IReadOnlyList<MarketCandle> Closed(CandleInterval interval) => _closed[interval];

    /// <summary>The candle that runs; nothing between candles.</summary>
    public MarketCandle? Running(CandleInterval interval)
    {
        if (interval == CandleInterval.OneMinute)
        {
            return _minute?.ToCandle(isClosed: false);
        }

        var closedPart = _longer[Longer.IndexOf(interval)];
        if (_minute is not { } minute)
        {
            return closedPart?.ToCandle(isClosed: false);
        }

        var candle = minute.ToCandle(isClosed: false);
        var whole = closedPart?.Copy() ?? RunningCandle.StartOf(interval, candle);
        whole.Merge(candle);
        return whole.ToCandle(isClosed: false);
    }

    /// <summary>Open price of the running minute, or the last close, or nothing before the first tick.</summary>
    public decimal? MinuteOpen => _minute?.Open ?? (_closed[CandleInterval.OneMinute] is { Count: > 0 } list ? list[^1].Close : null);

    /// <summary>Candles by open time, newest first.</summary>
    public ImmutableArray<MarketCandle> Query(CandleInterval interval, DateTimeOffset? start, DateTimeOffset? end, int limit)
    {
        var list = _closed[interval];
        var from = start is { } s ? FirstAtOrAfter(list, s) : 0;
        var to = end is { } e ? FirstAtOrAfter(list, e.AddTicks(1)) : list.Count;
        var found = list.GetRange(from, Math.Max(0, to - from));
        if (Running(interval) is { } running && (start is null || running.OpenTime >= start) && (end is null || running.OpenTime <= end))
        {
            found.Add(running);
        }

        var kept = start is not null && end is null ? found.Take(limit) : found.TakeLast(limit);
        return [.. kept.Reverse()];
    }

    private static int FirstAtOrAfter(List<MarketCandle> list, DateTimeOffset at)
    {
        var (low, high) = (0, list.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = list[middle].OpenTime < at ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private MarketCandle Store(CandleInterval interval, RunningCandle running, Action<CandleInterval, MarketCandle>? onClosed)
    {
        var candle = running.ToCandle(isClosed: true);
        var list = _closed[interval];
        list.Add(candle);
        if (list.Count > _keep + (_keep / 4))
        {
            list.RemoveRange(0, list.Count - _keep);
        }

        onClosed?.Invoke(interval, candle);
        return candle;
    }
}
