using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ActorBots.Ports.Venues;
using ActorBots.Venues.Transport;

namespace ActorBots.Venues.Bybit;

/// <summary>
/// Bybit's REST calls: queue, sign when leaving the queue, send, read the error table, repeat what may be repeated. Thread-safe.
/// </summary>
/// <param name="link">What all clients share.</param>
/// <param name="signer">The account's key; absent for public calls only.</param>
/// <param name="limits">The account's buckets; absent for public calls only.</param>
internal sealed class BybitRestApi(BybitLink link, BybitSigner? signer = null, BybitRateLimits? limits = null)
{
    /// <summary>The product category of USDT perpetuals.</summary>
    public const string Category = "linear";

    private static readonly TimeSpan DefaultLimitPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestLimitPause = TimeSpan.FromMinutes(1);

    /// <summary>Makes a call.</summary>
    /// <param name="call">What to send.</param>
    /// <param name="shape">How the answer looks.</param>
    /// <param name="cancellationToken">Ends the effort; an order that was already sent may have been executed.</param>
    public async Task<VenueResult<T>> SendAsync<T>(
        BybitCall call, JsonTypeInfo<BybitReply<T>> shape, CancellationToken cancellationToken)
        where T : class
    {
        var http = link.Settings.Http;
        var backoff = new Backoff(http.RetryDelay, http.RetryMaxDelay, link.Settings.JitterSeed);
        var started = link.Time.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            var result = await AttemptAsync(call, shape, cancellationToken);
            if (result.Error is not { } error || attempt >= http.MaxAttempts || !MayRepeat(call.Effect, error))
            {
                return result;
            }

            var pause = error.RetryAfter ?? backoff.Next();
            if (link.Time.GetElapsedTime(started) + pause > http.CallTimeout)
            {
                return result;
            }

            Log.CallRepeated(link.Logger, BybitLink.Venue, call.Path, error.VenueCode, error.Message, attempt, (long)pause.TotalMilliseconds);
            await Task.Delay(pause, link.Time, cancellationToken);
        }
    }

    /// <summary>Makes sure that the venue's clock is known, reading it when that is due.</summary>
    /// <returns>Nothing on success.</returns>
    public async Task<VenueError?> ReadClockAsync(RequestPriority priority, CancellationToken cancellationToken)
    {
        // An exit or a stop does not wait for a mere refresh.
        if (link.Clock.IsKnown && (!link.Clock.IsDue || priority < RequestPriority.Entry))
        {
            return null;
        }

        var ticket = await link.Budget.AcquireAsync(null, priority, cancellationToken);
        if (!ticket.Granted)
        {
            return QueueRefusal(ticket);
        }

        var asked = link.Time.GetTimestamp();
        using var request = new HttpRequestMessage(HttpMethod.Get, BybitPaths.Time);
        var outcome = await link.Http.SendAsync(request, cancellationToken);
        var result = Interpret(BybitCall.Get(BybitPaths.Time, string.Empty, priority), outcome, BybitJson.Default.BybitReplyBybitServerTime, null);
        if (result.Error is { } error)
        {
            return link.Clock.IsKnown ? null : error;
        }

        if (!long.TryParse(result.Value?.TimeNano, NumberStyles.None, CultureInfo.InvariantCulture, out var nanoseconds))
        {
            return BybitErrors.FromGarbage("the venue's time is missing", BybitEffect.Query);
        }

        link.Clock.Observe(DateTimeOffset.UnixEpoch.AddTicks(nanoseconds / TimeSpan.NanosecondsPerTick), asked);
        return null;
    }

    private async Task<VenueResult<T>> AttemptAsync<T>(
        BybitCall call, JsonTypeInfo<BybitReply<T>> shape, CancellationToken cancellationToken)
        where T : class
    {
        if (signer is not null)
        {
            var problem = await ReadClockAsync(call.Priority, cancellationToken) ?? CheckSkew(call.Priority);
            if (problem is not null)
            {
                return VenueResult<T>.Failure(problem);
            }
        }

        var bucket = limits?.For(call.Path);
        var ticket = await link.Budget.AcquireAsync(bucket, call.Priority, cancellationToken);
        if (!ticket.Granted)
        {
            return VenueResult<T>.Failure(QueueRefusal(ticket));
        }

        using var request = Build(call);
        var outcome = await link.Http.SendAsync(request, cancellationToken);
        var result = Interpret(call, outcome, shape, bucket);
        VenueMetrics.CountRequest(BybitLink.Venue, call.Path, result.Error?.VenueCode ?? "ok");
        return result;
    }

    /// <summary>
    /// Above the limit the engine takes no new risk, because something is wrong with the host. What lowers risk, and questions, still
    /// go: they are signed with the venue's own time, and the venue refuses them safely should that be wrong.
    /// </summary>
    private VenueError? CheckSkew(RequestPriority priority)
    {
        var skew = link.Clock.Skew;
        if (skew.Duration() <= link.Settings.MaxClockSkew || priority != RequestPriority.Entry)
        {
            return null;
        }

        Log.ClockSkewed(link.Logger, BybitLink.Venue, (long)skew.TotalMilliseconds);
        var message = string.Create(
            CultureInfo.InvariantCulture,
            $"the host's clock is {skew.TotalSeconds:0.###} s off the venue's; at most {link.Settings.MaxClockSkew.TotalSeconds:0.###} s are allowed");
        return new VenueError(VenueErrorKind.Retryable, VenueErrorCode.ClockSkew, "local", message);
    }

    private HttpRequestMessage Build(BybitCall call)
    {
        var target = call.Query.Length == 0 ? call.Path : $"{call.Path}?{call.Query}";
        var request = new HttpRequestMessage(call.Body is null ? HttpMethod.Get : HttpMethod.Post, new Uri(link.Environment.RestAddress, target));
        if (call.Body is not null)
        {
            request.Content = new ByteArrayContent(call.Body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        if (signer is not null)
        {
            // The query as the client sends it, not as we wrote it: the two could differ by normalisation.
            var payload = call.Body ?? Encoding.UTF8.GetBytes(request.RequestUri!.Query.TrimStart('?'));
            var timestamp = link.Clock.SigningTime.ToUnixTimeMilliseconds();
            var window = (long)link.Settings.ReceiveWindow.TotalMilliseconds;
            request.Headers.TryAddWithoutValidation("X-BAPI-API-KEY", signer.ApiKey);
            request.Headers.TryAddWithoutValidation("X-BAPI-TIMESTAMP", timestamp.ToString(CultureInfo.InvariantCulture));
            request.Headers.TryAddWithoutValidation("X-BAPI-RECV-WINDOW", window.ToString(CultureInfo.InvariantCulture));
            request.Headers.TryAddWithoutValidation("X-BAPI-SIGN", signer.Sign(timestamp, window, payload));
        }

        return request;
    }

    private VenueResult<T> Interpret<T>(BybitCall call, HttpOutcome outcome, JsonTypeInfo<BybitReply<T>> shape, RateBucket? bucket)
        where T : class
    {
        if (outcome is not HttpOutcome.Answered answer)
        {
            return VenueResult<T>.Failure(BybitErrors.FromSilence(((HttpOutcome.Unanswered)outcome).Reason, call.Effect));
        }

        var reset = ReadLimits(answer.Headers, bucket);
        if (answer.Status != 200)
        {
            return VenueResult<T>.Failure(BybitErrors.FromStatus(answer.Status, call.Effect, PauseAfterStatus(answer.Status)));
        }

        try
        {
            var head = JsonSerializer.Deserialize(answer.Body, BybitJson.Default.BybitReplyHead);
            if (head?.RetCode is not { } code)
            {
                return VenueResult<T>.Failure(BybitErrors.FromGarbage("the answer has no retCode", call.Effect));
            }

            var message = head.RetMsg ?? string.Empty;
            return BybitErrors.IsSuccess(code, message, call.Path)
                ? VenueResult<T>.Success(JsonSerializer.Deserialize(answer.Body, shape)!.Result!)
                : VenueResult<T>.Failure(Refusal(call, code, message, reset, bucket));
        }
        catch (JsonException e)
        {
            return VenueResult<T>.Failure(BybitErrors.FromGarbage($"the answer is not what {call.Path} answers: {e.Path}", call.Effect));
        }
    }

    private VenueError Refusal(BybitCall call, int code, string message, TimeSpan? reset, RateBucket? bucket)
    {
        TimeSpan? retryAfter = null;
        if (code == BybitErrors.BadTimestamp)
        {
            link.Clock.Distrust();
        }
        else if (code == BybitErrors.TooManyVisits)
        {
            retryAfter = reset ?? DefaultLimitPause;
            if (bucket is not null)
            {
                link.Budget.Pause(bucket, retryAfter.Value);
            }
        }

        // The venue quotes the signed text, which holds the key.
        var safe = signer is null ? message : message.Replace(signer.ApiKey, "<api key>", StringComparison.Ordinal);
        return BybitErrors.FromCode(code, safe, call.Effect, retryAfter);
    }

    private TimeSpan? PauseAfterStatus(int status)
    {
        if (status != 403)
        {
            return null;
        }

        link.Budget.Pause(null, link.Settings.AddressBlockPause);
        Log.AddressBlocked(link.Logger, BybitLink.Venue, (long)link.Settings.AddressBlockPause.TotalMilliseconds);
        return link.Settings.AddressBlockPause;
    }

    /// <summary>Takes the venue's count over.</summary>
    /// <returns>The time until the limit is reset, when the venue says so and it lies ahead.</returns>
    private TimeSpan? ReadLimits(HttpResponseHeaders headers, RateBucket? bucket)
    {
        if (bucket is null)
        {
            return null;
        }

        if (Number(headers, "X-Bapi-Limit") is { } limit and > 0 && Number(headers, "X-Bapi-Limit-Status") is { } remaining)
        {
            link.Budget.Observe(bucket, (int)Math.Min(limit, 10_000), (int)Math.Clamp(remaining, 0, 10_000));
        }

        if (Number(headers, "X-Bapi-Limit-Reset-Timestamp") is not { } resetAt || !link.Clock.IsKnown)
        {
            return null;
        }

        var pause = TimeSpan.FromMilliseconds(resetAt - link.Clock.Now.ToUnixTimeMilliseconds());
        return pause <= TimeSpan.Zero ? null : pause > LongestLimitPause ? LongestLimitPause : pause;
    }

    private static long? Number(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;

    private static VenueError QueueRefusal(RateTicket ticket) =>
        new(VenueErrorKind.Retryable, VenueErrorCode.RateLimited, "local", "the request did not fit into the venue's rate budget", ticket.RetryAfter);

    private static bool MayRepeat(BybitEffect effect, VenueError error) => effect == BybitEffect.Order
        ? error.VenueCode is "10002" or "10006"
        : error.Kind == VenueErrorKind.Retryable && error.VenueCode != "local";
}
