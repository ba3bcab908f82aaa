using System.Text.Json.Nodes;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Ports.Venues;
using ActorBots.Venues.Bybit;
using ActorBots.Venues.Tests.Stub;
using static ActorBots.Venues.Tests.Stub.Bench;

namespace ActorBots.Venues.Tests.Bybit;

public sealed class BybitPrivateStreamTests
{
    [Fact]
    public async Task StreamAsync_Opened_AuthenticatesThenSubscribesThenIsConnected()
    {
        await using var bench = await StartAsync();
        await using var events = bench.Execution.StreamAsync(CancellationToken.None).GetAsyncEnumerator();

        Assert.IsType<AccountEvent.Connected>(await events.ForAsync<AccountEvent, AccountEvent>());

        var socket = await bench.Venue.NextSocketAsync();
        Assert.Equal("/v5/private", socket.Path);
        var auth = (await socket.NextAsync("auth"))["args"]!.AsArray();
        var expires = long.Parse((string)auth[1]!, null);
        Assert.Equal(Credentials.ApiKey, (string)auth[0]!);
        Assert.Equal(new BybitSigner(Credentials).SignStream(expires), (string)auth[2]!);
        Assert.True(expires > bench.Venue.Now.ToUnixTimeMilliseconds());
        Assert.Equal(
            ["order", "execution", "position", "wallet"], (await socket.NextAsync("subscribe"))["args"]!.AsArray().Select(a => (string)a!));
    }

    [Fact]
    public async Task StreamAsync_HostClockAnHourOff_AuthenticatesWithVenueTime()
    {
        await using var bench = await StartAsync();
        bench.Venue.ClockLead = TimeSpan.FromHours(1);
        await using var events = bench.Execution.StreamAsync(CancellationToken.None).GetAsyncEnumerator();
        await events.ForAsync<AccountEvent, AccountEvent.Connected>();

        var auth = (await (await bench.Venue.NextSocketAsync()).NextAsync("auth"))["args"]!.AsArray();

        Assert.InRange(long.Parse((string)auth[1]!, null) - bench.Venue.Now.ToUnixTimeMilliseconds(), 1, 11_000);
    }

