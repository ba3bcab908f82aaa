using System.Net;
using ActorBots.Simulation.Bitunix;
using ActorBots.Simulation.Faults;

namespace ActorBots.Simulation.Tests.Bitunix;

/// <summary>Headers, keys, signatures, the time window, the envelope and the clock.</summary>
public sealed class RequestCheckTests
{
    private const string Account = "/account?marginCoin=USDT";

    [Theory]
    [InlineData("api-key", 10003)]
    [InlineData("nonce", 10007)]
    [InlineData("timestamp", 10007)]
    [InlineData("sign", 10007)]
    public async Task PrivateCall_HeaderMissing_IsRefused(string header, int code)
    {
        await using var venue = await RestVenue.StartAsync();

        (await venue.Rest.GetAsync(Account, request => request.Headers.Remove(header))).Refused(code);
    }

    [Fact]
    public async Task PrivateCall_UnknownKeyOrWrongSecret_IsRefused()
    {
        await using var venue = await RestVenue.StartAsync();
        using var unknown = new RestClient(venue.Venue.Server.BaseAddress, "nobody");
        using var wrong = new RestClient(venue.Venue.Server.BaseAddress, StreamVenue.Key, "wrong");

        (await unknown.GetAsync(Account)).Refused(10003);
        (await wrong.GetAsync(Account)).Refused(10007);
        (await wrong.PostAsync("/trade/place_order", RestClient.Body())).Refused(10007);
        Assert.Equal(0, venue.Venue.Exchange.GetAudit().Orders);
    }

    [Theory]
    [InlineData(59_000, 60, 0)]
    [InlineData(-59_000, 60, 0)]
    [InlineData(70_000, 60, 10007)]
    [InlineData(-70_000, 60, 10007)]
    [InlineData(-70_000, 0, 0)]
    public async Task PrivateCall_TimestampOff_IsRefusedOutsideTheWindowOnly(long offsetMs, int windowSeconds, int code)
    {
        await using var venue = await RestVenue.StartAsync(new BitunixServerSettings { TimeWindow = TimeSpan.FromSeconds(windowSeconds) });
        venue.Rest.ClockOffsetMs = offsetMs;

        (await venue.Rest.GetAsync(Account)).Refused(code);
    }

    [Fact]
    public async Task Date_ServerClockSkewed_TellsTheSkewedTime()
    {
        await using var venue = await RestVenue.StartAsync();
        var before = (await venue.Rest.GetAsync("/market/tickers")).Ok().Date;
        venue.Venue.Faults.Add(FaultMatch.OnFirst("/api/v1/futures/market/tickers"), new FaultAction.SkewClock(TimeSpan.FromHours(1), TimeSpan.Zero));

        await venue.Rest.GetAsync("/market/tickers");
        var skewed = (await venue.Rest.GetAsync("/market/tickers")).Ok().Date;

        Assert.InRange((skewed - before)!.Value, TimeSpan.FromMinutes(59), TimeSpan.FromMinutes(61));
        (await venue.Rest.GetAsync(Account)).Refused(10007);
        venue.Rest.ClockOffsetMs = 3_600_000;
        (await venue.Rest.GetAsync(Account)).Ok();
    }

    [Theory]
    [InlineData("/market/nothing")]
    [InlineData("//anything")]
    [InlineData("/trade/place_order")]
    public async Task Path_Unknown_IsCode404UnderHttp200(string path)
    {
        await using var venue = await RestVenue.StartAsync();

        var answer = (await venue.Rest.GetAsync(path)).Refused(404);

        Assert.Equal("""{"code":404,"data":null,"msg":"Not Found"}""", answer.Text);
    }

    [Fact]
    public async Task Body_NotAnObjectOrAbsent_IsReadAsFarAsPossible()
    {
        await using var venue = await RestVenue.StartAsync();

        (await venue.Rest.PostTextAsync("/trade/place_order", "[1]", "[1]")).Refused(10002);
        (await venue.Rest.PostTextAsync("/trade/cancel_all_orders", string.Empty, string.Empty)).Ok();
        Assert.Equal(HttpStatusCode.OK, (await venue.Rest.PostTextAsync("/trade/cancel_all_orders", "{ }", "{}")).Status);
    }
}
