using System.Text.Json.Nodes;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Ports.Venues;
using ActorBots.Testing;
using ActorBots.Venues.Bybit;
using ActorBots.Venues.Tests.Stub;
using static ActorBots.Venues.Tests.Stub.Bench;

namespace ActorBots.Venues.Tests.Bybit;

public sealed class BybitExecutionClientTests
{
    private static readonly ClientOrderId Stop = ClientOrderId.For("bot-1", 2, OrderPurpose.ProtectiveStop);

    [Fact]
    public async Task SubmitAsync_Entry_SendsASignedMarketBuy()
    {
        await using var bench = await StartAsync();
        bench.Venue.On("/v5/order/create", _ => Payload.BybitReply("rest-order-create"));

        var result = await bench.Execution.SubmitAsync(Some.Approved(Some.EntryRequest()), CancellationToken.None);

        Assert.Equal("b49d6860-3062-4295-aa1f-c6471f3c9b20", result.Value);
        var request = Assert.Single(bench.Venue.RequestsTo("/v5/order/create"));
        Assert.Equal(
            """{"category":"linear","symbol":"BTCUSDT","side":"Buy","orderType":"Market","qty":"0.011","positionIdx":0,"orderLinkId":"bot-1-000001e"}""",
            request.Body);
        AssertSigned(request, request.Body);
        Assert.Equal("application/json", request.Headers["Content-Type"]);
    }

    [Fact]
    public async Task SubmitAsync_ProtectiveStop_SendsAConditionalReduceOnlySell()
    {
        await using var bench = await StartAsync();
        bench.Venue.On("/v5/order/create", _ => Payload.BybitReply("rest-order-create"));
        var stop = Some.EntryRequest() with
        {
            ClientOrderId = Stop,
            Side = OrderSide.Sell,
            Purpose = OrderPurpose.ProtectiveStop,
            TriggerPrice = new Price(89012.50m),
        };

        await bench.Execution.SubmitAsync(Some.Approved(stop), CancellationToken.None);

        var body = JsonNode.Parse(Assert.Single(bench.Venue.RequestsTo("/v5/order/create")).Body)!;
        Assert.Equal(
            """{"category":"linear","symbol":"BTCUSDT","side":"Sell","orderType":"Market","qty":"0.011","positionIdx":0,"orderLinkId":"bot-1-000002s","reduceOnly":true,"closeOnTrigger":false,"triggerPrice":"89012.5","triggerDirection":2,"triggerBy":"LastPrice"}""",
            body.ToJsonString());
    }

    [Fact]
    public async Task SubmitAsync_StopOfAShort_TriggersOnTheRise()
    {
        await using var bench = await StartAsync();
        bench.Venue.On("/v5/order/create", _ => Payload.BybitReply("rest-order-create"));
        var stop = Some.EntryRequest() with { ClientOrderId = Stop, Purpose = OrderPurpose.ProtectiveStop, TriggerPrice = new Price(91000m) };

        await bench.Execution.SubmitAsync(Some.Approved(stop), CancellationToken.None);

        Assert.Equal(1, (int)JsonNode.Parse(bench.Venue.RequestsTo("/v5/order/create")[0].Body)!["triggerDirection"]!);
    }

    [Fact]
    public async Task SubmitAsync_Exit_SendsAReduceOnlyMarketSell()
    {
        await using var bench = await StartAsync();
        bench.Venue.On("/v5/order/create", _ => Payload.BybitReply("rest-order-create"));
        var exit = Some.EntryRequest() with
        {
            ClientOrderId = ClientOrderId.For("bot-1", 3, OrderPurpose.Exit),
            Side = OrderSide.Sell,
            Purpose = OrderPurpose.Exit,
        };

        await bench.Execution.SubmitAsync(Some.Approved(exit), CancellationToken.None);

        var body = JsonNode.Parse(bench.Venue.RequestsTo("/v5/order/create")[0].Body)!;
        Assert.True((bool)body["reduceOnly"]!);
        Assert.Equal("Sell", (string)body["side"]!);
        Assert.Null(body["triggerPrice"]);
    }

