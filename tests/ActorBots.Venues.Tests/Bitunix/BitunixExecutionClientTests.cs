using System.Text;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Ports.Venues;
using ActorBots.Venues.Bitunix;
using ActorBots.Venues.Tests.Stub;
using static ActorBots.Venues.Tests.Stub.BitunixBench;

namespace ActorBots.Venues.Tests.Bitunix;

public sealed class BitunixExecutionClientTests
{
    [Fact]
    public async Task PrepareAsync_LeverageAsWanted_SetsNothing()
    {
        await using var bench = await StartAsync();

        Assert.True((await bench.Client.PrepareAsync(Bench.Btc, 10m, CancellationToken.None)).IsSuccess);

        Assert.Empty(bench.Venue.RequestsTo(BitunixPaths.ChangeLeverage));
    }

    [Fact]
    public async Task PrepareAsync_AnotherLeverage_SetsIt()
    {
        await using var bench = await StartAsync();
        bench.Answer(BitunixPaths.ChangeLeverage, "rest-change-leverage");

        Assert.True((await bench.Client.PrepareAsync(Bench.Btc, 12m, CancellationToken.None)).IsSuccess);

        Assert.Equal("""{"symbol":"BTCUSDT","marginCoin":"USDT","leverage":12}""", bench.BodyOf(BitunixPaths.ChangeLeverage).ToJsonString());
    }

    [Fact]
    public async Task PrepareAsync_BrokenLeverage_IsRefusedHere()
    {
        await using var bench = await StartAsync();

        var result = await bench.Client.PrepareAsync(Bench.Btc, 2.5m, CancellationToken.None);

        Assert.Equal((VenueErrorKind.Final, VenueErrorCode.OutsideFilters), (result.Error!.Kind, result.Error.Code));
        Assert.Empty(bench.Venue.Requests);
    }

    [Theory]
    [InlineData("rest-account", "SELL", "OPEN", null)]
    [InlineData("rest-account-list", "BUY", "CLOSE", "12345678")]
    public async Task HardCase25_SubmitAsync_Exit_HasTheShapeOfTheMode(string account, string side, string tradeSide, string? positionId)
    {
        await using var bench = await StartAsync();
        bench.Answer(BitunixPaths.Account, account);
        bench.Answer(BitunixPaths.Positions, account == "rest-account" ? "rest-position-one-way" : "rest-positions");

        Assert.True((await bench.SubmitAsync(EntryRequest)).IsSuccess);
        Assert.True((await bench.SubmitAsync(ExitRequest)).IsSuccess);

        var entry = bench.BodyOf(BitunixPaths.PlaceOrder);
        var exit = bench.BodyOf(BitunixPaths.PlaceOrder, 1);
        Assert.Equal(("BUY", "OPEN", "MARKET", null), ((string)entry["side"]!, (string)entry["tradeSide"]!, (string)entry["orderType"]!, entry["reduceOnly"]));
        Assert.Equal((side, tradeSide, positionId), ((string)exit["side"]!, (string)exit["tradeSide"]!, (string?)exit["positionId"]));
        Assert.True((bool)exit["reduceOnly"]!);
        Assert.Equal((ExitRequest.ClientOrderId.Value, "0.011"), ((string)exit["clientId"]!, (string)exit["qty"]!));
    }

    [Theory]
    [InlineData(10002)]
    [InlineData(30018)]
    [InlineData(200014)]
    public async Task HardCase25_SubmitAsync_ModeFlippedByTheUser_SendsTheSameOrderOnceMore(int code)
    {
        await using var bench = await StartAsync();
        Assert.True((await bench.Client.PrepareAsync(Bench.Btc, 10m, CancellationToken.None)).IsSuccess);
        bench.Answer(BitunixPaths.Account, "rest-account-list");
        bench.Answer(BitunixPaths.Positions, "rest-positions");
        bench.Venue.On(BitunixPaths.PlaceOrder, Refusal(code), Payload.BitunixReply("rest-order-ack"));

        Assert.True((await bench.SubmitAsync(ExitRequest)).IsSuccess);

        var (first, second) = (bench.BodyOf(BitunixPaths.PlaceOrder), bench.BodyOf(BitunixPaths.PlaceOrder, 1));
        Assert.Equal(2, bench.Venue.RequestsTo(BitunixPaths.PlaceOrder).Count);
        Assert.Equal((string)first["clientId"]!, (string)second["clientId"]!);
        Assert.Equal(("OPEN", "CLOSE"), ((string)first["tradeSide"]!, (string)second["tradeSide"]!));
    }

