using ActorBots.Protocol.Serialization;
using CsCheck;

namespace ActorBots.Protocol.Tests.Serialization;

public sealed class ValuesTests
{
    /// <summary>Every bit pattern that is a decimal, zeros of both signs and all scales included.</summary>
    private static readonly Gen<decimal> AnyDecimal = Gen.Select(
        Gen.OneOf(Gen.Const(0), Gen.Int), Gen.OneOf(Gen.Const(0), Gen.Int), Gen.OneOf(Gen.Const(0), Gen.Int), Gen.Bool, Gen.Byte[0, 28])
        .Select((low, middle, high, isNegative, scale) => new decimal(low, middle, high, isNegative, scale));

    [Fact]
    public void ReadDecimal_OfWrite_KeepsEachBit() => AnyDecimal.Sample(
        value => Assert.Equal(decimal.GetBits(value), decimal.GetBits(Values.ReadDecimal(Values.Write(value)))),
        iter: 20_000);

    [Fact]
    public void ReadInstant_OfWrite_KeepsEachTick() => Gen.Long[DateTimeOffset.MinValue.Ticks, DateTimeOffset.MaxValue.Ticks].Sample(
        ticks => Assert.True(new DateTimeOffset(ticks, TimeSpan.Zero).EqualsExact(
            Values.ReadInstant(Values.Write(new DateTimeOffset(ticks, TimeSpan.Zero))))),
        iter: 10_000);

    [Fact]
    public void ReadInstant_OfAnInstantWithOffset_IsTheSameInstantInUtc()
    {
        var at = new DateTimeOffset(2026, 3, 14, 15, 9, 26, TimeSpan.FromHours(5.5));

        Assert.True(at.ToUniversalTime().EqualsExact(Values.ReadInstant(Values.Write(at))));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-0.00")]
    [InlineData("89500.10")]
    [InlineData("-79228162514264337593543950335")]
    [InlineData("0.0000000000000000000000000001")]
    public void Write_OfReadDecimal_IsTheSameText(string text) => Assert.Equal(text, Values.Write(Values.ReadDecimal(text)));
}
