using ActorBots.Simulation.Faults;
using ActorBots.Simulation.Wire;
using Microsoft.Extensions.Logging;

namespace ActorBots.Simulation.Bitunix;

/// <summary>
/// A simulated exchange that speaks Bitunix futures on the loopback address: REST, the public stream and the private stream.
/// Facts: reference/bitunix.md of the project, from documentation and live observations up to 2026-10.
/// </summary>
public sealed class BitunixSimulationServer : IAsyncDisposable
{
    private readonly WireServer _server;

    private BitunixSimulationServer(WireServer server) => _server = server;

    /// <summary>The port that it listens on.</summary>
    public int Port => _server.Port;

    /// <summary>Where REST calls go.</summary>
    public Uri BaseAddress => _server.Http(string.Empty);

    /// <summary>Where the market's stream is.</summary>
    public Uri PublicStreamUri => _server.Stream("/public/");

    /// <summary>Where the accounts' stream is.</summary>
    public Uri PrivateStreamUri => _server.Stream("/private/");

    /// <summary>Number of open stream connections.</summary>
    public int StreamConnections => _server.StreamConnections;

    /// <summary>Starts to serve an exchange. The exchange stays the caller's: it is neither run nor disposed of here.</summary>
    /// <param name="exchange">The exchange; one server per exchange, because the server takes over its match policy.</param>
    /// <param name="settings">Port, limits, time-outs and switches.</param>
    /// <param name="faults">What goes wrong; rules may be added and taken away while it runs.</param>
    /// <param name="time">The wall clock: the time window of signatures, the <c>Date</c> header, rate limits, pings.</param>
    /// <param name="loggers">Where the web server logs to.</param>
    /// <param name="ct">Gives up starting.</param>
    /// <exception cref="ArgumentException">A setting is outside its range.</exception>
    /// <exception cref="IOException">The port is in use, or may not be used.</exception>
    public static async Task<BitunixSimulationServer> StartAsync(
        SimulatedExchange exchange, BitunixServerSettings settings, FaultPlan faults, TimeProvider time, ILoggerFactory loggers, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(settings);
        settings.Validate();
        var venue = new BitunixVenue(exchange, settings, faults, time, loggers.CreateLogger<BitunixSimulationServer>());
        return new BitunixSimulationServer(await WireServer.StartAsync(new BitunixParts(venue), loggers, ct));
    }

    /// <summary>
    /// Completes when all private events of the past were put into the queues of their connections. Public ones are there already when
    /// the exchange's call or tick ends.
    /// </summary>
    public Task FlushAsync(CancellationToken ct) => _server.FlushAsync(ct);

    /// <summary>Cuts all connections and stops listening. The exchange keeps running.</summary>
    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