    [Fact]
    public async Task SubmitAsync_RefusedInTheRightMode_IsNotRepeated()
    {
        await using var bench = await StartAsync();
        bench.Venue.On(BitunixPaths.PlaceOrder, Refusal(30018));

        var result = await bench.SubmitAsync(ExitRequest);

        Assert.Equal(VenueErrorCode.NothingToReduce, result.Error!.Code);
        Assert.Single(bench.Venue.RequestsTo(BitunixPaths.PlaceOrder));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10001)]
    public async Task HardCase01_SubmitAsync_VenueBrokeDown_IsAmbiguousAndSentOnce(int code)
    {
        await using var bench = await StartAsync();
        bench.Venue.On(BitunixPaths.PlaceOrder, Refusal(code));

        var result = await bench.SubmitAsync(EntryRequest);

        Assert.Equal(VenueErrorKind.Ambiguous, result.Error!.Kind);
        Assert.Single(bench.Venue.RequestsTo(BitunixPaths.PlaceOrder));
    }

    [Fact]
    public async Task HardCase20_SubmitAsync_TooFrequent_WaitsAndSendsTheSameAgain()
    {
        await using var bench = await StartAsync();
        bench.Venue.On(BitunixPaths.PlaceOrder, Refusal(10006), Payload.BitunixReply("rest-order-ack"));

        Assert.True((await bench.SubmitAsync(EntryRequest)).IsSuccess);

        Assert.Equal(bench.Venue.RequestsTo(BitunixPaths.PlaceOrder)[0].Body, bench.Venue.RequestsTo(BitunixPaths.PlaceOrder)[1].Body);
    }

    [Theory]
    [InlineData("rest-tpsl-ack")]
    [InlineData("rest-tpsl-ack-object")]
    public async Task SubmitAsync_Stop_IsAQuantityStopOnThePosition(string ack)
    {
        await using var bench = await StartAsync();
        bench.Answer(BitunixPaths.PlaceStop, ack);

        var result = await bench.SubmitAsync(StopRequest);

        Assert.Equal("777001", result.Value);
        Assert.Equal(
            """{"symbol":"BTCUSDT","positionId":"12345678","slPrice":"59000","slStopType":"LAST_PRICE","slOrderType":"MARKET","slQty":"0.011"}""",
            bench.Venue.RequestsTo(BitunixPaths.PlaceStop)[0].Body);
    }

    [Fact]
    public async Task SubmitAsync_StopOnAPositionReopenedMeanwhile_UsesTheNewId()
    {
        await using var bench = await StartAsync();
        Assert.True((await bench.SubmitAsync(StopRequest)).IsSuccess);
        bench.Venue.On(BitunixPaths.Positions, new StubReply(Payload.Bitunix("rest-position-one-way").Replace("12345678", "12345699", StringComparison.Ordinal)));
        bench.Venue.On(BitunixPaths.PlaceStop, Refusal(30004), Payload.BitunixReply("rest-tpsl-ack"));

        var again = await bench.SubmitAsync(StopRequest with { ClientOrderId = ClientOrderId.For("bot-1", 9, OrderPurpose.ProtectiveStop) });

        Assert.True(again.IsSuccess, again.Error?.Message);
        Assert.Equal("12345699", (string)bench.BodyOf(BitunixPaths.PlaceStop, 2)["positionId"]!);
    }

    [Fact]
    public async Task SubmitAsync_StopWithoutAPosition_FindsNothingToReduce()
    {
        await using var bench = await StartAsync();
        bench.Answer(BitunixPaths.Positions, "rest-positions-none");

        var result = await bench.SubmitAsync(StopRequest);

        Assert.Equal((VenueErrorKind.Final, VenueErrorCode.NothingToReduce), (result.Error!.Kind, result.Error.Code));
        Assert.Empty(bench.Venue.RequestsTo(BitunixPaths.PlaceStop));
    }

    [Fact]
    public async Task AmendStopAsync_RefusedButThereAlready_IsASuccess()
    {
        await using var bench = await StartAsync();
        Assert.True((await bench.SubmitAsync(StopRequest)).IsSuccess);
        bench.Venue.On(BitunixPaths.ModifyStop, Refusal(10002));
        bench.Answer(BitunixPaths.PendingStops, "rest-tpsl-pending");

        var same = await AmendAsync(bench, 59_000m);
        var other = await AmendAsync(bench, 59_500m);

        Assert.True(same.IsSuccess, same.Error?.Message);
        Assert.Equal("10002", other.Error!.VenueCode);
    }

    [Fact]
    public async Task HardCase22_AmendStopAsync_ThroughThePrice_IsToldApart()
    {
        await using var bench = await StartAsync();
        Assert.True((await bench.SubmitAsync(StopRequest)).IsSuccess);
        bench.Venue.On(BitunixPaths.ModifyStop, Refusal(30028));

        Assert.Equal(VenueErrorCode.TriggerThroughPrice, (await AmendAsync(bench, 61_000m)).Error!.Code);
    }

    [Fact]
    public async Task CancelAsync_Stop_GoesByTheVenuesId()
    {
        await using var bench = await StartAsync();
        Assert.True((await bench.SubmitAsync(StopRequest)).IsSuccess);

        Assert.True((await bench.Client.CancelAsync(Bench.Btc, StopRequest.ClientOrderId, CancellationToken.None)).IsSuccess);

        Assert.Equal("""{"symbol":"BTCUSDT","orderId":"777001"}""", bench.BodyOf(BitunixPaths.CancelStop).ToJsonString());
    }

    [Fact]
    public async Task CancelAsync_AStopThatNobodyKnows_IsNotFound()
    {
        await using var bench = await StartAsync();

        var result = await bench.Client.CancelAsync(Bench.Btc, StopRequest.ClientOrderId, CancellationToken.None);

        Assert.Equal(VenueErrorCode.OrderNotFound, result.Error!.Code);
    }

    [Theory]
    [InlineData("rest-cancel-done", null)]
    [InlineData("rest-cancel-failed", VenueErrorCode.OrderNotFound)]
    public async Task HardCase05_CancelAsync_Success_IsInTheListsNotInTheCode(string payload, VenueErrorCode? expected)
    {
        await using var bench = await StartAsync();
        bench.Answer(BitunixPaths.CancelOrders, payload);

        var result = await bench.Client.CancelAsync(Bench.Btc, EntryRequest.ClientOrderId, CancellationToken.None);

        Assert.Equal(expected, result.Error?.Code);
    }

    [Fact]
    public async Task SendAsync_AnyCall_IsSignedOverWhatIsSent()
    {
        await using var bench = await StartAsync();
        await bench.SubmitAsync(EntryRequest);
        await bench.Client.GetBalanceAsync(CancellationToken.None);

        var signer = new BitunixSigner(Bench.Credentials);
        foreach (var request in bench.Venue.Requests.Where(r => r.Path != BitunixPaths.FundingRate))
        {
            var time = long.Parse(request.Headers["timestamp"], null);
            Assert.Equal(signer.Sign(request.Headers["nonce"], time, request.Query, Encoding.UTF8.GetBytes(request.Body)), request.Headers["sign"]);
        }
    }

    [Fact]
    public async Task HardCase19_BadSignature_WithAFreshClock_IsFinal()
    {
        await using var bench = await StartAsync();
        bench.Venue.On(BitunixPaths.Account, Refusal(10007));

        var result = await bench.Client.GetBalanceAsync(CancellationToken.None);

        Assert.Equal((VenueErrorKind.Final, VenueErrorCode.Unauthorized), (result.Error!.Kind, result.Error.Code));
        Assert.Single(bench.Venue.RequestsTo(BitunixPaths.Account));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task HardCase19_HostAnHourOff_EntriesWaitAndExitsGoWithTheVenuesTime(int hours)
    {
        await using var bench = await StartAsync();
        bench.Venue.ClockLead = TimeSpan.FromHours(hours);

        var entry = await bench.SubmitAsync(EntryRequest);
        var exit = await bench.SubmitAsync(ExitRequest);

        Assert.Equal(VenueErrorCode.ClockSkew, entry.Error!.Code);
        Assert.True(exit.IsSuccess, exit.Error?.Message);
        var signed = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(bench.Venue.RequestsTo(BitunixPaths.PlaceOrder)[0].Headers["timestamp"], null));
        Assert.InRange(bench.Venue.Now - signed, TimeSpan.FromSeconds(-1), TimeSpan.FromSeconds(5));
    }

    private static Task<VenueResult<Done>> AmendAsync(BitunixBench bench, decimal price) => bench.Client.AmendStopAsync(
        Bench.Btc, StopRequest.ClientOrderId, new Price(price), StopRequest.Quantity, CancellationToken.None);
}
