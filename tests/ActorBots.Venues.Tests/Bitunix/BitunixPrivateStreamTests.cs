using ActorBots.Domain.Orders;
using ActorBots.Ports.Venues;
using ActorBots.Venues.Bitunix;
using ActorBots.Venues.Tests.Stub;
using static ActorBots.Venues.Tests.Stub.BitunixBench;

namespace ActorBots.Venues.Tests.Bitunix;

public sealed class BitunixPrivateStreamTests
{
    [Fact]
    public async Task StreamAsync_Login_IsSignedInSecondsThenSubscribed()
    {
        await using var bench = await StartAsync();
        var (socket, events) = await bench.ListenAsync();
        await using var _ = events;

        var key = (await socket.NextAsync("login"))["args"]![0]!;
        var subscribe = await socket.NextAsync("subscribe");

        var seconds = (long)key["timestamp"]!;
        Assert.Equal("/private/", socket.Path);
        Assert.InRange(seconds, bench.Venue.Now.ToUnixTimeSeconds() - 5, bench.Venue.Now.ToUnixTimeSeconds() + 1);
        Assert.Equal(new BitunixSigner(Bench.Credentials).SignStream((string)key["nonce"]!, seconds), (string)key["sign"]!);
        Assert.Equal(["order", "position", "balance", "tpsl"], subscribe["args"]!.AsArray().Select(a => (string)a!["ch"]!));
    }

    [Fact]
    public async Task StreamAsync_FilledOrder_TellsItsTradesThenTheOrderOnce()
    {
        await using var bench = await StartAsync();
        bench.Venue.On(BitunixPaths.Trades, Payload.BitunixReply("rest-trades-none"), Payload.BitunixReply("rest-trades"));
        var (socket, events) = await bench.ListenAsync();
        await using var _ = events;

        foreach (var push in (string[])["stream-order-filled", "stream-order-filled", "stream-order-new", "stream-balance"])
        {
            await socket.SendAsync(Payload.Bitunix(push));
        }

        var told = await UntilBalanceAsync(events);
        Assert.Equal([typeof(AccountEvent.Filled), typeof(AccountEvent.Filled), typeof(AccountEvent.OrderChanged)], told.Select(e => e.GetType()));
        Assert.Equal(EntryRequest.ClientOrderId, ((AccountEvent.Filled)told[0]).Fill.ClientOrderId);
        Assert.Equal(OrderStatus.Filled, ((AccountEvent.OrderChanged)told[2]).Report.Status);
    }

    [Fact]
    public async Task StreamAsync_MixedCaseAndUnderscore_AreUnderstood()
    {
        await using var bench = await StartAsync();
        var (socket, events) = await bench.ListenAsync();
        await using var _ = events;

        await socket.SendAsync(Payload.Bitunix("stream-order-new"));

        var report = (await events.ForAsync<AccountEvent, AccountEvent.OrderChanged>()).Report;
        Assert.Equal((OrderStatus.New, OrderSide.Buy, EntryRequest.ClientOrderId), (report.Status, report.Side, report.ClientOrderId!.Value));
    }

    [Theory]
    [InlineData("stream-tpsl-fired", "stream-order-child")]
    [InlineData("stream-order-child", "stream-tpsl-fired")]
    public async Task StreamAsync_FiredStop_ItsChildIsToldUnderOurIdInEitherOrder(string first, string second)
    {
        await using var bench = await StartAsync();
        BitunixAccountQueriesTests.ShowFiredStop(bench);
        bench.Client.Recognise([BitunixAccountQueriesTests.Trace("777001")]);
        var (socket, events) = await bench.ListenAsync();
        await using var _ = events;

        foreach (var push in (string[])[first, second, "stream-balance"])
        {
            await socket.SendAsync(Payload.Bitunix(push));
        }

        var told = await UntilBalanceAsync(events);
        var fill = Assert.Single(told.OfType<AccountEvent.Filled>()).Fill;
        Assert.Equal(("99001", StopRequest.ClientOrderId), (fill.FillId, fill.ClientOrderId!.Value));
        Assert.All(told.OfType<AccountEvent.OrderChanged>(), o => Assert.Equal(StopRequest.ClientOrderId, o.Report.ClientOrderId));
        Assert.Contains(told.OfType<AccountEvent.OrderChanged>(), o => o.Report is { Status: OrderStatus.Filled, VenueOrderId: "777001" });
    }

