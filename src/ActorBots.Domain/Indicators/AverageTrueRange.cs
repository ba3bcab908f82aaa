using System.Collections.Immutable;
using ActorBots.Domain.MarketData;

namespace ActorBots.Domain.Indicators;

/// <summary>
/// The average true range by Wilder's smoothing, in price units. The first true range needs a previous close, so the first
/// average stands at the candle with index n and is the mean of n true ranges; from there on
/// ATR = (previous ATR × (n − 1) + true range) ÷ n. This is the seeding of Wilder's book, TA-Lib and Skender.
/// Decimal arithmetic: nothing is rounded but by the 28 digits of a division.
/// </summary>
public static class AverageTrueRange
{
    private const int WindowPerPeriod = 10;
    private const int ShortestWindow = 200;

    /// <summary>
    /// Closed candles that the average of a bot is computed over, max(10·n, 200). It is computed afresh over this fixed window
    /// at each close, so a bot that restarted has the very value of one that never stopped.
    /// </summary>
    /// <param name="period">Candles in the average; 1 or more.</param>
    public static int WindowLength(int period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        return Math.Max(WindowPerPeriod * period, ShortestWindow);
    }

    /// <summary>The average at each candle; absent for the first <paramref name="period"/> ones.</summary>
    /// <param name="candles">Closed candles, oldest first, without gaps.</param>
    /// <param name="period">Candles in the average; 1 or more.</param>
    public static ImmutableArray<decimal?> Series(IReadOnlyList<Candle> candles, int period)
    {
        ArgumentNullException.ThrowIfNull(candles);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        return candles.Count == 0 ? [] : [null, .. WilderAverage.Smooth<decimal>(TrueRanges(candles, 0), period)];
    }

    /// <summary>The average at the newest candle, over the newest <see cref="WindowLength"/> candles only.</summary>
    /// <param name="window">Closed candles, oldest first, without gaps; those older than the window are not looked at.</param>
    /// <param name="period">Candles in the average; 1 or more.</param>
    /// <returns>Price units; nothing when there are fewer than n + 1 candles.</returns>
    public static decimal? Latest(IReadOnlyList<Candle> window, int period)
    {
        ArgumentNullException.ThrowIfNull(window);
        var first = Math.Max(0, window.Count - WindowLength(period));
        return window.Count - first <= period ? null : WilderAverage.Smooth<decimal>(TrueRanges(window, first), period)[^1];
    }

    private static decimal[] TrueRanges(IReadOnlyList<Candle> candles, int first)
    {
        var ranges = new decimal[Math.Max(0, candles.Count - first - 1)];
        for (var i = 0; i < ranges.Length; i++)
        {
            ranges[i] = TrueRange.Of(candles[first + i + 1], candles[first + i].Close);
        }

        return ranges;
    }
}
