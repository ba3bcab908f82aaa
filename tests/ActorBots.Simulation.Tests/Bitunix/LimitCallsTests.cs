using ActorBots.Simulation.Bitunix;
using Microsoft.Extensions.Time.Testing;

namespace ActorBots.Simulation.Tests.Bitunix;

/// <summary>Rate limits per account, per address and per endpoint.</summary>
public sealed class LimitCallsTests
{
    [Fact]
    public async Task HardCase20_EleventhOrderInASecond_IsCode10006UnderHttp200()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var venue = await RestVenue.StartAsync(new BitunixServerSettings(), time);
        for (var i = 0; i < 10; i++)
        {
            (await venue.Rest.PlaceAsync(("qty", "0.001"))).Ok();
        }

        (await venue.Rest.PlaceAsync(("qty", "0.001"))).Refused(10006);

        Assert.Equal(10, venue.Venue.Exchange.GetAudit().Orders);
        (await venue.Rest.GetAsync("/trade/get_pending_orders")).Ok();
        using var other = new RestClient(venue.Venue.Server.BaseAddress, StreamVenue.OtherKey, "other-secret");
        (await other.PlaceAsync(("qty", "0.001"))).Ok();
        time.Advance(TimeSpan.FromSeconds(1));
        (await venue.Rest.PlaceAsync(("qty", "0.001"))).Ok();
    }

    [Theory]
    [InlineData("/trade/close_all_position", 1)]
    [InlineData("/trade/batch_order", 1)]
    [InlineData("/trade/cancel_orders", 5)]
    [InlineData("/trade/flash_close_position", 5)]
    [InlineData("/account/adjust_position_margin", 5)]
    [InlineData("/tpsl/place_order", 10)]
    public async Task Command_OneMoreThanItsLimit_IsRefused(string path, int limit)
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var venue = await RestVenue.StartAsync(new BitunixServerSettings(), time);
        for (var i = 0; i < limit; i++)
        {
            Assert.NotEqual(10006, (await venue.Rest.PostAsync(path, new { })).Code);
        }

        (await venue.Rest.PostAsync(path, new { })).Refused(10006);
    }

    [Fact]
    public async Task PublicCall_MoreThanTenFromAnAddress_IsRefusedForThatCallOnly()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var venue = await RestVenue.StartAsync(new BitunixServerSettings { RateLimitFactor = 2 }, time);
        for (var i = 0; i < 20; i++)
        {
            (await venue.Rest.GetAsync("/market/tickers")).Ok();
        }

        (await venue.Rest.GetAsync("/market/tickers")).Refused(10006);
        (await venue.Rest.GetAsync("/market/trading_pairs")).Ok();
    }
}
