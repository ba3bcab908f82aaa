using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ActorBots.Venues.Tests.Stub;

/// <summary>A real HTTP and WebSocket server on loopback that answers what a test told it to.</summary>
internal sealed class StubVenue : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, Func<StubRequest, Task<StubReply>>> _routes = new();
    private readonly ConcurrentQueue<StubRequest> _requests = new();
    private readonly Channel<StubSocket> _sockets = Channel.CreateUnbounded<StubSocket>();
    private readonly CancellationTokenSource _stopping = new();

    private int _disposed;

    private StubVenue(WebApplication app) => _app = app;

    public Uri Address { get; private set; } = null!;

    /// <summary>The venue's wall clock is the host's plus this.</summary>
    public TimeSpan ClockLead { get; set; } = TimeSpan.Zero;

    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>Prepares each socket before it is read.</summary>
    public Action<StubSocket> OnSocket { get; set; } = _ => { };

    public IReadOnlyList<StubRequest> Requests => [.. _requests];

    public DateTimeOffset Now => Time.GetUtcNow() + ClockLead;

    public static async Task<StubVenue> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var venue = new StubVenue(app);
        app.UseWebSockets();
        app.Run(venue.HandleAsync);
        await app.StartAsync();
        venue.Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        venue.On("/v5/market/time", _ => venue.ServerTime());
        return venue;
    }

    public void On(string path, Func<StubRequest, StubReply> answer) => _routes[path] = request => Task.FromResult(answer(request));

    public void On(string path, Func<StubRequest, Task<StubReply>> answer) => _routes[path] = answer;

    public void On(string path, params StubReply[] replies)
    {
        var next = 0;
        On(path, _ => replies[Math.Min(Interlocked.Increment(ref next), replies.Length) - 1]);
    }

    public IReadOnlyList<StubRequest> RequestsTo(string path) => [.. _requests.Where(r => r.Path == path)];

    public async Task<StubSocket> NextSocketAsync()
    {
        using var timeout = new CancellationTokenSource(Wait.Limit);
        return await _sockets.Reader.ReadAsync(timeout.Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            await _stopping.CancelAsync();
            await _app.DisposeAsync();
            _stopping.Dispose();
        }
    }

    private StubReply ServerTime()
    {
        var nanoseconds = (Now - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
        return StubReply.Ok(string.Create(CultureInfo.InvariantCulture, $$"""{"timeSecond":"{{nanoseconds / 1_000_000_000}}","timeNano":"{{nanoseconds}}"}"""));
    }

    private async Task HandleAsync(HttpContext context)
    {
        if (context.WebSockets.IsWebSocketRequest)
        {
            var socket = new StubSocket(await context.WebSockets.AcceptWebSocketAsync(), context.Request.Path);
            OnSocket(socket);
            _sockets.Writer.TryWrite(socket);
            await socket.RunAsync(_stopping.Token);
            return;
        }

        using var reader = new StreamReader(context.Request.Body);
        var request = new StubRequest(
            context.Request.Method,
            context.Request.Path,
            context.Request.QueryString.Value?.TrimStart('?') ?? string.Empty,
            await reader.ReadToEndAsync(),
            context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase));
        _requests.Enqueue(request);
        var reply = _routes.TryGetValue(request.Path, out var route) ? await route(request) : new StubReply("not here", 404);
        if (reply.Drop)
        {
            context.Abort();
            return;
        }

        foreach (var (name, value) in reply.Headers)
        {
            context.Response.Headers[name] = value;
        }

        context.Response.Headers.Date = Now.ToString("R", CultureInfo.InvariantCulture);
        context.Response.StatusCode = reply.Status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(reply.Body);
    }
}
