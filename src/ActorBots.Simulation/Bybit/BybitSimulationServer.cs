using System.Net;
using ActorBots.Simulation.Bybit.Rest;
using ActorBots.Simulation.Bybit.Streams;
using ActorBots.Simulation.Faults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ActorBots.Simulation.Bybit;

/// <summary>
/// A simulated exchange that speaks Bybit V5 on the loopback address: REST, the public linear stream, the private stream and order entry
/// by stream. Facts: reference/bybit.md of the project, from Bybit's documentation of 2026-07-24.
/// </summary>
public sealed class BybitSimulationServer : IAsyncDisposable
{
    private static readonly TimeSpan LongestShutdown = TimeSpan.FromSeconds(2);

    private readonly WebApplication _app;
    private readonly StreamRegistry _registry;
    private readonly PrivateStreams _privateStreams;
    private readonly CancellationTokenSource _stopping;
    private readonly Task _idleScan;
    private readonly IDisposable _subscription;
    private readonly SimulatedExchange _exchange;
    private int _disposed;

    private BybitSimulationServer(WebApplication app, BybitVenue venue, Parts parts, CancellationTokenSource stopping)
    {
        _app = app;
        _registry = parts.Registry;
        _privateStreams = parts.Private;
        _stopping = stopping;
        _exchange = venue.Exchange;
        _exchange.UseMatchPolicy(venue.MatchPolicy);
        _subscription = _exchange.Subscribe(happened =>
        {
            parts.Public.Publish(happened);
            parts.Private.Publish(happened);
        });
        parts.Public.Seed(_exchange.Instruments.Select(i => _exchange.GetTicker(i.Symbol)).OfType<Market.TickerSnapshot>());
        _idleScan = _registry.CutIdleAsync(stopping.Token);
        Port = new Uri(app.Urls.First()).Port;
        Log.ServerStarted(venue.Logger, Port);
    }

    /// <summary>The port that it listens on.</summary>
    public int Port { get; }

    /// <summary>Where REST calls go.</summary>
    public Uri BaseAddress => new($"http://127.0.0.1:{Port}");

    /// <summary>Where the market's stream is.</summary>
    public Uri PublicStreamUri => new($"ws://127.0.0.1:{Port}/v5/public/linear");

    /// <summary>Where the accounts' stream is.</summary>
    public Uri PrivateStreamUri => new($"ws://127.0.0.1:{Port}/v5/private");

    /// <summary>Where orders can be entered by stream.</summary>
    public Uri TradeStreamUri => new($"ws://127.0.0.1:{Port}/v5/trade");

    /// <summary>Number of open stream connections.</summary>
    public int StreamConnections => _registry.Count;

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
        var stopping = new CancellationTokenSource();
        var parts = new Parts(venue, stopping.Token);
        var app = Build(settings, loggers);
        app.Run(parts.HandleAsync);
        try
        {
            await app.StartAsync(ct);
            return new BybitSimulationServer(app, venue, parts, stopping);
        }
        catch (Exception e)
        {
            await app.DisposeAsync();
            await parts.Private.DisposeAsync();
            stopping.Dispose();
            if (e is IOException or AddressInUseException or System.Net.Sockets.SocketException)
            {
                throw new IOException($"port {settings.Port} on 127.0.0.1 is in use or may not be used; choose another one, or 0 for any free one", e);
            }

            throw;
        }
    }

    /// <summary>
    /// Completes when all private events of the past were put into the queues of their connections. Public ones are there already when
    /// the exchange's call or tick ends.
    /// </summary>
    public Task FlushAsync(CancellationToken ct) => _privateStreams.FlushAsync(ct);

    /// <summary>Cuts all connections and stops listening. The exchange keeps running.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        _subscription.Dispose();
        _exchange.UseMatchPolicy(null);
        await _stopping.CancelAsync();
        _registry.CutAll();
        using var patience = new CancellationTokenSource(LongestShutdown);
        await _app.StopAsync(patience.Token);
        await _app.DisposeAsync();
        await _privateStreams.DisposeAsync();
        await _idleScan;
        _stopping.Dispose();
    }

    private static WebApplication Build(BybitServerSettings settings, ILoggerFactory loggers)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, settings.Port);
        });
        builder.Services.AddSingleton(loggers);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = LongestShutdown);
        var app = builder.Build();
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.Zero });
        return app;
    }

    /// <summary>What the server is made of.</summary>
    private sealed class Parts
    {
        private readonly RestGate _rest;
        private readonly StreamGate _streams;

        public Parts(BybitVenue venue, CancellationToken stopping)
        {
            Registry = new StreamRegistry(venue);
            Public = new PublicStreams(venue, Registry);
            Private = new PrivateStreams(venue, Registry);
            var executor = new CallExecutor(venue, Registry, Private);
            RestRoute[] routes =
            [
                .. new ServiceEndpoints(venue.Clock).Routes,
                .. new InstrumentEndpoints(venue).Routes,
                .. new MarketEndpoints(venue).Routes,
                .. new AccountEndpoints(venue).Routes,
                .. new PositionEndpoints(venue).Routes,
                .. new OrderEndpoints(venue).Routes,
                .. new OrderQueryEndpoints(venue).Routes,
                .. new ExecutionEndpoints(venue).Routes,
            ];
            _rest = new RestGate(venue, executor, routes);
            _streams = new StreamGate(venue, Registry, Public, Private, executor, TradeSession.Operations(routes), stopping);
        }

        public StreamRegistry Registry { get; }

        public PublicStreams Public { get; }

        public PrivateStreams Private { get; }

        public Task HandleAsync(HttpContext http) => StreamGate.StreamAt(http.Request.Path.Value ?? string.Empty) is { } kind
            ? _streams.HandleAsync(http, kind)
            : _rest.HandleAsync(http);
    }
}