    [Fact]
    public async Task SubmitAsync_StopWithoutTrigger_IsRefusedBeforeSending()
    {
        await using var bench = await StartAsync();
        var stop = Some.EntryRequest() with { ClientOrderId = Stop, Purpose = OrderPurpose.ProtectiveStop };

        await Assert.ThrowsAsync<ArgumentException>(() => bench.Execution.SubmitAsync(Some.Approved(stop), CancellationToken.None));

        Assert.Empty(bench.Venue.Requests);
    }

    [Theory]
    [InlineData("drop")]
    [InlineData("502")]
    [InlineData("10016")]
    [InlineData("garbage")]
    [InlineData("no id")]
    public async Task SubmitAsync_OutcomeUnknown_IsAmbiguousAndSentOnce(string fault)
    {
        await using var bench = await StartAsync();
        bench.Venue.On("/v5/order/create", _ => fault switch
        {
            "drop" => StubReply.Dropped,
            "502" => new StubReply("bad gateway", 502),
            "10016" => StubReply.Refusal(10016),
            "garbage" => new StubReply("<html>"),
            _ => StubReply.Ok(),
        });

        var result = await bench.Execution.SubmitAsync(Some.Approved(Some.EntryRequest()), CancellationToken.None);

        Assert.Equal(VenueErrorKind.Ambiguous, result.Error!.Kind);
        Assert.Single(bench.Venue.RequestsTo("/v5/order/create"));
    }

    [Fact]
    public async Task SubmitAsync_ConnectionDroppedAfterReuse_IsNotSentAgainByTheHttpStack()
    {
        await using var bench = await StartAsync();
        bench.Venue.On("/v5/order/create", Payload.BybitReply("rest-order-create"), StubReply.Dropped);
        await bench.Execution.SubmitAsync(Some.Approved(Some.EntryRequest()), CancellationToken.None);

        var second = await bench.Execution.SubmitAsync(Some.Approved(Some.EntryRequest(2)), CancellationToken.None);

        Assert.Equal((VenueErrorKind.Ambiguous, VenueErrorCode.NoAnswer), (second.Error!.Kind, second.Error.Code));
        Assert.Equal(2, bench.Venue.RequestsTo("/v5/order/create").Count);
    }

    [Fact]
    public async Task SubmitAsync_NoAnswerInTime_IsAmbiguous()
    {
        await using var bench = await StartAsync(s => s with { Http = s.Http with { RequestTimeout = TimeSpan.FromMilliseconds(200) } });
        var release = new TaskCompletionSource<StubReply>();
        bench.Venue.On("/v5/order/create", _ => release.Task);

        var result = await bench.Execution.SubmitAsync(Some.Approved(Some.EntryRequest()), CancellationToken.None);
        release.SetResult(StubReply.Ok());

        Assert.Equal((VenueErrorKind.Ambiguous, VenueErrorCode.NoAnswer), (result.Error!.Kind, result.Error.Code));
        Assert.Single(bench.Venue.RequestsTo("/v5/order/create"));
    }

    [Fact]
    public async Task SubmitAsync_RateLimited_WaitsForTheResetAndRepeats()
    {
        await using var bench = await StartAsync();
        var resetAt = (DateTimeOffset.UnixEpoch + TimeSpan.FromMilliseconds(bench.Venue.Now.ToUnixTimeMilliseconds() + 150)).ToUnixTimeMilliseconds();
        bench.Venue.On(
            "/v5/order/create",
            StubReply.Refusal(10006, "Too many visits!") with
            {
                Headers = new Dictionary<string, string>
                {
                    ["X-Bapi-Limit"] = "10",
                    ["X-Bapi-Limit-Status"] = "0",
                    ["X-Bapi-Limit-Reset-Timestamp"] = $"{resetAt}",
                },
            },
            Payload.BybitReply("rest-order-create"));

        var result = await bench.Execution.SubmitAsync(Some.Approved(Some.EntryRequest()), CancellationToken.None);

        Assert.True(result.IsSuccess);
        var sent = bench.Venue.RequestsTo("/v5/order/create");
        Assert.Equal(2, sent.Count);
        Assert.Equal(sent[0].Body, sent[1].Body);
    }

