using System.Globalization;
using System.Text.Json;

namespace ActorBots.Simulation.Tests.Bybit;

public sealed class TradeStreamTests
{
    [Fact]
    public async Task Trade_Authenticated_CreatesAmendsAndCancels()
    {
        await using var venue = await TestVenue.StartAsync();
        using var stream = await OpenAsync(venue);

        var created = await stream.AskAsync(Frame("1", "order.create", new
        {
            category = "linear", symbol = "BTCUSDT", side = "Buy", orderType = "Limit", qty = "0.01", price = "59000", orderLinkId = "w",
        }));
        var amended = await stream.AskAsync(Frame("2", "order.amend", new { category = "linear", symbol = "BTCUSDT", orderLinkId = "w", price = "58000" }));
        var cancelled = await stream.AskAsync(Frame("3", "order.cancel", new { category = "linear", symbol = "BTCUSDT", orderLinkId = "w" }));
        var again = await stream.AskAsync(Frame("4", "order.cancel", new { category = "linear", symbol = "BTCUSDT", orderLinkId = "w" }));

        JsonAssert.Fields(created, "reqId", "retCode", "retMsg", "op", "data", "retExtInfo", "header", "connId");
        JsonAssert.Fields(created.GetProperty("header"), "X-Bapi-Limit", "X-Bapi-Limit-Status", "X-Bapi-Limit-Reset-Timestamp", "Traceid", "Timenow");
        JsonAssert.Fields(created.GetProperty("data"), "orderId", "orderLinkId");
        Assert.All([created, amended, cancelled], r => Assert.Equal(0, r.GetProperty("retCode").GetInt32()));
        Assert.Equal(110001, again.GetProperty("retCode").GetInt32());
        JsonAssert.Texts(again, ("reqId", "4"), ("op", "order.cancel"), ("retMsg", "order not exists or too late to cancel"));
    }

    [Fact]
    public async Task Trade_BadFrames_AreAnsweredAsDocumented()
    {
        await using var venue = await TestVenue.StartAsync();
        using var anonymous = await TestStream.ConnectAsync(venue.Server.TradeStreamUri);
        using var stream = await OpenAsync(venue);
        var cancel = new { category = "linear", symbol = "BTCUSDT", orderLinkId = "none" };

        Assert.Equal(10005, (await anonymous.AskAsync(Frame("1", "order.cancel", cancel))).GetProperty("retCode").GetInt32());
        Assert.Equal(20001, (await stream.AuthenticateAsync(TestVenue.Key, TestVenue.Secret)).GetProperty("retCode").GetInt32());
        Assert.Equal(10404, (await stream.AskAsync("""{"op":"subscribe","args":["order"]}""")).GetProperty("retCode").GetInt32());
        Assert.Equal(110001, (await stream.AskAsync(Frame("1", "order.cancel", cancel))).GetProperty("retCode").GetInt32());
        Assert.Equal(20006, (await stream.AskAsync(Frame("1", "order.cancel", cancel))).GetProperty("retCode").GetInt32());
        Assert.Equal(10002, (await stream.AskAsync(Frame("2", "order.cancel", cancel, offsetMs: 5000))).GetProperty("retCode").GetInt32());
        JsonAssert.Texts(await stream.AskAsync("""{"op":"order.create","reqId":"9"}"""), ("ret_msg", "Params Error"), ("op", "order.create"));
        JsonAssert.Texts(await stream.AskAsync("""{"op":"ping"}"""), ("op", "pong"), ("retMsg", "OK"));
    }

    private static async Task<TestStream> OpenAsync(TestVenue venue)
    {
        var stream = await TestStream.ConnectAsync(venue.Server.TradeStreamUri);
        var answer = await stream.AuthenticateAsync(TestVenue.Key, TestVenue.Secret);
        Assert.Equal((0, "auth"), (answer.GetProperty("retCode").GetInt32(), answer.Text("op")));
        return stream;
    }

    private static string Frame(string id, string op, object argument, long offsetMs = 0) => JsonSerializer.Serialize(new
    {
        reqId = id,
        header = new Dictionary<string, string>
        {
            ["X-BAPI-TIMESTAMP"] = (TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() + offsetMs).ToString(CultureInfo.InvariantCulture),
            ["X-BAPI-RECV-WINDOW"] = "8000",
        },
        op,
        args = new[] { argument },
    });
}
