using ActorBots.Domain.Indicators;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.MarketData;

namespace ActorBots.Domain.Tests.Indicators;

public sealed class RecentHighTests
{
    [Fact]
    public void Of_NoCandles_IsNothing() => Assert.Null(RecentHigh.Of([], 20));

    [Theory]
    [InlineData(1, 101)]
    [InlineData(2, 103)]
    [InlineData(3, 103)]
    [InlineData(4, 109)]
    [InlineData(20, 109)]
    public void Of_Lookback_CountsOnlyTheNewest(int lookback, int expected)
    {
        var candles = new[] { 109, 102, 103, 101 }.Select(Candle).ToArray();

        Assert.Equal(new Price(expected), RecentHigh.Of(candles, lookback));
    }

    [Fact]
    public void Of_LookbackBelowOne_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => RecentHigh.Of([], 0));

    private static Candle Candle(int high) => new(
        DateTimeOffset.UnixEpoch, new Price(high - 1), new Price(high), new Price(high - 2), new Price(high - 1), Quantity.Zero);
}
