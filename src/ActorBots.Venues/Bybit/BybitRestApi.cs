using System.Collections.Frozen;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ActorBots.Ports.Venues;
using ActorBots.Venues.Transport;

namespace ActorBots.Venues.Bybit;

/// <summary>Bybit's REST calls: its signature, its envelope, its error table, its headers. Thread-safe.</summary>
/// <param name="link">What all clients share.</param>
/// <param name="signer">The account's key; absent for public calls only.</param>
/// <param name="limits">The account's buckets; absent for public calls only.</param>
internal sealed class BybitRestApi(BybitLink link, BybitSigner? signer = null, BybitRateLimits? limits = null) : RestCaller(link)
{
    /// <summary>The product category of USDT perpetuals.</summary>
    public const string Category = "linear";

    private static readonly TimeSpan DefaultLimitPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestLimitPause = TimeSpan.FromMinutes(1);

    /// <inheritdoc />
    protected override bool Signs => signer is not null;

    /// <inheritdoc />
    protected override RestCall ClockCall { get; } = RestCall.Get(BybitPaths.Time, string.Empty);

    /// <inheritdoc />
    protected override IReadOnlySet<string> HarmlessRefusals { get; } = FrozenSet.ToFrozenSet(["10002", "10006"]);

    /// <summary>Makes a call.</summary>
    /// <param name="call">What to send.</param>
    /// <param name="shape">How the answer looks.</param>
    /// <param name="cancellationToken">Ends the effort; an order that was already sent may have been executed.</param>
    public Task<VenueResult<T>> SendAsync<T>(RestCall call, JsonTypeInfo<BybitReply<T>> shape, CancellationToken cancellationToken)
        where T : class =>
        CallAsync(call, (answer, bucket) => Read(call, answer, bucket, shape), cancellationToken);

    /// <inheritdoc />
    protected override RateBucket? BucketOf(string path) => path == BybitPaths.Time ? null : limits?.For(path);

    /// <inheritdoc />
    protected override void Sign(HttpRequestMessage request, byte[]? body)
    {
        // The query as the client sends it, not as we wrote it: the two could differ by normalisation.
        var payload = body ?? Encoding.UTF8.GetBytes(request.RequestUri!.Query.TrimStart('?'));
        var timestamp = link.Clock.SigningTime.ToUnixTimeMilliseconds();
        var window = (long)link.Settings.ReceiveWindow.TotalMilliseconds;
        request.Headers.TryAddWithoutValidation("X-BAPI-API-KEY", signer!.ApiKey);
        request.Headers.TryAddWithoutValidation("X-BAPI-TIMESTAMP", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation("X-BAPI-RECV-WINDOW", window.ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation("X-BAPI-SIGN", signer.Sign(timestamp, window, payload));
    }

    /// <inheritdoc />
    protected override VenueResult<DateTimeOffset> ReadClock(HttpOutcome.Answered answer)
    {
        var result = Read(ClockCall, answer, null, BybitJson.Default.BybitReplyBybitServerTime);
        if (result.Error is { } error)
        {
            return VenueResult<DateTimeOffset>.Failure(error);
        }

        return long.TryParse(result.Value?.TimeNano, NumberStyles.None, CultureInfo.InvariantCulture, out var nanoseconds)
            ? VenueResult<DateTimeOffset>.Success(DateTimeOffset.UnixEpoch.AddTicks(nanoseconds / TimeSpan.NanosecondsPerTick))
            : VenueResult<DateTimeOffset>.Failure(RestErrors.FromGarbage("the venue's time is missing", CallEffect.Query));
    }

    /// <inheritdoc />
    protected override VenueError ReadStatus(RestCall call, HttpOutcome.Answered answer)
    {
        if (answer.Status != BybitErrors.AddressBlocked)
        {
            return BybitErrors.FromStatus(answer.Status, call.Effect);
        }

        var pause = link.Settings.AddressBlockPause;
        link.Budget.Pause(null, pause);
        Log.AddressBlocked(link.Logger, link.Name, (long)pause.TotalMilliseconds);
        return BybitErrors.FromStatus(answer.Status, call.Effect, pause);
    }

    /// <inheritdoc />
    protected override void ReadLimits(HttpOutcome.Answered answer, RateBucket bucket)
    {
        if (Number(answer.Headers, "X-Bapi-Limit") is { } limit and > 0 && Number(answer.Headers, "X-Bapi-Limit-Status") is { } remaining)
        {
            link.Budget.Observe(bucket, (int)Math.Min(limit, 10_000), (int)Math.Clamp(remaining, 0, 10_000));
        }
    }

    private VenueResult<T> Read<T>(RestCall call, HttpOutcome.Answered answer, RateBucket? bucket, JsonTypeInfo<BybitReply<T>> shape)
        where T : class
    {
        var head = JsonSerializer.Deserialize(answer.Body, BybitJson.Default.BybitReplyHead);
        if (head?.RetCode is not { } code)
        {
            return VenueResult<T>.Failure(RestErrors.FromGarbage("the answer has no retCode", call.Effect));
        }

        var message = head.RetMsg ?? string.Empty;
        return BybitErrors.IsSuccess(code, message, call.Path)
            ? VenueResult<T>.Success(JsonSerializer.Deserialize(answer.Body, shape)!.Result!)
            : VenueResult<T>.Failure(Refusal(call, code, message, answer.Headers, bucket));
    }

    private VenueError Refusal(RestCall call, int code, string message, HttpResponseHeaders headers, RateBucket? bucket)
    {
        TimeSpan? retryAfter = null;
        if (code == BybitErrors.BadTimestamp)
        {
            link.Clock.Distrust();
        }
        else if (code == BybitErrors.TooManyVisits)
        {
            retryAfter = bucket is null ? DefaultLimitPause : PauseUntilReset(headers) ?? DefaultLimitPause;
            if (bucket is not null)
            {
                link.Budget.Pause(bucket, retryAfter.Value);
            }
        }

        // The venue quotes the signed text, which holds the key.
        var safe = signer is null ? message : message.Replace(signer.ApiKey, "<api key>", StringComparison.Ordinal);
        return BybitErrors.FromCode(code, safe, call.Effect, retryAfter);
    }

    /// <summary>The time until the limit is reset, when the venue says so and it lies ahead.</summary>
    private TimeSpan? PauseUntilReset(HttpResponseHeaders headers)
    {
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
}
