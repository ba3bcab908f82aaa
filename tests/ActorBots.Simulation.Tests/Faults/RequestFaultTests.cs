using System.Net;
using ActorBots.Simulation.Faults;
using ActorBots.Simulation.Tests.Bybit;

namespace ActorBots.Simulation.Tests.Faults;

/// <summary>Faults of requests, over the wire.</summary>
public sealed class RequestFaultTests
{
    private const string Find = "/v5/order/realtime?category=linear&symbol=BTCUSDT&orderLinkId=";

    [Fact]
    public async Task HardCase01_DropAnswer_TheOrderExistsAllTheSame()
    {
        await using var venue = await TestVenue.StartAsync();
        var fault = venue.Faults.Add(FaultMatch.OnFirst("order.create"), new FaultAction.DropAnswer());

        await Assert.ThrowsAsync<HttpRequestException>(() => venue.Rest.CreateAsync(("orderLinkId", "a")));

        Assert.Equal(1, fault.Hits);
        Assert.Equal("Filled", Assert.Single((await venue.Rest.GetAsync(Find + "a")).Ok().List).Text("orderStatus"));
        (await venue.Rest.CreateAsync(("orderLinkId", "b"))).Ok();
    }

    [Fact]
    public async Task DropRequest_Struck_NothingHappened()
    {
        await using var venue = await TestVenue.StartAsync();
        venue.Faults.Add(FaultMatch.OnFirst("order.create"), new FaultAction.DropRequest());

        await Assert.ThrowsAsync<HttpRequestException>(() => venue.Rest.CreateAsync(("orderLinkId", "a")));

        Assert.Empty((await venue.Rest.GetAsync(Find + "a")).Ok().List);
        (await venue.Rest.CreateAsync(("orderLinkId", "a"))).Ok();
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task ServerError_Struck_SaysNothingAboutTheOutcome(bool executed, int orders)
    {
        await using var venue = await TestVenue.StartAsync();
        venue.Faults.Add(FaultMatch.OnFirst("order.create"), new FaultAction.ServerError(504, executed));

        Assert.Equal(HttpStatusCode.GatewayTimeout, (await venue.Rest.CreateAsync(("orderLinkId", "a"))).Status);

        Assert.Equal(orders, (await venue.Rest.GetAsync(Find + "a")).Ok().List.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task RateLimit_Struck_Gives10006WithOrWithoutReset(bool resetHeader)
    {
        await using var venue = await TestVenue.StartAsync();
        venue.Faults.Add(FaultMatch.OnFirst("order.create"), new FaultAction.RateLimit(resetHeader));

        var reply = await venue.Rest.CreateAsync();

        Assert.Equal((HttpStatusCode.OK, 10006), (reply.Status, reply.Code));
        Assert.Equal(resetHeader, reply.Headers.ContainsKey("X-Bapi-Limit-Reset-Timestamp"));
        Assert.Equal(0, venue.Exchange.GetAudit().Orders);
    }

    [Fact]
    public async Task Forbid_Struck_Gives403()
    {
        await using var venue = await TestVenue.StartAsync();
        venue.Faults.Add(FaultMatch.OnFirst("/v5/market/kline"), new FaultAction.Forbid());

        Assert.Equal(HttpStatusCode.Forbidden, (await venue.Rest.GetAsync("/v5/market/kline?symbol=BTCUSDT&interval=1")).Status);
        (await venue.Rest.GetAsync("/v5/market/kline?symbol=BTCUSDT&interval=1")).Ok();
    }

    [Fact]
    public async Task Reject_Struck_GivesTheCodeAndText()
    {
        await using var venue = await TestVenue.StartAsync();
        venue.Faults.Add(FaultMatch.On("order.create") with { OrderLinkId = "*s" }, new FaultAction.Reject(110007, "ab not enough for new order"));

        var refused = await venue.Rest.CreateAsync(("orderLinkId", "bot-1s"));

        Assert.Equal((110007, "ab not enough for new order"), (refused.Code, refused.Message));
        (await venue.Rest.CreateAsync(("orderLinkId", "bot-1e"))).Ok();
    }

    [Fact]
    public async Task Reject_OneOrderOfABatch_RefusesThatOneOnly()
    {
        await using var venue = await TestVenue.StartAsync();
        venue.Faults.Add(FaultMatch.On("order.create") with { OrderLinkId = "b" }, new FaultAction.Reject(10016, "Server error"));
        object Order(string id) => new { symbol = "BTCUSDT", side = "Buy", orderType = "Market", qty = "0.01", orderLinkId = id };

        var reply = (await venue.Rest.PostAsync("/v5/order/create-batch", new { category = "linear", request = new[] { Order("a"), Order("b") } })).Ok();

        Assert.Equal([0, 10016], reply.Json.GetProperty("retExtInfo").GetProperty("list").EnumerateArray().Select(r => r.GetProperty("code").GetInt32()));
    }

    [Fact]
    public async Task HardCase03_HideOrder_CannotBeSeenOrCancelledYet()
    {
        await using var venue = await TestVenue.StartAsync();
        venue.Faults.Add(FaultMatch.OnFirst("order.create"), new FaultAction.HideOrder(TimeSpan.FromMilliseconds(600)));
        (await venue.Rest.CreateAsync(("orderType", "Limit"), ("price", "59000"), ("orderLinkId", "a"))).Ok();

        Assert.Empty((await venue.Rest.GetAsync(Find + "a")).Ok().List);
        Assert.Empty((await venue.Rest.GetAsync("/v5/order/realtime?category=linear&symbol=BTCUSDT")).Ok().List);
        Assert.Equal(110001, (await venue.Rest.PostAsync("/v5/order/cancel", new { category = "linear", symbol = "BTCUSDT", orderLinkId = "a" })).Code);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while ((await venue.Rest.GetAsync(Find + "a")).Ok().List.Count == 0)
        {
            // As a client would: not faster than the venue's limit of requests.
            await Task.Delay(20, patience.Token);
        }
    }

    [Theory]
    [InlineData(2000)]
    [InlineData(-2000)]
    public async Task HardCase19_SkewClock_ShowsInServerTimeAndInTheTimeRule(int ms)
    {
        await using var venue = await TestVenue.StartAsync();
        venue.Faults.Add(FaultMatch.OnFirst("/v5/market/time"), new FaultAction.SkewClock(TimeSpan.FromMilliseconds(ms), TimeSpan.Zero));

        var server = (await venue.Rest.GetAsync("/v5/market/time")).Ok().Json.GetProperty("time").GetInt64();

        Assert.InRange(server - TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() - ms, -1000, 1000);
        Assert.Equal(ms < 0 ? 10002 : 0, (await venue.Rest.GetAsync("/v5/account/info")).Code);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task GoDown_Struck_AnswersNothingAndComesBack(bool answers503)
    {
        await using var venue = await TestVenue.StartAsync();
        using var stream = await venue.OpenPrivateAsync("order");
        var fault = venue.Faults.Add(FaultMatch.OnFirst("order.create"), new FaultAction.GoDown(TimeSpan.FromMilliseconds(500), answers503));

        var first = await Record.ExceptionAsync(async () => Assert.Equal(HttpStatusCode.ServiceUnavailable, (await venue.Rest.CreateAsync()).Status));

        Assert.Equal(answers503, first is null);
        Assert.True(first is null or HttpRequestException);
        Assert.Equal(1, fault.Hits);
        await stream.AssertCutAsync();
        Assert.Equal(0, venue.Exchange.GetAudit().Orders);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (await Record.ExceptionAsync(async () => (await venue.Rest.CreateAsync()).Ok()) is not null)
        {
            patience.Token.ThrowIfCancellationRequested();
        }
    }

    [Fact]
    public async Task Delay_OfAnAnswer_LetsThePrivateEventsOvertakeIt()
    {
        await using var venue = await TestVenue.StartAsync();
        using var stream = await venue.OpenPrivateAsync("order");
        venue.Faults.Add(FaultMatch.OnFirst("order.create"), new FaultAction.Delay(TimeSpan.FromSeconds(1)));

        var answer = venue.Rest.CreateAsync(("orderLinkId", "a"));
        JsonAssert.Texts((await stream.ReceiveAsync("order")).First(), ("orderLinkId", "a"));

        Assert.False(answer.IsCompleted);
        (await answer).Ok();
    }

    [Fact]
    public async Task HardCase02_PushBeforeAnswer_EventsAreQueuedBeforeTheAnswer()
    {
        await using var venue = await TestVenue.StartAsync();
        using var stream = await venue.OpenPrivateAsync("order");
        List<FaultStage> stages = [];
        venue.Faults.OnStage = (stage, _) =>
        {
            lock (stages)
            {
                stages.Add(stage);
            }

            return Task.CompletedTask;
        };
        venue.Faults.Add(FaultMatch.OnFirst("order.create"), new FaultAction.PushBeforeAnswer());

        (await venue.Rest.CreateAsync()).Ok();

        await stream.ReceiveAsync("order");
        lock (stages)
        {
            Assert.Equal([FaultStage.RequestReceived, FaultStage.OrderAccepted, FaultStage.Filled], stages[..3]);
            var answered = stages.IndexOf(FaultStage.Answered);
            Assert.True(answered < 0 || stages.IndexOf(FaultStage.Pushed) < answered);
        }
    }

    [Fact]
    public async Task OnStage_OfAFill_IsReachedInOrderAndHoldsTheOrderBack()
    {
        await using var venue = await TestVenue.StartAsync();
        using var stream = await venue.OpenPrivateAsync("order", "execution");
        var accepted = new TaskCompletionSource<FaultContext>(TaskCreationOptions.RunContinuationsAsynchronously);
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        venue.Faults.OnStage = async (stage, context) =>
        {
            if (stage == FaultStage.OrderAccepted)
            {
                accepted.SetResult(context);
                await goOn.Task;
            }
        };

        var answer = venue.Rest.CreateAsync(("orderLinkId", "bot-1-000001e"));
        var context = await accepted.Task.WaitAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(("order.create", "BTCUSDT", "bot-1-000001e", TestVenue.Key), (context.Operation, context.Symbol, context.OrderLinkId, context.ApiKey));
        Assert.Equal(1, venue.Exchange.GetAudit().Orders);
        Assert.False(answer.IsCompleted);
        await stream.AssertSilentAsync();
        goOn.SetResult();
        (await answer).Ok();
        await stream.ReceiveAsync("execution");
    }

    [Fact]
    public async Task OnStage_ThatThrows_CutsTheRequest()
    {
        await using var venue = await TestVenue.StartAsync();
        venue.Faults.OnStage = (stage, _) => stage == FaultStage.OrderAccepted ? throw new InvalidOperationException("killed") : Task.CompletedTask;

        await Assert.ThrowsAsync<HttpRequestException>(() => venue.Rest.CreateAsync());

        Assert.Equal(1, venue.Exchange.GetAudit().Orders);
    }

    [Fact]
    public async Task PartialFill_Pieces_FillsInPiecesWithDecreasingRest()
    {
        await using var venue = await TestVenue.StartAsync();
        using var stream = await venue.OpenPrivateAsync("execution");
        venue.Faults.Add(FaultMatch.OnFirst("order.create"), new FaultAction.PartialFill(3, 1m));

        (await venue.Rest.CreateAsync(("qty", "0.009"), ("orderLinkId", "a"))).Ok();

        List<string> left = [];
        for (var i = 0; i < 3; i++)
        {
            left.Add((await stream.ReceiveAsync("execution")).First().Text("leavesQty"));
        }

        Assert.Equal(["0.006", "0.003", "0"], left);
    }

    [Fact]
    public async Task HardCase23_PartialFillWithRestCancelled_EndsCancelledWithAFill()
    {
        await using var venue = await TestVenue.StartAsync();
        venue.Faults.Add(FaultMatch.OnFirst("order.create"), new FaultAction.PartialFill(1, 0.4m));

        (await venue.Rest.CreateAsync(("qty", "0.01"), ("orderLinkId", "a"))).Ok();

        JsonAssert.Texts(
            Assert.Single((await venue.Rest.GetAsync(Find + "a")).Ok().List),
            ("orderStatus", "Cancelled"), ("cumExecQty", "0.004"), ("leavesQty", "0"), ("rejectReason", "EC_NoImmediateQtyToFill"));
    }
}
