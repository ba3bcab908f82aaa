using ActorBots.Domain.MarketData;

namespace ActorBots.Simulation.Feeds;

/// <summary>A feed made of candles, each expanded when its turn comes.</summary>
internal sealed class CandleFeed : FeedCursor
{
    private readonly IEnumerator<SourceCandle> _source;
    private readonly CandlePath _path;
    private FeedTick[] _ticks = [];
    private long _index = -1;
    private int _step;

    /// <param name="symbol">The instrument.</param>
    /// <param name="interval">Length of the source's candles.</param>
    /// <param name="source">The candles in order of time; may be endless.</param>
    /// <param name="path">Expands them.</param>
    /// <param name="end">End of the last candle; absent when endless.</param>
    public CandleFeed(string symbol, CandleInterval interval, IEnumerable<SourceCandle> source, CandlePath path, DateTimeOffset? end)
        : base(symbol, interval, end)
    {
        _source = source.GetEnumerator();
        _path = path;
        NextCandle();
    }

    public override FeedPosition Position => new(_index, _step);

    public override bool TryPeek(out FeedTick tick)
    {
        tick = _step < _ticks.Length ? _ticks[_step] : default;
        return _step < _ticks.Length;
    }

    public override void Advance()
    {
        if (++_step >= _ticks.Length)
        {
            NextCandle();
        }
    }

    private void NextCandle()
    {
        _index++;
        _step = 0;
        _ticks = _source.MoveNext() ? _path.Expand(_source.Current) : [];
    }
}
