using System.Net;
using System.Net.Http.Headers;

namespace ActorBots.Venues.Transport;

/// <summary>The HTTP side of a venue: one pooled client, a time limit per request, no retries and no redirects. Thread-safe.</summary>
internal sealed class HttpTransport : IDisposable
{
    private const int MaxBodyBytes = 16 * 1024 * 1024;

    private readonly HttpClient _client;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;

    /// <param name="baseAddress">Scheme, host and port.</param>
    /// <param name="settings">Pool and time limits.</param>
    /// <param name="time">The clock of the time limit.</param>
    public HttpTransport(Uri baseAddress, HttpSettings settings, TimeProvider time)
    {
        var handler = new SocketsHttpHandler
        {
            MaxConnectionsPerServer = settings.MaxConnections,
            PooledConnectionLifetime = settings.ConnectionLifetime,
            ConnectTimeout = settings.ConnectTimeout,
            AutomaticDecompression = DecompressionMethods.All,
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectCallback = (context, cancellationToken) => AbruptConnection.OpenAsync(context.DnsEndPoint, settings.RequestTimeout, cancellationToken),
        };
        _client = new HttpClient(handler)
        {
            BaseAddress = baseAddress,
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = MaxBodyBytes,
        };
        _client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("ActorBots", "1"));
        _timeout = settings.RequestTimeout;
        _time = time;
    }

    /// <summary>Sends one request once and reads the whole answer.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up; the request may have been executed.</exception>
    public async Task<HttpOutcome> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_timeout, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseContentRead, linked.Token);
            var body = await response.Content.ReadAsByteArrayAsync(linked.Token);
            return new HttpOutcome.Answered((int)response.StatusCode, body, response.Headers);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new HttpOutcome.Unanswered($"no answer within {_timeout.TotalSeconds:0.###} s");
        }
        catch (HttpRequestException e)
        {
            return new HttpOutcome.Unanswered($"no answer: {e.HttpRequestError}");
        }
    }

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();
}
