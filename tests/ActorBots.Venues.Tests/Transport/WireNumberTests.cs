using ActorBots.Venues.Transport;

namespace ActorBots.Venues.Tests.Transport;

public sealed class WireNumberTests
{
    [Theory]
    [InlineData("1e+06", "1000000")]
    [InlineData("9e-8", "0.00000009")]
    [InlineData("1.3117285e+06", "1311728.5")]
    [InlineData("0.00", "0")]
    [InlineData("-0.000000000000000000", "0")]
    [InlineData("89012.50", "89012.5")]
    [InlineData("0.10", "0.1")]
    public void Format_OfParsed_IsPlain(string text, string plain) => Assert.Equal(plain, WireNumber.Format(WireNumber.Parse(text, "x")));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("UNKNOWN")]
    [InlineData("1,000")]
    public void TryParse_NoNumber_IsNothing(string? text) => Assert.Null(WireNumber.TryParse(text));

    [Fact]
    public void Parse_NoNumber_NamesTheField()
    {
        var error = Assert.Throws<WireFormatException>(() => WireNumber.Parse("abc", "qty"));

        Assert.Equal("qty 'abc' is not a number", error.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("9999999999999999")]
    public void ParseTime_NoTime_Throws(string text) => Assert.Throws<WireFormatException>(() => WireNumber.ParseTime(text, "x"));
}
