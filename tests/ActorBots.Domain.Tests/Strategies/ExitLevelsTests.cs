using ActorBots.Domain.Bots.Config;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Strategies;
using ActorBots.Testing;
using CsCheck;

namespace ActorBots.Domain.Tests.Strategies;

public sealed class ExitLevelsTests
{
    [Fact]
    public void For_WorkedExample_GivesTheGoldenLevels()
    {
        var levels = ExitLevels.For(new Price(89_500m), 325m, SomeConfig.Bot(), Some.Instrument());

        Assert.Equal(new ExitLevels { Target = new Price(89_825m), Stop = new Price(89_012.5m) }, levels);
    }

    [Fact]
    public void For_WorkedExampleAtWholeTicks_RoundsTheStopUp()
    {
        var levels = ExitLevels.For(new Price(89_500m), 325m, SomeConfig.Bot(), Some.Instrument() with { TickSize = 1m });

        Assert.Equal(new Price(89_013m), levels.Stop);
    }

    [Fact]
    public void For_RangeSmallerThanATick_KeepsTheStopBelowTheEntry()
    {
        var levels = ExitLevels.For(new Price(100m), 0.001m, SomeConfig.Bot(), Some.Instrument());

        Assert.Equal(new ExitLevels { Target = new Price(100.1m), Stop = new Price(99.9m) }, levels);
    }

    [Fact]
    public void For_RangeLargerThanThePrice_KeepsTheStopPositive()
    {
        var levels = ExitLevels.For(new Price(100m), 90m, SomeConfig.Bot(), Some.Instrument());

        Assert.Equal(new Price(0.1m), levels.Stop);
    }

    [Theory]
    [InlineData(0.1, 1)]
    [InlineData(100, 0)]
    [InlineData(100, -1)]
    public void For_InputOutOfRange_Throws(double entry, double atr) =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => ExitLevels.For(new Price((decimal)entry), (decimal)atr, SomeConfig.Bot(), Some.Instrument()));

    [Fact]
    public void HardCase24_FloatDust_LevelsOfAnyInstrumentLieOnTheTick() =>
        Gen.Select(SomeInstruments.GenInstrumentAndPrice, Gen.Int[1, 1_000_000], Gen.Int[10, 2_000], Gen.Int[0, 6]).Sample(
            (instrumentAndPrice, atrParts, stopPercent, thirds) =>
            {
                var (instrument, price) = instrumentAndPrice;
                var entry = price + (instrument.TickSize * thirds / 7m);
                var atr = entry.Value * atrParts / 3_000_000m;
                var config = SomeConfig.Bot() with { Atr = new AtrConfig { StopMultiplier = stopPercent / 100m } };

                var levels = ExitLevels.For(entry, atr, config, instrument);

                Assert.True(instrument.IsOnTick(levels.Target));
                Assert.True(instrument.IsOnTick(levels.Stop));
                Assert.True(levels.Target > entry);
                Assert.True(levels.Stop < entry);
                Assert.True(levels.Stop.Value > 0m);

                // A decimal holds 28 digits: the last of them is the only slack.
                Assert.True(entry - levels.Stop <= Math.Max(config.Atr.StopMultiplier * atr, instrument.TickSize) + (entry.Value * 1e-25m));
            });
}
