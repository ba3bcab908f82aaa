using ActorBots.Domain.Instruments;
using ActorBots.Domain.Performance;
using CsCheck;

namespace ActorBots.Domain.Tests.Performance;

public sealed class TradeStatisticsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 7, 31, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Record_WinsAndLosses_AreCountedAndSummed()
    {
        var statistics = Record(5m, -2m, 0m, 1m, -6m, 3m);

        Assert.Equal(6, statistics.TradesTotal);
        Assert.Equal(3, statistics.Wins);
        Assert.Equal(2, statistics.Losses);
        Assert.Equal(new Money(1m), statistics.RealizedPnl);
        Assert.Equal(new Money(5m), statistics.PeakPnl);
        Assert.Equal(new Money(7m), statistics.MaxDrawdown);
    }

    [Fact]
    public void Record_OnlyLosses_DrawdownIsMeasuredFromZero() => Assert.Equal(new Money(3m), Record(-1m, -2m).MaxDrawdown);

    [Fact]
    public void TradesToday_NextUtcDay_StartsAtZero()
    {
        var statistics = Record(1m, 1m);
        var evening = new DateTimeOffset(2026, 8, 1, 1, 30, 0, TimeSpan.FromHours(2));

        Assert.Equal(2, statistics.TradesToday(evening));
        Assert.Equal(0, statistics.TradesToday(Noon.AddDays(1)));
        Assert.Equal(1, statistics.Record(new Money(1m), Noon.AddDays(1)).TradesToday(Noon.AddDays(1)));
    }

    [Fact]
    public void Record_LateTradeOfTheDayBefore_CountsForTheTotalOnly()
    {
        var statistics = Record(1m).Record(new Money(1m), Noon.AddDays(-1));

        Assert.Equal(2, statistics.TradesTotal);
        Assert.Equal(1, statistics.TradesToday(Noon));
    }

    [Fact]
    public void Record_AnyTrades_BooksBalance() =>
        Gen.Long[-1_000_000_000_000, 1_000_000_000_000].Array[0, 50].Sample(results =>
        {
            var statistics = Record([.. results.Select(result => result / 100_000_000m)]);

            var curve = results.Aggregate(new List<decimal> { 0m }, (sums, r) => [.. sums, sums[^1] + (r / 100_000_000m)]);
            var drawdown = curve.Select((value, i) => curve[..(i + 1)].Max() - value).Max();
            Assert.Equal(curve[^1], statistics.RealizedPnl.Value);
            Assert.Equal(curve.Max(), statistics.PeakPnl.Value);
            Assert.Equal(drawdown, statistics.MaxDrawdown.Value);
            Assert.Equal(results.Length, statistics.Wins + statistics.Losses + results.Count(result => result == 0));
            Assert.Equal(results.Length, statistics.TradesToday(Noon));
        });

    private static TradeStatistics Record(params decimal[] results) =>
        results.Aggregate(TradeStatistics.Empty, (statistics, pnl) => statistics.Record(new Money(pnl), Noon));
}
