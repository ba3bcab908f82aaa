using ActorBots.Domain.Indicators;

namespace ActorBots.Domain.Tests.Indicators;

/// <summary>
/// The vectors of outside implementations with the engine's seeding. Those printed as full doubles are compared twice: the
/// engine's arithmetic run on doubles must agree bit for bit, and its decimals within the error that the doubles themselves have.
/// </summary>
public sealed class AtrReferenceVectorTests
{
    private const decimal DoubleNoise = 2e-14m;

    [SkippableFact]
    public void Smooth_SkenderFourteenOnDoubles_AgreesBitForBit()
    {
        var table = Load("skender_spy_daily_atr14.csv");
        var ranges = new double[table.Count - 1];
        for (var i = 1; i < table.Count; i++)
        {
            ranges[i - 1] =
                WilderAverage.TrueRange(table.Double(i, "high"), table.Double(i, "low"), table.Double(i - 1, "close"));
            Assert.Equal(table.Double(i, "tr"), ranges[i - 1]);
        }

        var series = WilderAverage.Smooth<double>(ranges, 14);

        Assert.Equal(488, Compared(table, "atr14", i => Assert.Equal(table.Double(i, "atr14"), series[i - 1]!.Value)));
    }

    [SkippableFact]
    public void Series_SkenderFourteen_AgreesWithinTheNoiseOfDoubles()
    {
        var table = Load("skender_spy_daily_atr14.csv");
        var series = AverageTrueRange.Series(AverageTrueRangeTests.Candles(table), 14);

        var count = Compared(
            table,
            "atr14",
            i => Assert.InRange(series[i]!.Value - table.Decimal(i, "atr14"), -DoubleNoise, DoubleNoise));

        Assert.Equal(488, count);
        Assert.All(series[..14], value => Assert.Null(value));
    }

    [SkippableFact]
    public void Series_SkenderTen_AgreesToTheLastPrintedDigit()
    {
        var table = Load("skender_spy_daily_atr10.csv");
        var series = AverageTrueRange.Series(AverageTrueRangeTests.Candles(table), 10);

        // Half a unit of the twelfth decimal, and the noise of the doubles that were rounded to it.
        const decimal LastDigit = 0.5e-12m + DoubleNoise;
        var count = Compared(
            table, "atr10", i => Assert.InRange(series[i]!.Value - table.Decimal(i, "atr10"), -LastDigit, LastDigit));

        Assert.Equal(492, count);
    }

    [SkippableFact]
    public void Series_TaLib_AgreesToTheLastPrintedDigit()
    {
        var candles = AverageTrueRangeTests.Candles(Load("talib_daily_ref_bars.csv"));
        var expected = Load("talib_daily_ref_expected.csv");

        for (var row = 0; row < expected.Count; row++)
        {
            var period = Math.Max(1, (int)expected.Decimal(row, "period"));
            var value = AverageTrueRange.Series(candles, period)[(int)expected.Decimal(row, "bar_index")]!.Value;
            var printed = expected.Decimal(row, "expected");

            // TA-Lib's table cuts digits: 3.55 stands for 3.5599. Its own tolerance is one unit of the second decimal.
            Assert.InRange(value - printed, -0.01m, 0.01m);
        }

        Assert.Equal(17, expected.Count);
    }

    private static int Compared(CsvTable table, string column, Action<int> compare)
    {
        var count = 0;
        for (var i = 0; i < table.Count; i++)
        {
            if (table.Text(i, column).Length > 0)
            {
                compare(i);
                count++;
            }
        }

        return count;
    }

    private static CsvTable Load(string file)
    {
        var path = SharedData.Find("atr", file);
        Skip.If(path is null, $"reference vectors are absent: {file}");
        return CsvTable.Load(path!);
    }
}
