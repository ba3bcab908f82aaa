using System.Text.Json.Nodes;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Ports.Venues;
using ActorBots.Testing;
using ActorBots.Venues.Bitunix;
using ActorBots.Venues.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorBots.Venues.Tests.Stub;

/// <summary>A stub that speaks Bitunix's private side, with a client on it.</summary>
internal sealed class BitunixBench : IAsyncDisposable
{
    private readonly BitunixConnector _connector;

    private BitunixBench(StubVenue venue, BitunixConnector connector)
    {
        Venue = venue;
        _connector = connector;
        Client = connector.OpenExecution("main", Bench.Credentials);
        venue.OnSocket = Prepare;
        Answer(BitunixPaths.FundingRate, "rest-funding-rate");
        Answer(BitunixPaths.Account, "rest-account");
        Answer(BitunixPaths.LeverageAndMargin, "rest-leverage");
        Answer(BitunixPaths.PlaceOrder, "rest-order-ack");
        Answer(BitunixPaths.OrderDetail, "rest-order-none");
        Answer(BitunixPaths.PendingOrders, "rest-orders-none");
        Answer(BitunixPaths.OrderHistory, "rest-orders-none");
        Answer(BitunixPaths.Trades, "rest-trades-none");
        Answer(BitunixPaths.Positions, "rest-position-one-way");
        Answer(BitunixPaths.PositionHistory, "rest-positions-history-none");
        Answer(BitunixPaths.PlaceStop, "rest-tpsl-ack");
        Answer(BitunixPaths.ModifyStop, "rest-tpsl-ack-object");
        Answer(BitunixPaths.CancelStop, "rest-tpsl-ack-object");
        Answer(BitunixPaths.PendingStops, "rest-tpsl-none");
        Answer(BitunixPaths.StopHistory, "rest-orders-none");
        Answer(BitunixPaths.FundingHistory, "rest-funding-history");
    }

    public StubVenue Venue { get; }

    public IExecutionClient Client { get; }

    public static OrderRequest EntryRequest { get; } = Some.EntryRequest();

    public static OrderRequest ExitRequest { get; } = EntryRequest with
    {
        ClientOrderId = ClientOrderId.For("bot-1", 3, OrderPurpose.Exit),
        Purpose = OrderPurpose.Exit,
        Side = OrderSide.Sell,
    };

    public static OrderRequest StopRequest { get; } = EntryRequest with
    {
        ClientOrderId = ClientOrderId.For("bot-1", 2, OrderPurpose.ProtectiveStop),
        Purpose = OrderPurpose.ProtectiveStop,
        Side = OrderSide.Sell,
        TriggerPrice = new Price(59_000m),
    };

    public static async Task<BitunixBench> StartAsync(Func<BitunixSettings, BitunixSettings>? change = null, TimeProvider? time = null)
    {
        var venue = await StubVenue.StartAsync();
        venue.Time = time ?? TimeProvider.System;
        var settings = new BitunixSettings
        {
            Environment = "simulated",
            SimulatedAddress = venue.Address,
            EndpointRequestsPerSecond = 1000,
            RequestsPerSecond = 1000,
            Http = new HttpSettings
            {
                RequestTimeout = TimeSpan.FromSeconds(5),
                RetryDelay = TimeSpan.FromMilliseconds(10),
                RetryMaxDelay = TimeSpan.FromMilliseconds(20),
            },
            Streams = new StreamSettings
            {
                ReconnectDelay = TimeSpan.FromMilliseconds(10),
                ReconnectMaxDelay = TimeSpan.FromMilliseconds(50),
                WatchInterval = TimeSpan.FromMilliseconds(10),
            },
        };
        return new BitunixBench(venue, new BitunixConnector(change?.Invoke(settings) ?? settings, time ?? TimeProvider.System, NullLoggerFactory.Instance));
    }

    public static StubReply Refusal(int code) => new($$"""{"code":{{code}},"data":null,"msg":"no"}""");

    public void Answer(string path, params string[] payloads) => Venue.On(path, [.. payloads.Select(Payload.BitunixReply)]);

    public JsonNode BodyOf(string path, int request = 0) => JsonNode.Parse(Venue.RequestsTo(path)[request].Body)!;

    public Task<VenueResult<string>> SubmitAsync(OrderRequest request) => Client.SubmitAsync(Some.Approved(request), CancellationToken.None);

    /// <summary>A running stream, logged in.</summary>
    public async Task<(StubSocket Socket, IAsyncEnumerator<AccountEvent> Events)> ListenAsync()
    {
        var events = Client.StreamAsync(CancellationToken.None).GetAsyncEnumerator();
        await events.ForAsync<AccountEvent, AccountEvent.Connected>();
        return (await Venue.NextSocketAsync(), events);
    }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        _connector.Dispose();
        await Venue.DisposeAsync();
    }

    private static void Prepare(StubSocket socket)
    {
        socket.Greeting = """{"op":"connect","data":{"result":true}}""";
        socket.OnFrame = frame => (string)frame["op"]! switch
        {
            "login" => socket.SendAsync("""{"op":"login","data":{"result":true}}"""),
            "ping" => socket.SendAsync($$"""{"op":"ping","pong":{{frame["ping"]}},"ping":1790126491}"""),
            _ => Task.CompletedTask,
        };
    }
}