    [Theory]
    [InlineData(110007, VenueErrorCode.InsufficientMargin)]
    [InlineData(110017, VenueErrorCode.NothingToReduce)]
    [InlineData(110092, VenueErrorCode.TriggerThroughPrice)]
    [InlineData(110093, VenueErrorCode.TriggerThroughPrice)]
    [InlineData(110094, VenueErrorCode.OutsideFilters)]
    public async Task SubmitAsync_Refused_IsFinalAndSentOnce(int code, VenueErrorCode expected)
    {
        await using var bench = await StartAsync();
        bench.Venue.On("/v5/order/create", StubReply.Refusal(code));

        var result = await bench.Execution.SubmitAsync(Some.Approved(Some.EntryRequest()), CancellationToken.None);

        Assert.Equal((VenueErrorKind.Final, expected, $"{code}"), (result.Error!.Kind, result.Error.Code, result.Error.VenueCode));
        Assert.Single(bench.Venue.RequestsTo("/v5/order/create"));
    }

    [Fact]
    public async Task SubmitAsync_BadSignature_DoesNotTellTheKey()
    {
        await using var bench = await StartAsync();
        bench.Venue.On("/v5/order/create", _ => Payload.BybitReply("rest-error-10004"));

        var result = await bench.Execution.SubmitAsync(Some.Approved(Some.EntryRequest()), CancellationToken.None);

        Assert.Equal(VenueErrorCode.Unauthorized, result.Error!.Code);
        Assert.DoesNotContain(Credentials.ApiKey, result.Error.Message, StringComparison.Ordinal);
        Assert.Contains("origin_string", result.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CancelAsync_UnknownOrder_IsOrderNotFound()
    {
        await using var bench = await StartAsync();
        bench.Venue.On("/v5/order/cancel", StubReply.Refusal(110001, "order not exists or too late to cancel"));

        var result = await bench.Execution.CancelAsync(Btc, Stop, CancellationToken.None);

        Assert.Equal(VenueErrorCode.OrderNotFound, result.Error!.Code);
        var body = bench.Venue.RequestsTo("/v5/order/cancel")[0].Body;
        Assert.Equal("""{"category":"linear","symbol":"BTCUSDT","orderLinkId":"bot-1-000002s"}""", body);
    }

    [Fact]
    public async Task AmendStopAsync_AlreadyThere_IsASuccess()
    {
        await using var bench = await StartAsync();
        bench.Venue.On("/v5/order/amend", StubReply.Refusal(34040, "not modified"));

        var result = await bench.Execution.AmendStopAsync(Btc, Stop, new Price(89100.0m), new Quantity(0.011m), CancellationToken.None);

        Assert.True(result.IsSuccess);
        Assert.Equal(
            """{"category":"linear","symbol":"BTCUSDT","orderLinkId":"bot-1-000002s","triggerPrice":"89100","qty":"0.011"}""",
            bench.Venue.RequestsTo("/v5/order/amend")[0].Body);
    }

    [Fact]
    public async Task PrepareAsync_AlreadySo_IsASuccessAndSwitchesNoMode()
    {
        await using var bench = await StartAsync();
        bench.Venue.On("/v5/position/list", FlatRows(0));
        bench.Venue.On("/v5/position/set-leverage", StubReply.Refusal(110043));

        var result = await bench.Execution.PrepareAsync(Btc, 10.00m, CancellationToken.None);

        Assert.True(result.IsSuccess);
        Assert.Equal(
            """{"category":"linear","symbol":"BTCUSDT","buyLeverage":"10","sellLeverage":"10"}""",
            bench.Venue.RequestsTo("/v5/position/set-leverage")[0].Body);
        Assert.Equal(["/v5/position/list", "/v5/position/set-leverage"], bench.Venue.Requests.Select(r => r.Path).Where(p => p.Contains("position", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    public async Task HardCase25_SubmitAsync_AfterPreparing_GoesInTheModeThatTheVenueTold(int told, int sent)
    {
        await using var bench = await StartAsync();
        bench.Venue.On("/v5/position/list", told == 0 ? FlatRows(0) : FlatRows(1, 2));
        bench.Venue.On("/v5/position/set-leverage", StubReply.Ok());
        bench.Venue.On("/v5/order/create", _ => Payload.BybitReply("rest-order-create"));
        await bench.Execution.PrepareAsync(Btc, 5m, CancellationToken.None);

        await bench.Execution.SubmitAsync(Some.Approved(Some.EntryRequest()), CancellationToken.None);

        Assert.Equal([sent], SentIndices(bench));
    }

    [Fact]
    public async Task HardCase25_SubmitAsync_RefusedForItsMode_ReadsTheModeAndSendsTheSameOrderOnceMore()
    {
        await using var bench = await StartAsync();
        bench.Venue.On("/v5/position/list", FlatRows(1, 2));
        bench.Venue.On("/v5/order/create", StubReply.Refusal(10001, "position idx not match position mode"), Payload.BybitReply("rest-order-create"));

        var result = await bench.Execution.SubmitAsync(Some.Approved(Some.EntryRequest()), CancellationToken.None);

        Assert.True(result.IsSuccess);
        Assert.Equal([0, 1], SentIndices(bench));
        Assert.Single(bench.Venue.RequestsTo("/v5/order/create").Select(r => (string)JsonNode.Parse(r.Body)!["orderLinkId"]!).Distinct());
    }

    [Fact]
    public async Task HardCase25_SubmitAsync_RefusedForAModeThatHasNotChanged_IsFinalAndSentOnce()
    {
        await using var bench = await StartAsync();
        bench.Venue.On("/v5/position/list", FlatRows(0));
        bench.Venue.On("/v5/order/create", StubReply.Refusal(10001, "position idx not match position mode"));

        var result = await bench.Execution.SubmitAsync(Some.Approved(Some.EntryRequest()), CancellationToken.None);

        Assert.Equal((VenueErrorKind.Final, VenueErrorCode.PositionModeMismatch), (result.Error!.Kind, result.Error.Code));
        Assert.Equal([0], SentIndices(bench));
    }

    [Fact]
    public async Task HardCase25_SubmitAsync_RefusedForItsModeWhichCannotBeRead_MayBeSentAgainLater()
    {
        await using var bench = await StartAsync();
        bench.Venue.On("/v5/position/list", _ => new StubReply(string.Empty, 502));
        bench.Venue.On("/v5/order/create", StubReply.Refusal(10001, "position idx not match position mode"));

        var result = await bench.Execution.SubmitAsync(Some.Approved(Some.EntryRequest()), CancellationToken.None);

        Assert.Equal((VenueErrorKind.Retryable, VenueErrorCode.PositionModeMismatch), (result.Error!.Kind, result.Error.Code));
        Assert.Equal([0], SentIndices(bench));
    }

    [Fact]
    public async Task PrepareAsync_GatewayErrorOnce_IsRepeated()
    {
        await using var bench = await StartAsync();
        bench.Venue.On("/v5/position/list", new StubReply(string.Empty, 502), FlatRows(0));
        bench.Venue.On("/v5/position/set-leverage", StubReply.Refusal(10016), StubReply.Dropped, StubReply.Ok());

        Assert.True((await bench.Execution.PrepareAsync(Btc, 5m, CancellationToken.None)).IsSuccess);
    }

    [Fact]
    public async Task Capabilities_Bybit_AreTheDocumentedCaps()
    {
        await using var bench = await StartAsync();

        Assert.Equal(
            new VenueCapabilities
            {
                MaxConditionalOrdersPerInstrument = 10,
                MaxOpenOrdersPerInstrument = 500,
                SettlingTime = TimeSpan.FromSeconds(5),
                CanAmendStop = true,
            },
            bench.Execution.Capabilities);
    }

    private static StubReply FlatRows(params int[] indices) => StubReply.List(
        [.. indices.Select(i => $$"""{"symbol":"BTCUSDT","positionIdx":{{i}},"side":"","size":"0","updatedTime":"0"}""")]);

    private static IEnumerable<int> SentIndices(Bench bench) =>
        bench.Venue.RequestsTo("/v5/order/create").Select(r => (int)JsonNode.Parse(r.Body)!["positionIdx"]!);

    internal static void AssertSigned(StubRequest request, string payload)
    {
        var timestamp = long.Parse(request.Headers["X-BAPI-TIMESTAMP"], null);
        var expected = new BybitSigner(Credentials).Sign(timestamp, 5000, System.Text.Encoding.UTF8.GetBytes(payload));
        Assert.Equal(Credentials.ApiKey, request.Headers["X-BAPI-API-KEY"]);
        Assert.Equal("5000", request.Headers["X-BAPI-RECV-WINDOW"]);
        Assert.Equal(expected, request.Headers["X-BAPI-SIGN"]);
    }
}
