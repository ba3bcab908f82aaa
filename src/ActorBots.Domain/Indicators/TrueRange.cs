using ActorBots.Domain.Instruments;
using ActorBots.Domain.MarketData;

namespace ActorBots.Domain.Indicators;

/// <summary>The true range: how far price travelled in one candle, the gap from the previous close included.</summary>
public static class TrueRange
{
    /// <summary>The largest of high − low, |high − previous close| and |low − previous close|, in price units; exact.</summary>
    /// <param name="candle">The candle.</param>
    /// <param name="previousClose">The close of the candle before it.</param>
    public static decimal Of(Candle candle, Price previousClose) =>
        WilderAverage.TrueRange(candle.High.Value, candle.Low.Value, previousClose.Value);
}
