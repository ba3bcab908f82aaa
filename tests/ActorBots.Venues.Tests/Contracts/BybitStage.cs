using ActorBots.Ports.Venues;
using ActorBots.Simulation;
using ActorBots.Simulation.Bybit;
using ActorBots.Simulation.Faults;
using ActorBots.Testing.Venues;
using ActorBots.Venues.Bybit;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorBots.Venues.Tests.Contracts;

/// <summary>The gateway on the simulated Bybit.</summary>
public sealed class BybitStage : VenueStage, IVenueStage
{
    private BybitSimulationServer? _server;

    private BybitStage(StageScript script)
        : base(script)
    {
    }

    public static string VenueName => "Bybit";

    public override VenueTraits Traits { get; } = new()
    {
        StopsCarryOurId = true,
        TellsDeleveraging = true,
        StopCreate = "order.create",
        StopAmend = "order.amend",
        StopCancel = "order.cancel",
        LookUpPath = "/v5/order/*",
        ModePath = "/v5/position/list",
        CandlePath = "/v5/market/kline",
        FillTopic = "execution",
        OrderTopic = "order",
        CandleTopic = "kline.1.BTCUSDT",
        PriceTopic = "tickers.BTCUSDT",
        OutsideTimeWindow = VenueErrorCode.ClockSkew,
        TimeWindow = TimeSpan.FromSeconds(5),
        OrdersPerSecond = 10,
        TakerFeeRate = 0.00055m,
        MaxStops = 10,
        Refusal = meaning => meaning switch
        {
            VenueErrorCode.InsufficientMargin => new FaultAction.Reject(110007, "ab not enough for new order"),
            _ => throw new ArgumentOutOfRangeException(nameof(meaning), meaning, "no contract needs it"),
        },
    };

    public static async Task<VenueStage> OpenAsync(StageScript script)
    {
        var stage = new BybitStage(script);
        await stage.StartAsync();
        return stage;
    }

    protected override async Task<Uri> StartServerAsync(SimulatedExchange exchange, int port)
    {
        var settings = new BybitServerSettings { Port = port, AddressBan = TimeSpan.Zero };
        _server = await BybitSimulationServer.StartAsync(exchange, settings, Faults, TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
        return _server.BaseAddress;
    }

    protected override async Task StopServerAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    protected override IVenueConnector OpenConnector(Uri address, TimeProvider hostClock) => new BybitConnector(
        new BybitSettings
        {
            Environment = "simulated",
            SimulatedAddress = address,
            AddressBlockPause = TimeSpan.FromSeconds(1),
            SettlingTime = TimeSpan.FromMilliseconds(300),
            Http = StageTransport.Http(Script),
            Streams = StageTransport.Streams(Script),
        },
        hostClock,
        NullLoggerFactory.Instance);

    protected override VenueWire OpenWire(Uri address) => new BybitWire(address);
}
