using System.Text.Json.Nodes;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Ports.Venues;
using ActorBots.Testing;
using ActorBots.Venues.Tests.Stub;
using ActorBots.Venues.Transport;
using Microsoft.Extensions.Time.Testing;
using static ActorBots.Venues.Tests.Stub.Bench;

namespace ActorBots.Venues.Tests.Bybit;

public sealed class BybitHardCaseTests
{
    private static readonly ClientOrderId Entry = ClientOrderId.For("bot-1", 1, OrderPurpose.Entry);

    [Fact]
    public async Task HardCase02_DuplicateId_SaysThatTheEarlierAttemptGotThroughAndTheOrderCanBeRead()
    {
        await using var bench = await StartAsync();
        var filled = JsonNode.Parse(Payload.Bybit("rest-order-filled"))!;
        filled["result"]!["list"]![0]!["orderLinkId"] = Entry.Value;
        bench.Venue.On("/v5/order/create", StubReply.Refusal(110072, "OrderLinkedID is duplicate"));
        bench.Venue.On("/v5/order/realtime", _ => new StubReply(filled.ToJsonString()));

        var result = await bench.Execution.SubmitAsync(Some.Approved(Some.EntryRequest()), CancellationToken.None);
        var found = await bench.Execution.FindOrderAsync(Btc, Entry, CancellationToken.None);

        Assert.Equal((VenueErrorKind.Ambiguous, VenueErrorCode.DuplicateClientOrderId), (result.Error!.Kind, result.Error.Code));
        Assert.Single(bench.Venue.RequestsTo("/v5/order/create"));
        Assert.Equal(OrderStatus.Filled, found.Value!.Status);
    }

    [Theory]
    [InlineData("drop")]
    [InlineData("502")]
    [InlineData("10016")]
    [InlineData("no list")]
    public async Task HardCase04_NetworkErrorWhileLooking_IsNeverNotFound(string fault)
    {
        await using var bench = await StartAsync();
        bench.Venue.On("/v5/order/realtime", _ => Payload.BybitReply("rest-order-none"));
        bench.Venue.On("/v5/order/history", _ => fault switch
        {
            "drop" => StubReply.Dropped,
            "502" => new StubReply(string.Empty, 502),
            "10016" => StubReply.Refusal(10016),
            _ => StubReply.Ok(),
        });

        var result = await bench.Execution.FindOrderAsync(Btc, Entry, CancellationToken.None);

        Assert.False(result.IsSuccess);
    }

    [Fact]
    public async Task HardCase04_VenueGone_IsNeverNotFound()
    {
        await using var bench = await StartAsync();
        await bench.Venue.DisposeAsync();

        var result = await bench.Execution.FindOrderAsync(Btc, Entry, CancellationToken.None);

        Assert.Equal((VenueErrorKind.Retryable, VenueErrorCode.NoAnswer), (result.Error!.Kind, result.Error.Code));
    }

    [Theory]
    [InlineData(-2)]
    [InlineData(2)]
    public async Task HardCase18_ClockTwoSecondsOff_SignsInsideTheVenuesWindow(int leadSeconds)
    {
        await using var bench = await StartAsync();
        bench.Venue.ClockLead = TimeSpan.FromSeconds(leadSeconds);
        bench.Venue.On("/v5/order/create", r => CheckWindow(bench.Venue, r));

        Assert.True((await bench.Execution.SubmitAsync(Some.Approved(Some.EntryRequest()), CancellationToken.None)).IsSuccess);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task HardCase19_ClockAnHourOff_RefusesEntriesAndStillLetsRiskFall(int leadHours)
    {
        await using var bench = await StartAsync();
        bench.Venue.ClockLead = TimeSpan.FromHours(leadHours);
        bench.Venue.On("/v5/order/create", r => CheckWindow(bench.Venue, r));
        var exit = Some.EntryRequest() with
        {
            ClientOrderId = ClientOrderId.For("bot-1", 2, OrderPurpose.Exit),
            Purpose = OrderPurpose.Exit,
            Side = OrderSide.Sell,
        };

        var entry = await bench.Execution.SubmitAsync(Some.Approved(Some.EntryRequest()), CancellationToken.None);
        var prepare = await bench.Execution.PrepareAsync(Btc, 5m, CancellationToken.None);
        var closing = await bench.Execution.SubmitAsync(Some.Approved(exit), CancellationToken.None);

        Assert.Equal((VenueErrorKind.Retryable, VenueErrorCode.ClockSkew), (entry.Error!.Kind, entry.Error.Code));
        Assert.Contains("off the venue's; at most 30 s are allowed", entry.Error.Message, StringComparison.Ordinal);
        Assert.Equal(VenueErrorCode.ClockSkew, prepare.Error!.Code);
        Assert.True(closing.IsSuccess);
        Assert.Contains("000002x", Assert.Single(bench.Venue.RequestsTo("/v5/order/create")).Body, StringComparison.Ordinal);
        Assert.Equal(-leadHours, Math.Round(bench.Connector.ClockSkew.TotalHours));
    }

    [Fact]
    public async Task HardCase19_ClockStepsWhileRunning_ReadsTheTimeAgainAndRepeatsOnce()
    {
        await using var bench = await StartAsync();
        bench.Venue.On("/v5/order/create", r => CheckWindow(bench.Venue, r));
        Assert.True((await bench.Execution.SubmitAsync(Some.Approved(Some.EntryRequest()), CancellationToken.None)).IsSuccess);

        bench.Venue.ClockLead = TimeSpan.FromSeconds(20);
        var result = await bench.Execution.SubmitAsync(Some.Approved(Some.EntryRequest(2)), CancellationToken.None);

        Assert.True(result.IsSuccess);
        Assert.Equal(2, bench.Venue.RequestsTo("/v5/market/time").Count);
        Assert.Equal(3, bench.Venue.RequestsTo("/v5/order/create").Count);
    }

    [Fact]
    public async Task HardCase19_TimeCannotBeRead_SendsNothing()
    {
        await using var bench = await StartAsync();
        bench.Venue.On("/v5/market/time", new StubReply(string.Empty, 503));

        var result = await bench.Execution.SubmitAsync(Some.Approved(Some.EntryRequest()), CancellationToken.None);

        Assert.Equal(VenueErrorKind.Retryable, result.Error!.Kind);
        Assert.Empty(bench.Venue.RequestsTo("/v5/order/create"));
    }

    [Fact]
    public async Task HardCase19_WaitedInTheQueue_IsSignedWhenItLeaves()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var bench = await StartAsync(s => s with { OrderRequestsPerSecond = 1 }, time);
        bench.Venue.On("/v5/order/create", r => CheckWindow(bench.Venue, r));
        Assert.True((await bench.Execution.SubmitAsync(Some.Approved(Some.EntryRequest()), CancellationToken.None)).IsSuccess);

        var queued = bench.Execution.SubmitAsync(Some.Approved(Some.EntryRequest(2)), CancellationToken.None);
        Assert.False(queued.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1101));

