using ActorBots.Ports.Venues;
using ActorBots.Simulation;
using ActorBots.Simulation.Bitunix;
using ActorBots.Simulation.Faults;
using ActorBots.Testing.Venues;
using ActorBots.Venues.Bitunix;
using Microsoft.Extensions.Logging.Abstractions;

namespace ActorBots.Venues.Tests.Contracts;

/// <summary>The gateway on the simulated Bitunix.</summary>
public sealed class BitunixStage : VenueStage, IVenueStage
{
    private BitunixSimulationServer? _server;

    private BitunixStage(StageScript script)
        : base(script)
    {
    }

    public static string VenueName => "Bitunix";

    public override VenueTraits Traits { get; } = new()
    {
        StopsCarryOurId = false,
        TellsDeleveraging = false,
        StopCreate = "stop.create",
        StopAmend = "stop.amend",
        StopCancel = "stop.cancel",
        LookUpPath = "/api/v1/futures/trade/get_*",
        ModePath = "/api/v1/futures/account",
        CandlePath = "/api/v1/futures/market/kline",
        FillTopic = "order",
        OrderTopic = "order",
        CandleTopic = "market_kline_1min.BTCUSDT",
        PriceTopic = "trade.BTCUSDT",
        OutsideTimeWindow = VenueErrorCode.Unauthorized,
        TimeWindow = TimeSpan.FromSeconds(60),
        OrdersPerSecond = 10,
        TakerFeeRate = 0.0006m,
        MaxStops = 20,
        PriceTimeResolution = TimeSpan.FromMinutes(1),
        Customs = BitunixCustoms.Value,
        Refusal = meaning => meaning switch
        {
            VenueErrorCode.InsufficientMargin => new FaultAction.Reject(20003, "Insufficient balance"),
            _ => throw new ArgumentOutOfRangeException(nameof(meaning), meaning, "no contract needs it"),
        },
    };

    public static async Task<VenueStage> OpenAsync(StageScript script)
    {
        var stage = new BitunixStage(script);
        await stage.StartAsync();
        return stage;
    }

    protected override async Task<Uri> StartServerAsync(SimulatedExchange exchange, int port)
    {
        var settings = new BitunixServerSettings { Port = port };
        _server = await BitunixSimulationServer.StartAsync(exchange, settings, Faults, TimeProvider.System, NullLoggerFactory.Instance, CancellationToken.None);
        return _server.BaseAddress;
    }

    protected override async Task StopServerAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    protected override IVenueConnector OpenConnector(Uri address, TimeProvider hostClock) => new BitunixConnector(
        new BitunixSettings
        {
            Environment = "simulated",
            SimulatedAddress = address,
            SettlingTime = TimeSpan.FromMilliseconds(300),
            CandleRetry = TimeSpan.FromMilliseconds(20),
            Http = StageTransport.Http(Script),
            Streams = StageTransport.Streams(Script),
        },
        hostClock,
        NullLoggerFactory.Instance);

    protected override VenueWire OpenWire(Uri address) => new BitunixWire(address);
}
