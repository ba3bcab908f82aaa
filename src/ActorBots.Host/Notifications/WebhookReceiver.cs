using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ActorBots.Host.Notifications;

/// <summary>
/// A backend's end of the webhooks on loopback, for the demo and for tests: checks signatures, counts, and watches that each bot's webhooks
/// come in order. Answers 204 when it took one, 401 for a bad signature or timestamp, 400 for an id that no bot makes, 413 beyond 1 MiB.
/// </summary>
public sealed class WebhookReceiver : IAsyncDisposable
{
    private const int MaxBodyBytes = 1024 * 1024;
    private const string HookPath = "/webhooks";

    private readonly WebApplication _app;
    private readonly WebhookTally _tally;

    private WebhookReceiver(WebApplication app, WebhookTally tally)
    {
        _app = app;
        _tally = tally;
        Endpoint = new Uri(new Uri(app.Urls.Single()), HookPath);
    }

    /// <summary>Where webhooks go: an http address on loopback.</summary>
    public Uri Endpoint { get; }

    /// <summary>What came so far.</summary>
    public WebhookFigures Figures => _tally.Figures;

    /// <summary>Starts a receiver.</summary>
    /// <param name="secret">The signing secret, <c>whsec_</c> and the base64 of 16 to 64 bytes.</param>
    /// <param name="port">The port on loopback, 1 to 65535; 0 for any free one.</param>
    /// <param name="time">The wall clock, to judge timestamps.</param>
    /// <param name="cancellationToken">Ends the effort to start.</param>
    /// <exception cref="ArgumentException">The secret has another shape.</exception>
    /// <exception cref="IOException">The port is in use.</exception>
    public static async Task<WebhookReceiver> StartAsync(string secret, int port, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(secret);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentOutOfRangeException.ThrowIfNegative(port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, IPEndPoint.MaxPort);
        var key = WebhookSecret.TryParse(secret)
            ?? throw new ArgumentException($"the signing secret must be {WebhookSecret.Shape}", nameof(secret));

        var tally = new WebhookTally();
        var app = Build(port);
        app.MapPost(HookPath, context => HandleAsync(context, key, tally, time));
        try
        {
            await app.StartAsync(cancellationToken).ConfigureAwait(false);
            return new WebhookReceiver(app, tally);
        }
        catch
        {
            await app.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Stops; requests under way are finished.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync().ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
    }

    private static WebApplication Build(int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(static options => options.ShutdownTimeout = TimeSpan.FromSeconds(5));
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = MaxBodyBytes;
            options.Listen(IPAddress.Loopback, port, static listen => listen.Protocols = HttpProtocols.Http1);
        });
        return builder.Build();
    }

    private static async Task HandleAsync(HttpContext context, WebhookSecret key, WebhookTally tally, TimeProvider time)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
        var headers = context.Request.Headers;
        var id = headers[WebhookSignature.IdHeader].ToString();
        var isGenuine = WebhookSignature.Verify(
            key,
            id,
            headers[WebhookSignature.TimestampHeader].ToString(),
            headers[WebhookSignature.SignatureHeader].ToString(),
            body.GetBuffer().AsSpan(0, (int)body.Length),
            time.GetUtcNow());

        context.Response.StatusCode = !isGenuine ? StatusCodes.Status401Unauthorized
            : tally.TryAccept(id) ? StatusCodes.Status204NoContent
            : StatusCodes.Status400BadRequest;
        if (context.Response.StatusCode != StatusCodes.Status204NoContent)
            tally.Refuse();
    }
}
