using ActorBots.Domain.Instruments;
using ActorBots.Domain.MarketData;

namespace ActorBots.Domain.Indicators;

/// <summary>The highest price of late.</summary>
public static class RecentHigh
{
    /// <summary>The highest high of the newest closed candles. The running candle is added by whoever sees its prices.</summary>
    /// <param name="closedCandles">Closed candles, oldest first.</param>
    /// <param name="lookback">How many of them count; 1 or more. When there are fewer, all count.</param>
    /// <returns>Nothing when there is no candle.</returns>
    public static Price? Of(IReadOnlyList<Candle> closedCandles, int lookback)
    {
        ArgumentNullException.ThrowIfNull(closedCandles);
        ArgumentOutOfRangeException.ThrowIfLessThan(lookback, 1);
        Price? highest = null;
        for (var i = Math.Max(0, closedCandles.Count - lookback); i < closedCandles.Count; i++)
        {
            highest = highest is { } known ? Price.Max(known, closedCandles[i].High) : closedCandles[i].High;
        }

        return highest;
    }
}
