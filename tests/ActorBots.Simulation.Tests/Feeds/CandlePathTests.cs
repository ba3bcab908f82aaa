using ActorBots.Domain.MarketData;
using ActorBots.Simulation.Feeds;
using CsCheck;

namespace ActorBots.Simulation.Tests.Feeds;

public sealed class CandlePathTests
{
    private static readonly Gen<CandleInterval> Intervals = Gen.Int[0, 3].Select(i => CandleIntervals.All[i]);

    private static readonly Gen<SourceCandle> Candles =
        from prices in Gen.Int[1, 100_000].Array[4]
        from volume in Gen.Int[0, 1_000_000]
        from minute in Gen.Int[0, 1_000_000]
        let sorted = prices.Order().ToArray()
        let inner = Math.Abs(prices[0] - prices[1]) % 2 == 0 ? (sorted[1], sorted[2]) : (sorted[2], sorted[1])
        select new SourceCandle(
            1_700_000_040_000L + (minute * 3_600_000L), inner.Item1 / 10m, sorted[3] / 10m, sorted[0] / 10m, inner.Item2 / 10m, volume / 1000m);

    [Fact]
    public void Expand_AnyCandle_AddsUpToItExactly() => Gen.Select(Candles, Intervals, Gen.Int[1, 30]).Sample(
        (candle, interval, steps) =>
        {
            var ticks = new CandlePath(interval, 0.1m, steps, 7).Expand(candle);

            Assert.Equal(candle.Open, ticks[0].Price);
            Assert.Equal(candle.Close, ticks[^1].Price);
            Assert.Equal(candle.High, ticks.Max(t => t.Price));
            Assert.Equal(candle.Low, ticks.Min(t => t.Price));
            Assert.Equal(candle.Volume, ticks.Sum(t => t.Quantity));
            Assert.All(ticks, t => Assert.True(t.Quantity >= 0m && t.Price % 0.1m == 0m));
        },
        iter: 2_000);

    [Fact]
    public void Expand_AnyCandle_StaysInItsTimeAndAscends() => Gen.Select(Candles, Intervals).Sample(
        (candle, interval) =>
        {
            var ticks = new CandlePath(interval, 0.1m, 5, 7).Expand(candle);
            var open = DateTimeOffset.FromUnixTimeMilliseconds(candle.OpenMs);

            Assert.Equal(open, ticks[0].At);
            Assert.True(ticks[^1].At < open + interval.Length());
            Assert.Equal(ticks.Select(t => t.At).Order(), ticks.Select(t => t.At));
        },
        iter: 500);

    [Fact]
    public void Expand_AnyCandle_GoesToTheNearerExtremeFirstInMonotoneLegs() => Candles.Sample(
        candle =>
        {
            var prices = new CandlePath(CandleInterval.OneMinute, 0.1m, 5, 7).Expand(candle).Select(t => t.Price).ToList();
            var low = prices.IndexOf(candle.Low);
            var high = prices.IndexOf(candle.High);
            if (candle.Open - candle.Low != candle.High - candle.Open && low != high)
            {
                Assert.Equal(candle.Open - candle.Low < candle.High - candle.Open, low < high);
            }

            var (first, second) = (Math.Min(low, high), Math.Max(low, high));
            AssertMonotone(prices.GetRange(0, first + 1));
            AssertMonotone(prices.GetRange(first, second - first + 1));
        },
        iter: 2_000);

    [Fact]
    public void Expand_OtherSeed_TakesAnotherPath()
    {
        var candle = new SourceCandle(1_700_000_040_000L, 100m, 150m, 90m, 120m, 5m);

        var one = new CandlePath(CandleInterval.OneMinute, 0.1m, 5, 1).Expand(candle);
        var again = new CandlePath(CandleInterval.OneMinute, 0.1m, 5, 1).Expand(candle);
        var two = new CandlePath(CandleInterval.OneMinute, 0.1m, 5, 2).Expand(candle);

        Assert.Equal(one, again);
        Assert.NotEqual(one, two);
    }

    [Fact]
    public void Expand_NoVolumeAndFlat_ShowsThePriceOnce()
    {
        var ticks = new CandlePath(CandleInterval.OneMinute, 0.1m, 5, 1).Expand(new SourceCandle(1_700_000_040_000L, 100m, 100m, 100m, 100m, 0m));

        Assert.Equal((100m, 0m), (Assert.Single(ticks).Price, ticks[0].Quantity));
    }

    private static void AssertMonotone(List<decimal> leg)
    {
        var rising = leg.Zip(leg.Skip(1)).All(p => p.First <= p.Second);
        var falling = leg.Zip(leg.Skip(1)).All(p => p.First >= p.Second);
        Assert.True(rising || falling);
    }
}
