using System.Net;
using ActorBots.Simulation.Faults;
using Microsoft.Extensions.Time.Testing;

namespace ActorBots.Simulation.Tests.Bitunix;

/// <summary>Faults of Bitunix calls, by the same words as at any venue.</summary>
public sealed class FaultCallsTests
{
    [Fact]
    public async Task HardCase01_DropAnswer_TheOrderExistsAllTheSame()
    {
        await using var venue = await RestVenue.StartAsync();
        venue.Venue.Faults.Add(FaultMatch.OnFirst("order.create"), new FaultAction.DropAnswer());

        await Assert.ThrowsAsync<HttpRequestException>(() => venue.Rest.PlaceAsync(("clientId", "a")));

        Assert.Equal("FILLED", (await venue.Rest.GetAsync("/trade/get_order_detail?clientId=a")).Ok().Data.Text("status"));
        (await venue.Rest.PlaceAsync(("clientId", "a"))).Refused(30042);
    }

    [Fact]
    public async Task DropRequest_Struck_NothingHappened()
    {
        await using var venue = await RestVenue.StartAsync();
        venue.Venue.Faults.Add(FaultMatch.OnFirst("order.create"), new FaultAction.DropRequest());

        await Assert.ThrowsAsync<HttpRequestException>(() => venue.Rest.PlaceAsync(("clientId", "a")));

        (await venue.Rest.GetAsync("/trade/get_order_detail?clientId=a")).Refused(20007);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 20007)]
    public async Task ServerError_Struck_SaysNothingAboutTheOutcome(bool executed, int code)
    {
        await using var venue = await RestVenue.StartAsync();
        venue.Venue.Faults.Add(FaultMatch.OnFirst("order.create"), new FaultAction.ServerError(502, executed));

        Assert.Equal(HttpStatusCode.BadGateway, (await venue.Rest.PlaceAsync(("clientId", "a"))).Status);

        (await venue.Rest.GetAsync("/trade/get_order_detail?clientId=a")).Refused(code);
    }

    [Fact]
    public async Task RateLimitForbidAndReject_Struck_AreAnsweredInThisVenuesWords()
    {
        await using var venue = await RestVenue.StartAsync();
        venue.Venue.Faults.Add(FaultMatch.OnFirst("order.create"), new FaultAction.RateLimit(ResetHeader: true));
        (await venue.Rest.PlaceAsync()).Refused(10006);
        venue.Venue.Faults.Add(FaultMatch.OnFirst("/api/v1/futures/market/tickers"), new FaultAction.Forbid());
        Assert.Equal(HttpStatusCode.Forbidden, (await venue.Rest.GetAsync("/market/tickers")).Status);
        venue.Venue.Faults.Add(FaultMatch.On("order.create") with { OrderLinkId = "*s" }, new FaultAction.Reject(20003, "Insufficient balance"));

        var rejected = (await venue.Rest.PlaceAsync(("clientId", "bot-s"))).Refused(20003);

        Assert.Equal("Insufficient balance", rejected.Message);
        (await venue.Rest.PlaceAsync(("clientId", "bot-e"))).Ok();
    }

    [Fact]
    public async Task HideOrder_JustPlaced_IsNotFoundUntilItsTimeHasPassed()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var venue = await RestVenue.StartAsync(new Simulation.Bitunix.BitunixServerSettings { RateLimitFactor = 100 }, time);
        venue.Venue.Faults.Add(FaultMatch.OnFirst("order.create"), new FaultAction.HideOrder(TimeSpan.FromMilliseconds(300)));
        (await venue.Rest.RestAsync("a")).Ok();

        (await venue.Rest.GetAsync("/trade/get_order_detail?clientId=a")).Refused(20007);
        Assert.Empty((await venue.Rest.GetAsync("/trade/get_pending_orders")).Ok().List("orderList"));
        time.Advance(TimeSpan.FromMilliseconds(300));
        (await venue.Rest.GetAsync("/trade/get_order_detail?clientId=a")).Ok();
    }

    [Fact]
    public async Task PartialFill_Order_FillsInPieces()
    {
        await using var venue = await RestVenue.StartAsync();
        venue.Venue.Faults.Add(FaultMatch.OnFirst("order.create"), new FaultAction.PartialFill(2, 0.5m));

        (await venue.Rest.PlaceAsync(("clientId", "a"), ("qty", "0.04"))).Ok();

        var detail = (await venue.Rest.GetAsync("/trade/get_order_detail?clientId=a")).Ok().Data;
        JsonAssert.Texts(detail, ("status", "PART_FILLED_CANCELED"), ("tradeQty", "0.02"));
        Assert.Equal(2, (await venue.Rest.GetAsync($"/trade/get_history_trades?orderId={detail.Text("orderId")}")).Ok().List("tradeList").Count);
    }

    [Fact]
    public async Task StopOperations_Struck_AreOtherWordsThanThoseOfOrders()
    {
        await using var venue = await RestVenue.StartAsync();
        var positionId = await venue.BuyAsync();
        foreach (var operation in (string[])["stop.create", "stop.amend", "stop.cancel"])
        {
            venue.Venue.Faults.Add(FaultMatch.OnFirst(operation), new FaultAction.Reject(10001, operation));
        }

        var created = await venue.Rest.PostAsync("/tpsl/place_order", new { symbol = "BTCUSDT", positionId, slPrice = "59000", slQty = "0.01" });
        var orderId = await venue.ProtectAsync(positionId);
        var amended = await venue.Rest.PostAsync("/tpsl/modify_order", new { orderId, slPrice = "59500" });
        var cancelled = await venue.Rest.PostAsync("/tpsl/cancel_order", new { symbol = "BTCUSDT", orderId });

        Assert.Equal(["stop.create", "stop.amend", "stop.cancel"], [created.Message, amended.Message, cancelled.Message]);
        JsonAssert.Texts(Assert.Single((await venue.Rest.GetAsync("/tpsl/get_pending_orders")).Ok().Rows), ("slPrice", "59000"));
    }

    [Fact]
    public async Task Lists_OneItemRejected_IsInTheFailureListOnly()
    {
        await using var venue = await RestVenue.StartAsync();
        (await venue.Rest.RestAsync("a")).Ok();
        (await venue.Rest.RestAsync("b")).Ok();
        venue.Venue.Faults.Add(FaultMatch.On("order.cancel") with { OrderLinkId = "a" }, new FaultAction.Reject(10001, "network"));

        var answer = (await venue.Rest.PostAsync(
            "/trade/cancel_orders", new { symbol = "BTCUSDT", orderList = new[] { new { clientId = "a" }, new { clientId = "b" } } })).Ok();

        Assert.Equal("b", Assert.Single(answer.List("successList")).Text("clientId"));
        Assert.Equal(10001, Assert.Single(answer.List("failureList")).GetProperty("errorCode").GetInt32());
    }

    [Fact]
    public async Task GoDown_Struck_Answers503ForItsTime()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var venue = await RestVenue.StartAsync(new Simulation.Bitunix.BitunixServerSettings(), time);
        venue.Venue.Faults.Add(FaultMatch.OnFirst("order.create"), new FaultAction.GoDown(TimeSpan.FromSeconds(5), Answers503: true));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await venue.Rest.PlaceAsync()).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await venue.Rest.GetAsync("/market/tickers")).Status);
        time.Advance(TimeSpan.FromSeconds(5));
        (await venue.Rest.GetAsync("/market/tickers")).Ok();
        Assert.Equal(0, venue.Venue.Exchange.GetAudit().Orders);
    }
}
