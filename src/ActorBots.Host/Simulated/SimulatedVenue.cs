using ActorBots.Simulation;
using ActorBots.Simulation.Market;
using ActorBots.Venues;
using Microsoft.Extensions.Logging;

namespace ActorBots.Host.Simulated;

/// <summary>A simulated venue in this process: an exchange and the server that speaks a venue's wire in front of it.</summary>
internal sealed class SimulatedVenue : IAsyncDisposable
{
    private readonly SimulatedWire _wire;

    private SimulatedVenue(SimulatedWire wire, SimulatedExchange exchange, SimulatedServer server)
    {
        _wire = wire;
        Exchange = exchange;
        Server = server;
    }

    /// <summary>The venue's name in bot documents.</summary>
    public string Name => _wire.Name;

    /// <summary>The venue's name for people.</summary>
    public string Title => _wire.Title;

    /// <summary>The exchange.</summary>
    public SimulatedExchange Exchange { get; }

    /// <summary>The server in front of it.</summary>
    public SimulatedServer Server { get; }

    /// <summary>Opens the exchange with the venue's own rules and starts the server. The market stands.</summary>
    /// <param name="wire">Which venue's wire.</param>
    /// <param name="settings">The exchange; fees are the venue's.</param>
    /// <param name="options">The server.</param>
    /// <param name="time">The wall clock.</param>
    /// <param name="loggers">Where the server logs to.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SimulationInputException">The settings, a feed or the ledger cannot be used.</exception>
    /// <exception cref="IOException">The port is in use, or may not be used.</exception>
    public static async Task<SimulatedVenue> OpenAsync(
        SimulatedWire wire, SimulationSettings settings, SimulatedServerOptions options, TimeProvider time, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var exchange = await SimulatedExchange.OpenAsync(wire.RulesOf(settings), time, cancellationToken);
        try
        {
            return new SimulatedVenue(wire, exchange, await wire.StartAsync(exchange, options, time, loggers, cancellationToken));
        }
        catch
        {
            await exchange.DisposeAsync();
            throw;
        }
    }

    /// <summary>Adds to a node's settings how it reaches this venue.</summary>
    /// <param name="settings">The settings so far.</param>
    /// <param name="reference">A busy instrument.</param>
    /// <param name="rateFactor">What the venue's rate limits are multiplied by, 1 or more.</param>
    public VenuesSettings AddGateway(VenuesSettings settings, string reference, int rateFactor) =>
        _wire.Enable(settings, new SimulatedGatewayOptions(Server.BaseAddress, reference) { RateFactor = rateFactor });

    /// <summary>The number under which the venue's client tells a tick's price.</summary>
    public long SequenceOf(MarketTick tick) => _wire.SequenceOf(tick);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Exchange.DisposeAsync();
    }
}