    [Fact]
    public async Task StreamAsync_Recorded_TellsEverythingInOrder()
    {
        await using var bench = await StartAsync();
        await using var events = bench.Execution.StreamAsync(CancellationToken.None).GetAsyncEnumerator();
        await events.ForAsync<AccountEvent, AccountEvent.Connected>();
        var socket = await bench.Venue.NextSocketAsync();

        foreach (var name in (string[])["stream-execution", "stream-order", "stream-position", "stream-wallet", "stream-execution-funding"])
        {
            await socket.SendAsync(Payload.Bybit(name));
        }

        var fill = Assert.IsType<AccountEvent.Filled>(await events.ForAsync<AccountEvent, AccountEvent>()).Fill;
        Assert.Equal(("8262dbfa-5434-51ed-8458-3b97d3d49b3a", OrderSide.Sell), (fill.FillId, fill.Side));
        Assert.Equal((new Price(51850m), new Quantity(0.003m), new Money(0.0855525m)), (fill.Price, fill.Quantity, fill.Fee));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1708249213755), fill.At);
        var report = Assert.IsType<AccountEvent.OrderChanged>(await events.ForAsync<AccountEvent, AccountEvent>()).Report;
        Assert.Equal((OrderStatus.Filled, new Quantity(0.003m), new Price(51850m)), (report.Status, report.FilledQuantity, report.AveragePrice!.Value));
        var position = Assert.IsType<AccountEvent.PositionChanged>(await events.ForAsync<AccountEvent, AccountEvent>()).Position;
        Assert.Equal((-0.01m, new Price(3641.075m)), (position.NetQuantity, position.AverageEntryPrice!.Value));
        var balance = Assert.IsType<AccountEvent.BalanceChanged>(await events.ForAsync<AccountEvent, AccountEvent>()).Balance;
        Assert.Equal(new Money(9998.58103788m), balance.WalletBalance);
        var funding = Assert.IsType<AccountEvent.FundingSettled>(await events.ForAsync<AccountEvent, AccountEvent>()).Payment;
        Assert.Equal(new Money(0.04486547m), funding.Amount);
    }

    [Fact]
    public async Task StreamAsync_SeveralOrdersInOneMessage_TellsEach()
    {
        await using var bench = await StartAsync();
        await using var events = bench.Execution.StreamAsync(CancellationToken.None).GetAsyncEnumerator();
        await events.ForAsync<AccountEvent, AccountEvent.Connected>();
        var message = JsonNode.Parse(Payload.Bybit("stream-order"))!;
        var deactivated = message["data"]![0]!.DeepClone();
        deactivated["orderStatus"] = "Deactivated";
        deactivated["cancelType"] = "CancelByTpSlTsClear";
        deactivated["cumExecQty"] = "0";
        deactivated["avgPrice"] = string.Empty;
        deactivated["aFieldOfNextMonth"] = "x";
        message["data"]!.AsArray().Add(deactivated);

        await (await bench.Venue.NextSocketAsync()).SendAsync(message.ToJsonString());

        Assert.Equal(OrderStatus.Filled, (await events.ForAsync<AccountEvent, AccountEvent.OrderChanged>()).Report.Status);
        var second = (await events.ForAsync<AccountEvent, AccountEvent.OrderChanged>()).Report;
        Assert.Equal((OrderStatus.Cancelled, "CancelByTpSlTsClear", null), (second.Status, second.Reason, second.AveragePrice));
    }

    [Fact]
    public async Task StreamAsync_FlatPosition_IsZeroWithoutPrice()
    {
        await using var bench = await StartAsync();
        await using var events = bench.Execution.StreamAsync(CancellationToken.None).GetAsyncEnumerator();
        await events.ForAsync<AccountEvent, AccountEvent.Connected>();
        var message = JsonNode.Parse(Payload.Bybit("stream-position"))!;
        message["data"]![0]!["side"] = string.Empty;
        message["data"]![0]!["size"] = "0";
        message["data"]![0]!["entryPrice"] = "0";

        await (await bench.Venue.NextSocketAsync()).SendAsync(message.ToJsonString());

        var position = (await events.ForAsync<AccountEvent, AccountEvent.PositionChanged>()).Position;
        Assert.Equal((0m, null), (position.NetQuantity, position.AverageEntryPrice));
    }

    [Fact]
    public async Task StreamAsync_UnknownStatus_BreaksTheStreamSoThatTheConsumerAsks()
    {
        await using var bench = await StartAsync();
        await using var events = bench.Execution.StreamAsync(CancellationToken.None).GetAsyncEnumerator();
        await events.ForAsync<AccountEvent, AccountEvent.Connected>();

        await (await bench.Venue.NextSocketAsync()).SendAsync(Payload.Bybit("stream-order").Replace("Filled", "Frozen", StringComparison.Ordinal));

        Assert.Contains("Frozen", (await events.ForAsync<AccountEvent, AccountEvent.Disconnected>()).Reason, StringComparison.Ordinal);
        await events.ForAsync<AccountEvent, AccountEvent.Connected>();
    }

    [Fact]
    public async Task StreamAsync_OtherProductsAndTopics_AreIgnored()
    {
        await using var bench = await StartAsync();
        await using var events = bench.Execution.StreamAsync(CancellationToken.None).GetAsyncEnumerator();
        await events.ForAsync<AccountEvent, AccountEvent.Connected>();
        var socket = await bench.Venue.NextSocketAsync();

        await socket.SendAsync("""{"topic":"greeks","data":[]}""");
        await socket.SendAsync(Payload.Bybit("stream-order").Replace("\"linear\"", "\"spot\"", StringComparison.Ordinal));
        await socket.SendAsync(Payload.Bybit("stream-wallet").Replace("\"USDT\"", "\"BTC\"", StringComparison.Ordinal));
        await socket.SendAsync(Payload.Bybit("stream-execution"));

        Assert.IsType<AccountEvent.Filled>(await events.ForAsync<AccountEvent, AccountEvent>());
    }

    [Fact]
    public async Task StreamAsync_AuthenticationRefused_TellsWhyAndTriesAgain()
    {
        await using var bench = await StartAsync();
        bench.Venue.OnSocket = s => s.Answers = false;
        await using var events = bench.Execution.StreamAsync(CancellationToken.None).GetAsyncEnumerator();
        var next = events.ForAsync<AccountEvent, AccountEvent.Disconnected>();
        var socket = await bench.Venue.NextSocketAsync();
        await socket.NextAsync("auth");
        bench.Venue.OnSocket = _ => { };

        await socket.SendAsync("""{"success":false,"ret_msg":"API key is invalid.","op":"auth","conn_id":"c"}""");

        Assert.Equal("authentication refused: API key is invalid.", (await next).Reason);
        await events.ForAsync<AccountEvent, AccountEvent.Connected>();
    }

    [Fact]
    public async Task StreamAsync_NoAcknowledgement_IsNotConnectedAndReconnects()
    {
        await using var bench = await StartAsync(s => s with { Streams = s.Streams with { HandshakeTimeout = TimeSpan.FromMilliseconds(500) } });
        bench.Venue.OnSocket = s => s.Answers = false;
        await using var events = bench.Execution.StreamAsync(CancellationToken.None).GetAsyncEnumerator();

        Assert.IsType<AccountEvent.Disconnected>(await events.ForAsync<AccountEvent, AccountEvent>());
        bench.Venue.OnSocket = _ => { };

        Assert.IsType<AccountEvent.Connected>(await events.ForAsync<AccountEvent, AccountEvent>());
    }

    [Fact]
    public async Task StreamAsync_VenueDownAtStart_KeepsTryingAndTellsItOnce()
    {
        await using var bench = await StartAsync();
        bench.Venue.On("/v5/market/time", new StubReply(string.Empty, 503));
        await using var events = bench.Execution.StreamAsync(CancellationToken.None).GetAsyncEnumerator();
        Assert.IsType<AccountEvent.Disconnected>(await events.ForAsync<AccountEvent, AccountEvent>());
        await Wait.UntilAsync(() => bench.Venue.RequestsTo("/v5/market/time").Count >= 3);
        var now = bench.Venue.Now.ToUnixTimeMilliseconds();

        bench.Venue.On("/v5/market/time", StubReply.Ok($$"""{"timeNano":"{{now}}000000"}"""));

        Assert.IsType<AccountEvent.Connected>(await events.ForAsync<AccountEvent, AccountEvent>());
    }
}
