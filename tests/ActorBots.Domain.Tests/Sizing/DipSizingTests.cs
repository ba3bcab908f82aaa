using ActorBots.Domain.Bots.Config;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Sizing;
using ActorBots.Testing;
using CsCheck;

namespace ActorBots.Domain.Tests.Sizing;

public sealed class DipSizingTests
{
    private static readonly SizingConfig Defaults = new();

    private static readonly Gen<(decimal Dip, decimal Volatility, Money Allocated, decimal Leverage)> GenEntry =
        Gen.Select(Gen.Int[-100, 500], Gen.Int[0, 600], Gen.Int[100, 100_000_000], Gen.Int[100, 12_500])
            .Select((dip, volatility, allocated, leverage) =>
                (dip / 100m, volatility / 10_000m, new Money(allocated / 100m), leverage / 100m));

    [Fact]
    public void Size_WorkedExample_GivesTheGoldenQuantity()
    {
        var price = new Price(89_500m);
        var entry = DipSizing.Size(Defaults, 1.0m, 325m / 89_500m, new Money(2000m), 10m, price, Some.Instrument());

        Assert.Equal(new Quantity(0.011m), entry.Quantity);
        Assert.Equal(new Money(984.5m), entry.Notional);
        Assert.Equal(new Money(98.45m), entry.Margin);
    }

    [Theory]
    [InlineData(-0.5, 0.05)]
    [InlineData(0.8, 0.05)]
    [InlineData(1.0, 0.05)]
    [InlineData(1.4999, 0.05)]
    [InlineData(1.5, 0.08)]
    [InlineData(1.9999, 0.08)]
    [InlineData(2.0, 0.12)]
    [InlineData(2.5, 0.15)]
    [InlineData(9.0, 0.15)]
    public void Share_DepthOfDip_TakesItsRow(double dip, double expected) =>
        Assert.Equal((decimal)expected, DipSizing.Share(Defaults, (decimal)dip, 0.01m));

    [Theory]
    [InlineData(0.03, 0.05)]
    [InlineData(0.0301, 0.035)]
    public void Share_WildMarket_IsReduced(double volatility, double expected) =>
        Assert.Equal((decimal)expected, DipSizing.Share(Defaults, 1.0m, (decimal)volatility));

    [Fact]
    public void Size_MoreThanTheLargestMarketOrder_IsCapped()
    {
        var instrument = Some.Instrument() with { MaxMarketQuantity = new Quantity(0.0055m) };

        var entry = DipSizing.Size(Defaults, 1m, 0m, new Money(2000m), 10m, new Price(89_500m), instrument);

        Assert.Equal(new Quantity(0.005m), entry.Quantity);
    }

    [Fact]
    public void HardCase23_BelowMinimumQuantity_IsNothingAndNotRaised()
    {
        var instrument = Some.Instrument() with { MinQuantity = new Quantity(0.012m) };

        Assert.Equal(SizedEntry.None, DipSizing.Size(Defaults, 1m, 0m, new Money(2000m), 10m, new Price(89_500m), instrument));
    }

    [Fact]
    public void HardCase23_BelowMinimumNotional_IsNothingAndNotRaised()
    {
        var instrument = Some.Instrument() with { MinNotional = new Money(984.51m) };

        Assert.Equal(SizedEntry.None, DipSizing.Size(Defaults, 1m, 0m, new Money(2000m), 10m, new Price(89_500m), instrument));
        Assert.False(DipSizing.Size(
            Defaults, 1m, 0m, new Money(2000m), 10m, new Price(89_500m), instrument with { MinNotional = new Money(984.5m) }).Quantity.IsZero);
    }

    [Fact]
    public void HardCase23_UnsellableRest_WholeEntryCanAlwaysBeSoldByOneMarketOrder() =>
        Gen.Select(SomeInstruments.GenInstrumentAndPrice, GenEntry).Sample((instrumentAndPrice, input) =>
        {
            var (instrument, price) = instrumentAndPrice;

            var quantity = Size(instrument, price, input).Quantity;

            Assert.True(quantity.IsZero || quantity >= instrument.MinQuantity);
            Assert.True(quantity <= instrument.MaxMarketQuantity);
            Assert.Equal(quantity, instrument.RoundDown(quantity));
        });

    [Fact]
    public void HardCase24_FloatDust_QuantityOfAnyInstrumentLiesOnTheStepWithinTheMeans() =>
        Gen.Select(SomeInstruments.GenInstrumentAndPrice, GenEntry).Sample((instrumentAndPrice, input) =>
        {
            var (instrument, price) = instrumentAndPrice;
            var intended = input.Allocated * DipSizing.Share(Defaults, input.Dip, input.Volatility) * input.Leverage;

            var entry = Size(instrument, price, input);

            Assert.True(entry == SizedEntry.None || instrument.Accepts(entry.Quantity, price));
            Assert.True(instrument.IsOnStep(entry.Quantity));
            Assert.Equal(entry.Quantity * price, entry.Notional);
            Assert.True(entry.Notional <= intended);
            Assert.Equal(entry.Notional / input.Leverage, entry.Margin);
        });

    [Fact]
    public void Size_NextStep_WouldExceedTheMeans() =>
        Gen.Select(SomeInstruments.GenInstrumentAndPrice, GenEntry).Sample((instrumentAndPrice, input) =>
        {
            var (instrument, price) = instrumentAndPrice;
            var intended = input.Allocated * DipSizing.Share(Defaults, input.Dip, input.Volatility) * input.Leverage;

            var entry = Size(instrument, price, input);
            var next = entry.Quantity + new Quantity(instrument.QuantityStep);

            Assert.True(
                entry == SizedEntry.None || next > instrument.MaxMarketQuantity || next * price > intended,
                "one more step would have fitted");
        });

    [Fact]
    public void Size_DeeperDip_IsNeverSmaller() =>
        Gen.Select(SomeInstruments.GenInstrumentAndPrice, GenEntry, Gen.Int[0, 300]).Sample((instrumentAndPrice, input, deeper) =>
        {
            var (instrument, price) = instrumentAndPrice;

            var more = Size(instrument, price, input with { Dip = input.Dip + (deeper / 100m) });

            Assert.True(more.Quantity >= Size(instrument, price, input).Quantity);
        });

    [Theory]
    [InlineData(-0.01, 2000, 10, 100)]
    [InlineData(0.01, 0, 10, 100)]
    [InlineData(0.01, 2000, 0.99, 100)]
    [InlineData(0.01, 2000, 10, 0)]
    public void Size_InputOutOfRange_Throws(double volatility, double allocated, double leverage, double price) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => DipSizing.Size(
            Defaults, 1m, (decimal)volatility, new Money((decimal)allocated), (decimal)leverage, new Price((decimal)price), Some.Instrument()));

    private static SizedEntry Size(
        Instrument instrument, Price price, (decimal Dip, decimal Volatility, Money Allocated, decimal Leverage) input) =>
        DipSizing.Size(Defaults, input.Dip, input.Volatility, input.Allocated, input.Leverage, price, instrument);
}
