using System.Net;

namespace ActorBots.Simulation.Tests.Bybit;

public sealed class RestAuthenticationTests
{
    private const string Wallet = "/v5/account/wallet-balance?accountType=UNIFIED";

    [Fact]
    public async Task Private_GoodSignature_IsAnsweredWithLimitHeaders()
    {
        await using var venue = await TestVenue.StartAsync();

        var reply = (await venue.Rest.GetAsync(Wallet)).Ok();

        Assert.All(["X-Bapi-Limit", "X-Bapi-Limit-Status", "X-Bapi-Limit-Reset-Timestamp", "Traceid", "Timenow"], name => Assert.True(reply.Headers.ContainsKey(name)));
        Assert.DoesNotContain(" ", reply.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("category=linear&symbol=BTCUSDT&orderLinkId=bot-1%3A7")]
    [InlineData("symbol=BTCUSDT&category=linear")]
    [InlineData("category=linear&symbol=BTCUSDT&note=a+b%20c")]
    public async Task Private_QueryInAnySpelling_IsVerifiedAsSent(string query)
    {
        await using var venue = await TestVenue.StartAsync();

        (await venue.Rest.GetAsync($"/v5/order/realtime?{query}")).Ok();
    }

    [Fact]
    public async Task Private_BodyWithSpaces_IsVerifiedAsSent()
    {
        await using var venue = await TestVenue.StartAsync();

        var reply = await venue.Rest.PostTextAsync(
            "/v5/position/set-leverage", """{ "category" : "linear", "symbol" : "BTCUSDT", "buyLeverage": "7", "sellLeverage": "7" }""");

        reply.Ok();
    }

    [Fact]
    public async Task Private_WrongSignature_Gives10004WithTheOriginString()
    {
        await using var venue = await TestVenue.StartAsync();
        var timestamp = string.Empty;

        var reply = await venue.Rest.GetAsync(Wallet, request =>
        {
            timestamp = request.Headers.GetValues("X-BAPI-TIMESTAMP").Single();
            request.Headers.Remove("X-BAPI-SIGN");
            request.Headers.Add("X-BAPI-SIGN", new string('0', 64));
        });

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal(10004, reply.Code);
        Assert.Equal($"error sign! origin_string[{timestamp}{TestVenue.Key}5000accountType=UNIFIED]", reply.Message);
        Assert.Equal("{}", reply.Result.GetRawText());
    }

    [Theory]
    [InlineData(1500)]
    [InlineData(-6000)]
    public async Task HardCase19_ClockOutsideTheWindow_Gives10002(long offset)
    {
        await using var venue = await TestVenue.StartAsync();
        venue.Rest.ClockOffsetMs = offset;

        var reply = await venue.Rest.GetAsync(Wallet);

        Assert.Equal(10002, reply.Code);
        Assert.StartsWith("invalid request, please check your server timestamp or recv_window param. req_timestamp[", reply.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Private_UnknownKey_Gives10003()
    {
        await using var venue = await TestVenue.StartAsync();
        using var stranger = new TestRestClient(venue.Server.BaseAddress, "nobody", TestVenue.Secret);

        var reply = await stranger.GetAsync(Wallet);

        Assert.Equal((10003, "API key is invalid."), (reply.Code, reply.Message));
    }

    [Fact]
    public async Task Private_NoHeaders_Gives401()
    {
        await using var venue = await TestVenue.StartAsync();

        var reply = await venue.Rest.GetAsync(Wallet, request => request.Headers.Clear());

        Assert.Equal(HttpStatusCode.Unauthorized, reply.Status);
    }

    [Fact]
    public async Task Any_UnknownPath_Gives404()
    {
        await using var venue = await TestVenue.StartAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await venue.Rest.GetAsync("/v5/market/nothing")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await venue.Rest.PostAsync("/v5/market/time", new { })).Status);
    }

    [Fact]
    public async Task Get_WithBody_Gives403()
    {
        await using var venue = await TestVenue.StartAsync();

        var reply = await venue.Rest.GetAsync("/v5/market/time", request => request.Content = new StringContent("{}"));

        Assert.Equal(HttpStatusCode.Forbidden, reply.Status);
    }

    [Fact]
    public async Task Post_BodyThatIsNotJson_Gives10001()
    {
        await using var venue = await TestVenue.StartAsync();

        Assert.Equal(10001, (await venue.Rest.PostTextAsync("/v5/order/create", "no json")).Code);
    }
}
