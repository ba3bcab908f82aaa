using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using ActorBots.Simulation.Bybit.Security;
using ActorBots.Simulation.Faults;
using ActorBots.Simulation.Wire.Misbehaviour;
using ActorBots.Simulation.Wire.RateLimits;
using Microsoft.AspNetCore.Http;

namespace ActorBots.Simulation.Bybit.Rest;

/// <summary>The way of every REST request: address limit, route, faults, signature, account limit, endpoint, answer.</summary>
internal sealed class RestGate(BybitVenue venue, CallExecutor executor, IEnumerable<RestRoute> routes)
{
    private readonly FrozenDictionary<(string Method, string Path), RestRoute> _routes = routes.ToFrozenDictionary(r => (r.Method, r.Path));
    private readonly RequestCheck _check = new(venue);
    private long _traces;

    /// <summary>Answers a request.</summary>
    public async Task HandleAsync(HttpContext http)
    {
        var ct = http.RequestAborted;
        try
        {
            if (await IsTurnedAwayAsync(http) || await RouteOfAsync(http) is not { } route)
            {
                return;
            }

            if (await RestRequest.ReadAsync(http, route, ct) is not { } request)
            {
                await TellAsync(http, StatusCodes.Status413PayloadTooLarge, "request body too large");
                return;
            }

            await HandleAsync(http, request, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The client has gone: there is nobody to answer.
        }
        catch (Exception e) when (e is BadHttpRequestException or FaultHookException)
        {
            http.Abort();
        }
    }

    private async Task HandleAsync(HttpContext http, RestRequest request, CancellationToken ct)
    {
        var faults = await executor.ReceiveAsync(request.Route, request.Parameters, request.ApiKey, stream: null);
        if (faults.First<FaultAction.DropRequest>() is not null)
        {
            http.Abort();
        }
        else if (faults.First<FaultAction.Forbid>() is not null)
        {
            await TellAsync(http, StatusCodes.Status403Forbidden, "access too frequent");
        }
        else if (!await IsTurnedAwayAsync(http, countAddress: false))
        {
            await AnswerAsync(http, request, faults, ct);
        }
    }

    private async Task AnswerAsync(HttpContext http, RestRequest request, RequestFaults faults, CancellationToken ct)
    {
        if (request.Route.IsPrivate && !RequestCheck.HasHeaders(request))
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            await WriteAsync(http, BybitReply.BadParameter("empty value: apiTimestamp[] apiKey[] apiSignature[]: openapi sign params error!"));
            return;
        }

        var refusal = (request.Route.IsPrivate ? _check.Refusal(request) ?? LimitRefusal(http, request, faults) : null)
            ?? (request.IsReadable ? null : BybitReply.BadParameter("params error: body is not a JSON object"))
            ?? CallExecutor.Refusal(request.Route, faults);
        if (refusal is not null)
        {
            await WriteAsync(http, refusal);
            return;
        }

        if (faults.First<FaultAction.ServerError>() is { Executed: false } error)
        {
            await TellAsync(http, error.Status, "upstream error");
            return;
        }

        await ExecuteAsync(http, request, faults, ct);
    }

    private async Task ExecuteAsync(HttpContext http, RestRequest request, RequestFaults faults, CancellationToken ct)
    {
        var call = new BybitCall { Parameters = request.Parameters, ApiKey = request.Route.IsPrivate ? request.ApiKey : string.Empty, Faults = faults };
        AnswerGate.Ticket? ticket = null;
        try
        {
            (var reply, ticket) = await executor.ExecuteAsync(request.Route, call, ct);
            if (faults.First<FaultAction.DropAnswer>() is not null)
            {
                http.Abort();
                return;
            }

            if (faults.First<FaultAction.ServerError>() is { } error)
            {
                await TellAsync(http, error.Status, "upstream error");
            }
            else
            {
                await WriteAsync(http, reply);
            }
        }
        finally
        {
            ticket?.Dispose();
        }

        foreach (var context in faults.Contexts)
        {
            await venue.Faults.ReachAsync(FaultStage.Answered, context);
        }
    }

    /// <summary>Takes from the account's rate limit, which every private answer tells in its headers.</summary>
    private BybitReply? LimitRefusal(HttpContext http, RestRequest request, RequestFaults faults)
    {
        var route = request.Route;
        var count = route.IsBatch ? faults.Contexts.Length : 1;
        var verdict = venue.RateLimits.Take(request.ApiKey, route.Path, route.PerSecond!.Value, count, venue.Clock.NowMs);
        if (faults.First<FaultAction.RateLimit>() is { } limit)
        {
            verdict = verdict with { Allowed = false, Remaining = 0, ResetMs = venue.Clock.NowMs + 1000 };
            if (!limit.ResetHeader)
            {
                return null;
            }
        }

        WriteLimit(http, verdict);
        return verdict.Allowed ? null : BybitReply.Refuse(BybitCode.TooManyVisits, "Too many visits!");
    }

    private static void WriteLimit(HttpContext http, RateVerdict verdict)
    {
        http.Response.Headers["X-Bapi-Limit"] = verdict.Limit.ToString(CultureInfo.InvariantCulture);
        http.Response.Headers["X-Bapi-Limit-Status"] = verdict.Remaining.ToString(CultureInfo.InvariantCulture);
        http.Response.Headers["X-Bapi-Limit-Reset-Timestamp"] = verdict.ResetMs.ToString(CultureInfo.InvariantCulture);
    }

    private async Task<bool> IsTurnedAwayAsync(HttpContext http, bool countAddress = true)
    {
        var (isDown, answers503) = venue.Downtime.State;
        if (isDown && answers503)
        {
            await TellAsync(http, StatusCodes.Status503ServiceUnavailable, "service unavailable");
        }
        else if (isDown)
        {
            http.Abort();
        }
        else if (countAddress && !venue.AddressLimits.Take(http.Connection.RemoteIpAddress?.ToString() ?? string.Empty, venue.Clock.NowMs))
        {
            await TellAsync(http, StatusCodes.Status403Forbidden, "access too frequent");
            return true;
        }

        return isDown;
    }

    private async Task<RestRoute?> RouteOfAsync(HttpContext http)
    {
        var method = http.Request.Method;
        if (_routes.TryGetValue((method, http.Request.Path.Value ?? string.Empty), out var route))
        {
            if (method == "GET" && http.Request.ContentLength > 0)
            {
                await TellAsync(http, StatusCodes.Status403Forbidden, "a GET request must not carry a body");
                return null;
            }

            return route;
        }

        http.Response.StatusCode = StatusCodes.Status404NotFound;
        await WriteAsync(http, BybitReply.Refuse(BybitCode.NotFound, "Route not found."));
        return null;
    }

    private async Task WriteAsync(HttpContext http, BybitReply reply)
    {
        var bytes = executor.Write(reply);
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = bytes.Length;
        http.Response.Headers["Timenow"] = venue.Clock.NowMs.ToString(CultureInfo.InvariantCulture);
        http.Response.Headers["Traceid"] = Interlocked.Increment(ref _traces).ToString("x32", CultureInfo.InvariantCulture);
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
        await http.Response.CompleteAsync();
    }

    private static async Task TellAsync(HttpContext http, int status, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/plain; charset=utf-8";
        http.Response.ContentLength = bytes.Length;
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
        await http.Response.CompleteAsync();
    }
}
