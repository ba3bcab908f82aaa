using System.Globalization;
using System.Net;
using ActorBots.Simulation.Bybit;
using Microsoft.Extensions.Time.Testing;

namespace ActorBots.Simulation.Tests.Bybit;

public sealed class RestRateLimitTests
{
    [Fact]
    public async Task Create_ElevenInASecond_RefusesTheEleventhWithReset()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var venue = await TestVenue.StartAsync(settings: new BybitServerSettings(), time: time);
        for (var i = 0; i < 10; i++)
        {
            var reply = (await venue.Rest.CreateAsync(("qty", "0.001"))).Ok();
            Assert.Equal("10", reply.Headers["X-Bapi-Limit"]);
            Assert.Equal((9 - i).ToString(CultureInfo.InvariantCulture), reply.Headers["X-Bapi-Limit-Status"]);
        }

        var refused = await venue.Rest.CreateAsync(("qty", "0.001"));

        Assert.Equal((HttpStatusCode.OK, 10006, "Too many visits!"), (refused.Status, refused.Code, refused.Message));
        Assert.Equal(time.GetUtcNow().AddSeconds(1).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), refused.Headers["X-Bapi-Limit-Reset-Timestamp"]);
        Assert.Equal(10, venue.Exchange.GetAudit().Orders);
        time.Advance(TimeSpan.FromSeconds(1));
        (await venue.Rest.CreateAsync(("qty", "0.001"))).Ok();
    }

    [Fact]
    public async Task HardCase20_AddressOverItsLimit_Gives403UntilTheBanEnds()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var venue = await TestVenue.StartAsync(settings: new BybitServerSettings(), time: time);
        for (var i = 0; i < 600; i++)
        {
            (await venue.Rest.GetAsync("/v5/market/time")).Ok();
        }

        var refused = await venue.Rest.GetAsync("/v5/market/time");

        Assert.Equal((HttpStatusCode.Forbidden, "access too frequent"), (refused.Status, refused.Text));
        time.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal(HttpStatusCode.Forbidden, (await venue.Rest.GetAsync("/v5/market/time")).Status);
        time.Advance(TimeSpan.FromMinutes(1));
        (await venue.Rest.GetAsync("/v5/market/time")).Ok();
    }
}
