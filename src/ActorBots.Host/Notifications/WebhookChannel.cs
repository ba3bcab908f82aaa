using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ActorBots.Ports.Notifications;
using ActorBots.Ports.Venues;

namespace ActorBots.Host.Notifications;

/// <summary>
/// Tells a backend by an HTTP POST with the headers of Standard Webhooks. One call is one attempt: no retry, no redirect. 2xx is delivered,
/// 410 Gone and an address that may not be used are final, all else may be tried again. Errors carry neither secrets nor the address's query.
/// </summary>
public sealed class WebhookChannel : INotificationChannel, IDisposable
{
    private const int MaxAnswerBytes = 64 * 1024;

    private readonly ICredentialProvider _credentials;
    private readonly TimeProvider _time;
    private readonly WebhookSettings _settings;
    private readonly HttpMessageInvoker _http;

    /// <summary>A channel with connections of its own.</summary>
    /// <param name="credentials">Resolves the names of signing secrets.</param>
    /// <param name="time">The wall clock: timestamps, the time-out, dates in <c>Retry-After</c>.</param>
    /// <param name="settings">Time-out and permissions.</param>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public WebhookChannel(ICredentialProvider credentials, TimeProvider time, WebhookSettings settings)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(settings);
        settings.ThrowIfUnusable();
        _credentials = credentials;
        _time = time;
        _settings = settings;
        _http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            MaxResponseDrainSize = MaxAnswerBytes,
            ResponseDrainTimeout = TimeSpan.FromSeconds(1),
            MaxResponseHeadersLength = MaxAnswerBytes / 1024,
        });
    }

    /// <inheritdoc />
    public async Task<DeliveryResult> SendAsync(Notification notification, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(notification);
        if (!MaySendTo(notification.Endpoint))
        {
            return DeliveryResult.Failed(
                $"the address {notification.EndpointText} may not be used: it must be https, or http to loopback", mayRetry: false);
        }

        using var limit = new CancellationTokenSource(_settings.RequestTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await AttemptAsync(notification, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return DeliveryResult.Failed(
                $"no answer within {_settings.RequestTimeout.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s", mayRetry: true);
        }
        catch (HttpRequestException exception)
        {
            return DeliveryResult.Failed($"the endpoint could not be asked: {exception.HttpRequestError}", mayRetry: true);
        }
        catch (CredentialException exception)
        {
            return DeliveryResult.Failed(exception.Message, mayRetry: true);
        }
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _http.Dispose();

    private async Task<DeliveryResult> AttemptAsync(Notification notification, CancellationToken cancellationToken)
    {
        WebhookSecret? secret = null;
        if (notification.SecretName is { } name)
        {
            var text = await _credentials.GetWebhookSecretAsync(name, cancellationToken).ConfigureAwait(false);
            if (text is null)
                return DeliveryResult.Failed("the signing secret's name is unknown", mayRetry: true);

            secret = WebhookSecret.TryParse(text);
            if (secret is null)
                return DeliveryResult.Failed($"the signing secret must be {WebhookSecret.Shape}", mayRetry: true);
        }

        using var request = Request(notification, secret);
        using var response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return Judge(response);
    }

    private HttpRequestMessage Request(Notification notification, WebhookSecret? secret)
    {
        var body = Encoding.UTF8.GetBytes(notification.Payload);
        var timestamp = _time.GetUtcNow().ToUnixTimeSeconds();
        var request = new HttpRequestMessage(HttpMethod.Post, notification.Endpoint) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation("User-Agent", _settings.UserAgent);
        request.Headers.Add(WebhookSignature.IdHeader, notification.NotificationId);
        request.Headers.Add(WebhookSignature.TimestampHeader, timestamp.ToString(CultureInfo.InvariantCulture));
        if (secret is not null)
        {
            request.Headers.Add(
                WebhookSignature.SignatureHeader, WebhookSignature.Sign(secret, notification.NotificationId, timestamp, body));
        }

        if (notification.Endpoint.UserInfo is { Length: > 0 } userInfo)
        {
            var plain = Encoding.UTF8.GetBytes(Uri.UnescapeDataString(userInfo));
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(plain));
        }

        return request;
    }

    private DeliveryResult Judge(HttpResponseMessage response)
    {
        if (response.IsSuccessStatusCode)
            return DeliveryResult.Delivered;

        var asksToWait = response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable;
        return DeliveryResult.Failed(
            string.Create(CultureInfo.InvariantCulture, $"HTTP {(int)response.StatusCode}"),
            mayRetry: response.StatusCode != HttpStatusCode.Gone,
            retryAfter: asksToWait ? RetryAfter(response.Headers.RetryAfter) : null);
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header)
    {
        var wait = header?.Delta ?? (header?.Date is { } date ? date - _time.GetUtcNow() : null);
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    private bool MaySendTo(Uri endpoint) =>
        endpoint.IsAbsoluteUri
        && (endpoint.Scheme == Uri.UriSchemeHttps
            || (endpoint.Scheme == Uri.UriSchemeHttp && (endpoint.IsLoopback || _settings.AllowPlainHttp)));
}