        Assert.True((await queued.WaitAsync(Wait.Limit)).IsSuccess);
        var stamps = bench.Venue.RequestsTo("/v5/order/create").Select(r => long.Parse(r.Headers["X-BAPI-TIMESTAMP"], null)).ToList();
        Assert.Equal(1101, stamps[1] - stamps[0]);
    }

    [Fact]
    public async Task HardCase20_AddressBlocked_SendsNothingMoreForTheWholePause()
    {
        await using var bench = await StartAsync();
        bench.Venue.On("/v5/account/wallet-balance", new StubReply("access too frequent", 403));

        var first = await bench.Execution.GetBalanceAsync(CancellationToken.None);
        var other = await bench.Market.GetLastPriceAsync(Btc, CancellationToken.None);
        var order = await bench.Execution.SubmitAsync(Some.Approved(Some.EntryRequest()), CancellationToken.None);

        Assert.Equal(VenueErrorCode.RateLimited, first.Error!.Code);
        Assert.Equal(TimeSpan.FromMinutes(10), first.Error.RetryAfter);
        Assert.Equal((VenueErrorKind.Retryable, VenueErrorCode.RateLimited), (other.Error!.Kind, other.Error.Code));
        Assert.InRange(other.Error.RetryAfter!.Value, TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(10));
        Assert.Equal(VenueErrorKind.Retryable, order.Error!.Kind);
        Assert.Equal(["/v5/market/time", "/v5/account/wallet-balance"], bench.Venue.Requests.Select(r => r.Path));
    }

    [Theory]
    [InlineData("0.0110000000000000000000000000")]
    [InlineData("0.011")]
    public async Task HardCase24_SurplusDigits_NeverReachTheVenue(string quantity)
    {
        await using var bench = await StartAsync();
        bench.Venue.On("/v5/order/create", _ => Payload.BybitReply("rest-order-create"));
        var request = Some.EntryRequest() with { Quantity = new Quantity(decimal.Parse(quantity, null)) };

        await bench.Execution.SubmitAsync(Some.Approved(request), CancellationToken.None);

        Assert.Contains("\"qty\":\"0.011\"", bench.Venue.RequestsTo("/v5/order/create")[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public void HardCase24_AnyStepMultiple_IsWrittenPlainlyAndReadsBackExactly()
    {
        var random = new Random(24);
        foreach (var step in (decimal[])[1000m, 1m, 0.1m, 0.001m, 0.00000001m])
        {
            for (var i = 0; i < 200; i++)
            {
                var value = step * random.Next(1, 1_000_000);
                var text = WireNumber.Format(value);
                Assert.Equal(value, WireNumber.Parse(text, "x"));
                Assert.DoesNotContain(text, c => !char.IsAsciiDigit(c) && c != '.');
                Assert.False(text.Contains('.', StringComparison.Ordinal) && text[^1] is '0' or '.');
            }
        }
    }

    /// <summary>The venue's rule: not older than the window, not a second ahead.</summary>
    private static StubReply CheckWindow(StubVenue venue, StubRequest request)
    {
        var age = venue.Now.ToUnixTimeMilliseconds() - long.Parse(request.Headers["X-BAPI-TIMESTAMP"], null);
        return age is <= 5000 and > -1000 ? Payload.BybitReply("rest-order-create") : Payload.BybitReply("rest-error-10002");
    }
}
