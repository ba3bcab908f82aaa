using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ActorBots.Ports.Venues;
using ActorBots.Venues.Transport;

namespace ActorBots.Venues.Bitunix;

/// <summary>Bitunix's REST calls: its signature, its envelope, its error table. Thread-safe.</summary>
/// <param name="link">What all clients share.</param>
/// <param name="signer">The account's key; absent for public calls only.</param>
/// <param name="limits">The account's buckets; absent for public calls only.</param>
internal sealed class BitunixRestApi(BitunixLink link, BitunixSigner? signer = null, BitunixRateLimits? limits = null) : RestCaller(link)
{
    private static readonly TimeSpan DefaultLimitPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestLimitPause = TimeSpan.FromMinutes(1);

    /// <summary>A reading of the venue's clock that is younger cannot be what was wrong with a signature.</summary>
    private static readonly TimeSpan FreshReading = TimeSpan.FromSeconds(5);

    /// <summary>Half of the resolution of the HTTP date, which is cut to the second.</summary>
    private static readonly TimeSpan HalfASecond = TimeSpan.FromMilliseconds(500);

    /// <inheritdoc />
    protected override bool Signs => signer is not null;

    /// <summary>The venue has no call for its time; a small public answer tells it in its date.</summary>
    protected override RestCall ClockCall { get; } =
        RestCall.Get(BitunixPaths.FundingRate, $"symbol={link.Settings.ReferenceInstrument}");

    /// <inheritdoc />
    protected override IReadOnlySet<string> HarmlessRefusals { get; } = FrozenSet.ToFrozenSet(["10005", "10006", "10007"]);

    /// <summary>Makes a call.</summary>
    /// <param name="call">What to send.</param>
    /// <param name="shape">How the answer looks.</param>
    /// <param name="cancellationToken">Ends the effort; an order that was already sent may have been executed.</param>
    public Task<VenueResult<T>> SendAsync<T>(RestCall call, JsonTypeInfo<BitunixReply<T>> shape, CancellationToken cancellationToken)
        where T : class =>
        CallAsync(call, (answer, bucket) => Read(call, answer, bucket, shape), cancellationToken);

    /// <inheritdoc />
    protected override RateBucket? BucketOf(string path) => BitunixPaths.IsPublic(path) ? link.PublicLimits.For(path) : limits?.For(path);

    /// <inheritdoc />
    protected override void Sign(HttpRequestMessage request, byte[]? body)
    {
        var nonce = BitunixSigner.NewNonce();
        var timestamp = link.Clock.SigningTime.ToUnixTimeMilliseconds();
        var query = body is null ? request.RequestUri!.Query.TrimStart('?') : string.Empty;
        request.Headers.TryAddWithoutValidation("api-key", signer!.ApiKey);
        request.Headers.TryAddWithoutValidation("nonce", nonce);
        request.Headers.TryAddWithoutValidation("timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation("sign", signer.Sign(nonce, timestamp, query, body));
    }

    /// <inheritdoc />
    protected override VenueResult<DateTimeOffset> ReadClock(HttpOutcome.Answered answer) => answer.Headers.Date is { } date
        ? VenueResult<DateTimeOffset>.Success(date + HalfASecond)
        : VenueResult<DateTimeOffset>.Failure(RestErrors.FromGarbage("the answer has no date", CallEffect.Query));

    /// <inheritdoc />
    protected override VenueError ReadStatus(RestCall call, HttpOutcome.Answered answer)
    {
        if (answer.Status != 429)
        {
            return BitunixErrors.FromStatus(answer.Status, call.Effect);
        }

        var wish = answer.Headers.RetryAfter?.Delta ?? DefaultLimitPause;
        var pause = wish > LongestLimitPause ? LongestLimitPause : wish;
        link.Budget.Pause(null, pause);
        Log.AddressBlocked(link.Logger, link.Name, (long)pause.TotalMilliseconds);
        return BitunixErrors.FromStatus(answer.Status, call.Effect, pause);
    }

    private VenueResult<T> Read<T>(RestCall call, HttpOutcome.Answered answer, RateBucket? bucket, JsonTypeInfo<BitunixReply<T>> shape)
        where T : class
    {
        var head = JsonSerializer.Deserialize(answer.Body, BitunixJson.Default.BitunixReplyHead);
        if (head?.Code is not { } code)
        {
            return VenueResult<T>.Failure(RestErrors.FromGarbage("the answer has no code", call.Effect));
        }

        return code == BitunixErrors.Success
            ? VenueResult<T>.Success(JsonSerializer.Deserialize(answer.Body, shape)!.Data!)
            : VenueResult<T>.Failure(Refusal(call, code, head.Msg ?? string.Empty, bucket));
    }

    private VenueError Refusal(RestCall call, int code, string message, RateBucket? bucket)
    {
        TimeSpan? retryAfter = null;
        var clockSuspected = false;
        switch (code)
        {
            case BitunixErrors.BadSignature:
                // A request without window parameter and an undocumented window: one more try with the venue's time read anew.
                clockSuspected = link.Clock.Age is not { } age || age > FreshReading;
                link.Clock.Distrust();
                break;
            case BitunixErrors.TooManyRequests or BitunixErrors.TooFrequent:
                retryAfter = DefaultLimitPause;
                if (bucket is not null)
                {
                    link.Budget.Pause(bucket, DefaultLimitPause);
                }

                break;
        }

        // The venue may quote the signed text, which holds the key.
        var safe = signer is null ? message : message.Replace(signer.ApiKey, "<api key>", StringComparison.Ordinal);
        return BitunixErrors.FromCode(code, safe, call.Effect, clockSuspected, retryAfter);
    }
}
