using Xunit.Abstractions;

namespace ActorBots.EndToEnd.Tests.Demo;

/// <summary>The whole demo, killed at twenty random moments on each store, keeps its books.</summary>
public sealed class KillDemoTests(KillDemoFixture fixture, ITestOutputHelper output) : IClassFixture<KillDemoFixture>
{
    [Fact]
    public async Task Demo_KilledAtTwentyRandomMoments_KeepsItsBooks() => AssertBooks(await fixture.Sqlite);

    [Fact]
    public async Task Demo_OnMongoKilledAtTwentyRandomMoments_KeepsItsBooks() => AssertBooks(await fixture.Mongo);

    private void AssertBooks(KilledDemo demo)
    {
        output.WriteLine($"longest stretch {demo.LongestStretch.TotalMilliseconds:0} ms; {demo.Report}");
        var text = demo.Report.ToString();
        Assert.True(demo.Report.GetProperty("books_balanced").GetBoolean(), text);
        Assert.True(demo.Report.GetProperty("duplicate_client_order_ids").GetInt32() == 0, text);
        Assert.True(demo.Report.GetProperty("positions_without_stop").GetInt32() == 0, text);
        Assert.True(demo.Report.GetProperty("trades").GetInt32() > 0, text);
        Assert.True(demo.Report.GetProperty("webhooks_pending").GetInt64() == 0, text);
        Assert.InRange(demo.Report.GetProperty("unprotected_ms_max").GetInt64(), 0, (long)demo.LongestStretch.TotalMilliseconds);
    }
}
