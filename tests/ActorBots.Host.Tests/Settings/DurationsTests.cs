using ActorBots.Host.Settings;

namespace ActorBots.Host.Tests.Settings;

public sealed class DurationsTests
{
    [Theory]
    [InlineData("250ms", 250)]
    [InlineData("60s", 60_000)]
    [InlineData("1.5s", 1_500)]
    [InlineData("5m", 300_000)]
    [InlineData("2h", 7_200_000)]
    [InlineData("1d", 86_400_000)]
    [InlineData("0s", 0)]
    public void Parse_Duration_IsRead(string text, double milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), Durations.Parse(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("s")]
    [InlineData("-1s")]
    [InlineData("1e3s")]
    [InlineData("1,000s")]
    [InlineData("5 s")]
    [InlineData("366d")]
    [InlineData("NaNs")]
    [InlineData("Infinitys")]
    [InlineData("-Infinitys")]
    [InlineData("5w")]
    public void Parse_AnythingElse_IsNothing(string? text) => Assert.Null(Durations.Parse(text));

    [Theory]
    [InlineData("250ms")]
    [InlineData("90s")]
    [InlineData("5m")]
    [InlineData("2h")]
    [InlineData("1d")]
    public void Name_OfAParsedDuration_IsItsText(string text) => Assert.Equal(text, Durations.Name(Durations.Parse(text)!.Value));
}
