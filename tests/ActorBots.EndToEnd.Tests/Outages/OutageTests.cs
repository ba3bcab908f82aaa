using Xunit.Abstractions;

namespace ActorBots.EndToEnd.Tests.Outages;

/// <summary>
/// The store is away while a real node trades: no order leaves without its stored intent, the stop on the venue works on, nothing is lost,
/// and in the end the books are those of a day without trouble.
/// </summary>
public sealed class OutageTests(OutageFixture fixture, ITestOutputHelper output) : IClassFixture<OutageFixture>
{
    [Theory]
    [InlineData("silent for seconds when the bot wants to enter")]
    [InlineData("gone for long when the bot wants to enter")]
    [InlineData("gone while the stop fires")]
    [InlineData("slow all the time")]
    [InlineData("every connection cut at every tick")]
    [InlineData("without a primary when the bot wants to enter")]
    public async Task Node_StoreIs_SameBooksInTheEnd(string outage)
    {
        output.WriteLine(outage);
        var outcome = await fixture.OutcomeOf(outage);
        Assert.True(outcome == "same books", outcome);
    }
}
