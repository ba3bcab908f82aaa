using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using ActorBots.Ports.Venues;

namespace ActorBots.Venues.Transport;

/// <summary>
/// REST calls of one account, or of nobody: read the venue's clock, queue, sign when leaving the queue, send, read the answer, repeat
/// what may be repeated. A venue says what its calls look like and what its answers mean. Thread-safe.
/// </summary>
/// <param name="link">What all clients share.</param>
internal abstract class RestCaller(VenueLink link)
{
    /// <summary>Reads an answer with status 200.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="bucket">The endpoint's bucket, if it has one.</param>
    /// <exception cref="JsonException">The answer has another shape.</exception>
    protected delegate VenueResult<T> AnswerReader<T>(HttpOutcome.Answered answer, RateBucket? bucket);

    /// <summary>Whether requests are signed, so that the venue's clock must be known.</summary>
    protected abstract bool Signs { get; }

    /// <summary>The unsigned call that the venue's clock is read by.</summary>
    protected abstract RestCall ClockCall { get; }

    /// <summary>Raw codes of refusals in front of the venue's order system: an order that got one may be sent again as it is.</summary>
    protected abstract IReadOnlySet<string> HarmlessRefusals { get; }

    /// <summary>Makes sure that the venue's clock is known, reading it when that is due.</summary>
    /// <returns>Nothing on success.</returns>
    public async Task<VenueError?> ReadClockAsync(RequestPriority priority, CancellationToken cancellationToken)
    {
        // An exit or a stop does not wait for a mere refresh.
        if (link.Clock.IsKnown && (!link.Clock.IsDue || priority < RequestPriority.Entry))
        {
            return null;
        }

        var call = ClockCall with { Priority = priority };
        var bucket = BucketOf(call.Path);
        var ticket = await link.Budget.AcquireAsync(bucket, priority, cancellationToken);
        if (!ticket.Granted)
        {
            return QueueRefusal(ticket);
        }

        var asked = link.Time.GetTimestamp();
        using var request = Build(call);
        var outcome = await link.Http.SendAsync(request, cancellationToken);
        var result = Interpret(call, outcome, (answer, _) => ReadClock(answer), bucket);
        if (result.Error is { } error)
        {
            return link.Clock.IsKnown ? null : error;
        }

        link.Clock.Observe(result.Value, asked);
        return null;
    }

