using System.Net;
using System.Net.Sockets;
using ActorBots.Simulation.Wire.Streams;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ActorBots.Simulation.Wire;

/// <summary>
/// The shell of a simulated venue's server: listens on the loopback address, hears the exchange's events, cuts idle connections and
/// ends everything in order. What is served is the venue's.
/// </summary>
internal sealed class WireServer : IAsyncDisposable
{
    private static readonly TimeSpan LongestShutdown = TimeSpan.FromSeconds(2);

    private readonly WebApplication _app;
    private readonly WireParts _parts;
    private readonly SimulatedExchange _exchange;
    private readonly Task _idleScan;
    private readonly IDisposable _subscription;
    private int _disposed;

    private WireServer(WebApplication app, WireParts parts)
    {
        _app = app;
        _parts = parts;
        _exchange = parts.Venue.Exchange;
        _exchange.UseMatchPolicy(parts.Venue.MatchPolicy);
        _subscription = _exchange.Subscribe(happened =>
        {
            parts.Publish(happened);
            parts.Private.Publish(happened);
        });
        parts.Seed([.. _exchange.Instruments.Select(i => _exchange.GetTicker(i.Symbol)).OfType<Market.TickerSnapshot>()]);
        _idleScan = parts.Registry.CutIdleAsync(parts.Stopping.Token);
        Port = new Uri(app.Urls.First()).Port;
        Log.ServerStarted(parts.Venue.Logger, parts.Venue.Name, Port);
    }

    /// <summary>The port that it listens on.</summary>
    public int Port { get; }

    /// <summary>Where a path is served over HTTP.</summary>
    public Uri Http(string path) => new($"http://127.0.0.1:{Port}{path}");

    /// <summary>Where a path is served as a stream.</summary>
    public Uri Stream(string path) => new($"ws://127.0.0.1:{Port}{path}");

    /// <summary>Number of open stream connections.</summary>
    public int StreamConnections => _parts.Registry.Count;

    /// <summary>Starts to serve.</summary>
    /// <param name="parts">What is served; disposed of with the server, or when it cannot start.</param>
    /// <param name="loggers">Where the web server logs to.</param>
    /// <param name="ct">Gives up starting.</param>
    /// <exception cref="IOException">The port is in use, or may not be used.</exception>
    public static async Task<WireServer> StartAsync(WireParts parts, ILoggerFactory loggers, CancellationToken ct)
    {
        var port = parts.Venue.Wire.Port;
        var app = Build(port, loggers);
        app.Run(new RequestDelegate(parts.HandleAsync));
        try
        {
            await app.StartAsync(ct);
            return new WireServer(app, parts);
        }
        catch (Exception e)
        {
            await app.DisposeAsync();
            await parts.DisposeAsync();
            if (e is IOException or AddressInUseException or SocketException)
            {
                throw new IOException($"port {port} on 127.0.0.1 is in use or may not be used; choose another one, or 0 for any free one", e);
            }

            throw;
        }
    }

    /// <summary>Completes when all private events of the past were put into the queues of their connections.</summary>
    public Task FlushAsync(CancellationToken ct) => _parts.Private.FlushAsync(ct);

    /// <summary>Cuts all connections and stops listening. The exchange keeps running.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        _subscription.Dispose();
        _exchange.UseMatchPolicy(null);
        await _parts.Stopping.CancelAsync();
        _parts.Registry.CutAll();
        using var patience = new CancellationTokenSource(LongestShutdown);
        await _app.StopAsync(patience.Token);
        await _app.DisposeAsync();
        await _idleScan;
        await _parts.DisposeAsync();
    }

    // Before the WebSocket middleware, which takes the upgrade that it finds.
    private static Task WatchFrames(HttpContext http, RequestDelegate next)
    {
        if (http.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true } upgrade)
        {
            http.Features.Set<IHttpUpgradeFeature>(new WatchedUpgrade(upgrade));
        }

        return next(http);
    }

    private static WebApplication Build(int port, ILoggerFactory loggers)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        builder.Services.AddSingleton(loggers);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = LongestShutdown);
        var app = builder.Build();
        app.Use(WatchFrames);
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.Zero });
        return app;
    }
}
