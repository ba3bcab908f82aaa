using System.Collections.Immutable;
using ActorBots.Domain.MarketData;

namespace ActorBots.Simulation.Feeds;

/// <summary>A feed made of trades.</summary>
internal sealed class TickFeed : FeedCursor
{
    private readonly ImmutableArray<FeedTick> _ticks;
    private int _next;

    public TickFeed(string symbol, ImmutableArray<FeedTick> ticks)
        : base(symbol, CandleInterval.OneMinute, ticks[^1].At) => _ticks = ticks;

    public override FeedPosition Position => new(_next, 0);

    public override bool TryPeek(out FeedTick tick)
    {
        tick = _next < _ticks.Length ? _ticks[_next] : default;
        return _next < _ticks.Length;
    }

    public override void Advance() => _next++;
}
