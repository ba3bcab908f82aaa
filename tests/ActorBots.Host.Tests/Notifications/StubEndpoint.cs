using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ActorBots.Host.Tests.Notifications;

/// <summary>An endpoint on loopback that answers as the test says and remembers what came.</summary>
internal sealed class StubEndpoint : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<StubRequest> _requests = new();

    private StubEndpoint(RequestDelegate answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            _requests.Enqueue(new StubRequest(
                $"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}",
                context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
                Encoding.UTF8.GetString(body.ToArray())));
            await answer(context);
        });
    }

    public Uri Address => new(_app.Urls.Single());

    public IReadOnlyList<StubRequest> Requests => [.. _requests];

    public static async Task<StubEndpoint> StartAsync(RequestDelegate answer)
    {
        var endpoint = new StubEndpoint(answer);
        await endpoint._app.StartAsync();
        return endpoint;
    }

    public static Task<StubEndpoint> StartAsync(int status, string? retryAfter = null) => StartAsync(context =>
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null)
            context.Response.Headers.RetryAfter = retryAfter;
        return Task.CompletedTask;
    });

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _app.StopAsync(atOnce.Token);
        await _app.DisposeAsync();
    }
}
