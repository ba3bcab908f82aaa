using ActorBots.Domain.Indicators;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.MarketData;
using CsCheck;

namespace ActorBots.Domain.Tests.Indicators;

public sealed class AverageTrueRangeTests
{
    private static readonly Gen<Candle[]> GenCandles =
        Gen.Select(Gen.Int[1, 100_000], Gen.Int[0, 5_000], Gen.Int[0, 5_000], Gen.Int[0, 100])
            .Array[0, 450]
            .Select(rows => rows.Select((row, i) => Candle(i, row)).ToArray());

    [Theory]
    [InlineData("atr5", 5)]
    [InlineData("atr10", 10)]
    public void Series_WorkedTable_IsExact(string column, int period)
    {
        var table = CsvTable.Load(Path.Combine(AppContext.BaseDirectory, "Indicators", "atr-worked.csv"));

        var series = AverageTrueRange.Series(Candles(table), period);

        Assert.Equal(table.Count, series.Length);
        for (var i = 0; i < table.Count; i++)
        {
            Assert.Equal(table.Text(i, column).Length == 0 ? null : table.Decimal(i, column), series[i]);
        }
    }

    [Fact]
    public void Of_WorkedTable_IsExact()
    {
        var table = CsvTable.Load(Path.Combine(AppContext.BaseDirectory, "Indicators", "atr-worked.csv"));
        var candles = Candles(table);

        for (var i = 1; i < table.Count; i++)
        {
            Assert.Equal(table.Decimal(i, "tr"), TrueRange.Of(candles[i], candles[i - 1].Close));
        }
    }

    [Fact]
    public void Series_TenPeriods_FirstValueAfterElevenCandles()
    {
        var table = CsvTable.Load(Path.Combine(AppContext.BaseDirectory, "Indicators", "atr-worked.csv"));
        var candles = Candles(table);

        Assert.Null(AverageTrueRange.Latest(candles[..10], 10));
        Assert.NotNull(AverageTrueRange.Latest(candles[..11], 10));
        Assert.Equal(10, AverageTrueRange.Series(candles, 10).Count(value => value is null));
    }

    [Theory]
    [InlineData(1, 200)]
    [InlineData(10, 200)]
    [InlineData(20, 200)]
    [InlineData(21, 210)]
    [InlineData(100, 1000)]
    public void WindowLength_Period_IsTenfoldButAtLeastTwoHundred(int period, int expected) =>
        Assert.Equal(expected, AverageTrueRange.WindowLength(period));

    [Fact]
    public void Latest_AnyHistory_EqualsRestartWithTheWindowAlone() =>
        Gen.Select(GenCandles, Gen.Int[1, 30]).Sample(input =>
        {
            var (candles, period) = input;
            var window = candles[Math.Max(0, candles.Length - AverageTrueRange.WindowLength(period))..];

            var value = AverageTrueRange.Latest(candles, period);

            Assert.Equal(AverageTrueRange.Latest(window, period), value);
            Assert.Equal(AverageTrueRange.Series(window, period).LastOrDefault(), value);
        });

    [Fact]
    public void Series_AnyCandles_LiesBetweenSmallestAndLargestTrueRange() =>
        Gen.Select(GenCandles, Gen.Int[1, 30]).Sample(input =>
        {
            var (candles, period) = input;
            var ranges = candles.Zip(candles.Skip(1), (before, candle) => TrueRange.Of(candle, before.Close)).ToArray();

            foreach (var value in AverageTrueRange.Series(candles, period).OfType<decimal>())
            {
                // The only rounding is that of the 28th digit.
                Assert.InRange(value, ranges.Min() - 1e-18m, ranges.Max() + 1e-18m);
            }
        });

    [Fact]
    public void Series_NoCandles_IsEmpty() => Assert.Empty(AverageTrueRange.Series([], 10));

    [Fact]
    public void Series_PeriodBelowOne_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => AverageTrueRange.Series([], 0));

    internal static Candle[] Candles(CsvTable table) =>
    [
        .. Enumerable.Range(0, table.Count).Select(i => new Candle(
            DateTimeOffset.UnixEpoch.AddMinutes(15 * i),
            new Price(table.Decimal(i, "open")),
            new Price(table.Decimal(i, "high")),
            new Price(table.Decimal(i, "low")),
            new Price(table.Decimal(i, "close")),
            Quantity.Zero)),
    ];

    private static Candle Candle(int index, (int Low, int Range, int Open, int ClosePercent) row)
    {
        var low = row.Low / 10m;
        var range = row.Range / 10m;
        return new Candle(
            DateTimeOffset.UnixEpoch.AddMinutes(15 * index),
            new Price(low + (row.Open / 10m % (range + 0.1m))),
            new Price(low + range),
            new Price(low),
            new Price(low + (range * row.ClosePercent / 100m)),
            Quantity.Zero);
    }
}
