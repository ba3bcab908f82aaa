using ActorBots.Domain.Instruments;

namespace ActorBots.Domain.Indicators;

/// <summary>What the closed candles say at one moment.</summary>
/// <param name="Atr">Average true range, price units; absent until there are n + 1 candles.</param>
/// <param name="RecentHighClosed">Highest high of the looked-back closed candles; absent until there is one.</param>
/// <param name="LastCandleOpenTime">Open time of the newest closed candle, UTC; absent until there is one.</param>
/// <param name="CandleCount">Closed candles that were looked at; zero or more.</param>
public sealed record IndicatorView(decimal? Atr, Price? RecentHighClosed, DateTimeOffset? LastCandleOpenTime, int CandleCount)
{
    /// <summary>Nothing is known yet.</summary>
    public static IndicatorView Empty { get; } = new(null, null, null, 0);
}