    /// <summary>Makes a call.</summary>
    /// <param name="call">What to send.</param>
    /// <param name="read">Understands the answer.</param>
    /// <param name="cancellationToken">Ends the effort; an order that was already sent may have been executed.</param>
    protected async Task<VenueResult<T>> CallAsync<T>(RestCall call, AnswerReader<T> read, CancellationToken cancellationToken)
    {
        var http = link.Rest.Http;
        var backoff = new Backoff(http.RetryDelay, http.RetryMaxDelay, link.Rest.JitterSeed);
        var started = link.Time.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            var result = await AttemptAsync(call, read, cancellationToken);
            if (result.Error is not { } error || attempt >= http.MaxAttempts || !MayRepeat(call.Effect, error))
            {
                return result;
            }

            var pause = error.RetryAfter ?? backoff.Next();
            if (link.Time.GetElapsedTime(started) + pause > http.CallTimeout)
            {
                return result;
            }

            Log.CallRepeated(link.Logger, link.Name, call.Path, error.VenueCode, error.Message, attempt, (long)pause.TotalMilliseconds);
            await Task.Delay(pause, link.Time, cancellationToken);
        }
    }

    /// <summary>The bucket of an endpoint; nothing when only the shared one counts.</summary>
    protected abstract RateBucket? BucketOf(string path);

    /// <summary>Adds key, time and signature.</summary>
    /// <param name="request">As it will be sent.</param>
    /// <param name="body">The very bytes of the body; absent for a GET.</param>
    protected abstract void Sign(HttpRequestMessage request, byte[]? body);

    /// <summary>The venue's time in the answer to <see cref="ClockCall"/>.</summary>
    protected abstract VenueResult<DateTimeOffset> ReadClock(HttpOutcome.Answered answer);

    /// <summary>What a status other than 200 means.</summary>
    protected abstract VenueError ReadStatus(RestCall call, HttpOutcome.Answered answer);

    /// <summary>Takes over what the headers of any answer tell about the venue's own count of requests.</summary>
    protected virtual void ReadLimits(HttpOutcome.Answered answer, RateBucket bucket)
    {
    }

    private async Task<VenueResult<T>> AttemptAsync<T>(RestCall call, AnswerReader<T> read, CancellationToken cancellationToken)
    {
        if (Signs)
        {
            var problem = await ReadClockAsync(call.Priority, cancellationToken) ?? CheckSkew(call.Priority);
            if (problem is not null)
            {
                return VenueResult<T>.Failure(problem);
            }
        }

        var bucket = BucketOf(call.Path);
        var ticket = await link.Budget.AcquireAsync(bucket, call.Priority, cancellationToken);
        if (!ticket.Granted)
        {
            return VenueResult<T>.Failure(QueueRefusal(ticket));
        }

        using var request = Build(call);
        if (Signs)
        {
            Sign(request, call.Body);
        }

        var outcome = await link.Http.SendAsync(request, cancellationToken);
        var result = Interpret(call, outcome, read, bucket);
        VenueMetrics.CountRequest(link.Name, call.Path, result.Error?.VenueCode ?? "ok");
        return result;
    }

    /// <summary>
    /// Above the limit the engine takes no new risk, because something is wrong with the host. What lowers risk, and questions, still
    /// go: they are signed with the venue's own time, and the venue refuses them safely should that be wrong.
    /// </summary>
    private VenueError? CheckSkew(RequestPriority priority)
    {
        var skew = link.Clock.Skew;
        if (skew.Duration() <= link.Rest.MaxClockSkew || priority != RequestPriority.Entry)
        {
            return null;
        }

        Log.ClockSkewed(link.Logger, link.Name, (long)skew.TotalMilliseconds);
        var message = string.Create(
            CultureInfo.InvariantCulture,
            $"the host's clock is {skew.TotalSeconds:0.###} s off the venue's; at most {link.Rest.MaxClockSkew.TotalSeconds:0.###} s are allowed");
        return new VenueError(VenueErrorKind.Retryable, VenueErrorCode.ClockSkew, RestErrors.Local, message);
    }

    private HttpRequestMessage Build(RestCall call)
    {
        var target = call.Query.Length == 0 ? call.Path : $"{call.Path}?{call.Query}";
        var request = new HttpRequestMessage(call.Body is null ? HttpMethod.Get : HttpMethod.Post, new Uri(link.RestAddress, target));
        if (call.Body is not null)
        {
            request.Content = new ByteArrayContent(call.Body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        return request;
    }

    private VenueResult<T> Interpret<T>(RestCall call, HttpOutcome outcome, AnswerReader<T> read, RateBucket? bucket)
    {
        if (outcome is not HttpOutcome.Answered answer)
        {
            return VenueResult<T>.Failure(RestErrors.FromSilence(((HttpOutcome.Unanswered)outcome).Reason, call.Effect));
        }

        if (bucket is not null)
        {
            ReadLimits(answer, bucket);
        }

        if (answer.Status != 200)
        {
            return VenueResult<T>.Failure(ReadStatus(call, answer));
        }

        try
        {
            return read(answer, bucket);
        }
        catch (JsonException e)
        {
            return VenueResult<T>.Failure(RestErrors.FromGarbage($"the answer is not what {call.Path} answers: {e.Path}", call.Effect));
        }
    }

    private static VenueError QueueRefusal(RateTicket ticket) => new(
        VenueErrorKind.Retryable, VenueErrorCode.RateLimited, RestErrors.Local, "the request did not fit into the venue's rate budget", ticket.RetryAfter);

    private bool MayRepeat(CallEffect effect, VenueError error) =>
        error.Kind == VenueErrorKind.Retryable
        && error.VenueCode != RestErrors.Local
        && (effect != CallEffect.Order || HarmlessRefusals.Contains(error.VenueCode));
}