    [Fact]
    public async Task StreamAsync_StopPushedBeforeItsAcknowledgement_IsToldAfterIt()
    {
        await using var bench = await StartAsync();
        var (socket, events) = await bench.ListenAsync();
        await using var _ = events;
        bench.Venue.On(BitunixPaths.PlaceStop, async _ =>
        {
            await socket.SendAsync(Payload.Bitunix("stream-tpsl-new"));
            await socket.SendAsync(Payload.Bitunix("stream-balance"));
            await events.ForAsync<AccountEvent, AccountEvent.BalanceChanged>();
            return Payload.BitunixReply("rest-tpsl-ack");
        });

        Assert.True((await bench.SubmitAsync(StopRequest)).IsSuccess);

        var report = (await events.ForAsync<AccountEvent, AccountEvent.OrderChanged>()).Report;
        Assert.Equal((StopRequest.ClientOrderId, OrderStatus.Untriggered), (report.ClientOrderId!.Value, report.Status));
    }

    [Fact]
    public async Task StreamAsync_PositionAndBalance_AreToldAndLateOnesAreNot()
    {
        await using var bench = await StartAsync();
        var (socket, events) = await bench.ListenAsync();
        await using var _ = events;

        foreach (var push in (string[])["stream-position", "stream-position-closed", "stream-position", "stream-balance"])
        {
            await socket.SendAsync(Payload.Bitunix(push));
        }

        var told = await UntilBalanceAsync(events);
        Assert.Equal([0.011m, 0m], told.OfType<AccountEvent.PositionChanged>().Select(p => p.Position.NetQuantity));
    }

    [Theory]
    [InlineData("\"FILLED\"", "\"MELTED\"")]
    [InlineData("\"dealAmount\":\"0.011\"", "\"dealAmount\":\"many\"")]
    public async Task StreamAsync_PushThatIsNotUnderstood_Reconnects(string word, string strange)
    {
        await using var bench = await StartAsync();
        var (socket, events) = await bench.ListenAsync();
        await using var _ = events;

        await socket.SendAsync(Payload.Bitunix("stream-order-filled").Replace(word, strange, StringComparison.Ordinal));

        await events.ForAsync<AccountEvent, AccountEvent.Disconnected>();
        await events.ForAsync<AccountEvent, AccountEvent.Connected>();
    }

    [Fact]
    public async Task StreamAsync_LoginRefused_TellsNoConnection()
    {
        await using var bench = await StartAsync();
        bench.Venue.OnSocket = socket =>
        {
            socket.Greeting = """{"op":"connect","data":{"result":true}}""";
            socket.OnFrame = _ => socket.SendAsync($$$"""{"op":"login","data":{"result":false,"msg":"bad key {{{Bench.Credentials.ApiKey}}}"}}""");
        };
        await using var events = bench.Client.StreamAsync(CancellationToken.None).GetAsyncEnumerator();

        var down = await events.ForAsync<AccountEvent, AccountEvent.Disconnected>();

        Assert.Equal("login refused: bad key <api key>", down.Reason);
    }

    [Fact]
    public async Task StreamAsync_SilentAlthoughPinged_Reconnects()
    {
        await using var bench = await StartAsync(s => s with
        {
            Streams = s.Streams with { PingInterval = TimeSpan.FromSeconds(1), PongTimeout = TimeSpan.FromMilliseconds(200) },
        });
        var (socket, events) = await bench.ListenAsync();
        await using var _ = events;
        Assert.True((long)(await socket.NextAsync("ping"))["ping"]! > 0);

        socket.OnFrame = _ => Task.CompletedTask;

        await events.ForAsync<AccountEvent, AccountEvent.Disconnected>();
        await events.ForAsync<AccountEvent, AccountEvent.Connected>();
    }

    private static async Task<List<AccountEvent>> UntilBalanceAsync(IAsyncEnumerator<AccountEvent> events)
    {
        var told = new List<AccountEvent>();
        while (await events.MoveNextAsync().AsTask().WaitAsync(Wait.Limit) && events.Current is not AccountEvent.BalanceChanged)
        {
            told.Add(events.Current);
        }

        return told;
    }
}
