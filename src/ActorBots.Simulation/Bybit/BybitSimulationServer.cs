using ActorBots.Simulation.Faults;
using ActorBots.Simulation.Wire;
using Microsoft.Extensions.Logging;

namespace ActorBots.Simulation.Bybit;

/// <summary>
/// A simulated exchange that speaks Bybit V5 on the loopback address: REST, the public linear stream, the private stream and order entry
/// by stream. Facts: reference/bybit.md of the project, from Bybit's documentation of 2026-07-24.
/// </summary>
public sealed class BybitSimulationServer : IAsyncDisposable
{
    private readonly WireServer _server;

    private BybitSimulationServer(WireServer server) => _server = server;

    /// <summary>The port that it listens on.</summary>
    public int Port => _server.Port;

    /// <summary>Where REST calls go.</summary>
    public Uri BaseAddress => _server.Http(string.Empty);

    /// <summary>Where the market's stream is.</summary>
    public Uri PublicStreamUri => _server.Stream("/v5/public/linear");

    /// <summary>Where the accounts' stream is.</summary>
    public Uri PrivateStreamUri => _server.Stream("/v5/private");

    /// <summary>Where orders can be entered by stream.</summary>
    public Uri TradeStreamUri => _server.Stream("/v5/trade");

    /// <summary>Number of open stream connections.</summary>
    public int StreamConnections => _server.StreamConnections;

    /// <summary>Starts to serve an exchange. The exchange stays the caller's: it is neither run nor disposed of here.</summary>
    /// <param name="exchange">The exchange; one server per exchange, because the server takes over its match policy.</param>
    /// <param name="settings">Port, limits and time-outs.</param>
    /// <param name="faults">What goes wrong; rules may be added and taken away while it runs.</param>
    /// <param name="time">The wall clock: signatures, server time, rate limits, pings.</param>
    /// <param name="loggers">Where the web server logs to.</param>
    /// <param name="ct">Gives up starting.</param>
    /// <exception cref="ArgumentException">A setting is outside its range.</exception>
    /// <exception cref="IOException">The port is in use, or may not be used.</exception>
    public static async Task<BybitSimulationServer> StartAsync(
        SimulatedExchange exchange, BybitServerSettings settings, FaultPlan faults, TimeProvider time, ILoggerFactory loggers, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(settings);
        settings.Validate();
        var venue = new BybitVenue(exchange, settings, faults, time, loggers.CreateLogger<BybitSimulationServer>());
        return new BybitSimulationServer(await WireServer.StartAsync(new BybitParts(venue), loggers, ct));
    }

    /// <summary>
    /// Completes when all private events of the past were put into the queues of their connections. Public ones are there already when
    /// the exchange's call or tick ends.
    /// </summary>
    public Task FlushAsync(CancellationToken ct) => _server.FlushAsync(ct);

    /// <summary>Cuts all connections and stops listening. The exchange keeps running.</summary>
    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
