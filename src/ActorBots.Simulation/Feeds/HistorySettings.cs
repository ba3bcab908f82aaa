using ActorBots.Domain.MarketData;

namespace ActorBots.Simulation.Feeds;

/// <summary>How much of a feed is already past when trading starts. A file gives at most its first half.</summary>
public sealed record HistorySettings
{
    /// <summary>Number of closed candles of <see cref="Interval"/> wanted; 0 to 10000.</summary>
    public int Candles { get; init; } = 200;

    /// <summary>The longest interval wanted.</summary>
    public CandleInterval Interval { get; init; } = CandleInterval.OneHour;
}
