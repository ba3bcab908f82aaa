using System.Collections.Frozen;
using System.Text;
using ActorBots.Simulation.Faults;
using ActorBots.Simulation.Wire.Misbehaviour;
using Microsoft.AspNetCore.Http;

namespace ActorBots.Simulation.Wire.Rest;

/// <summary>The way of every REST request: address limit, route, faults, signature, account limit, endpoint, answer.</summary>
internal sealed class RestGate(WireVenue venue, IRestDialect dialect, CallExecutor executor, IEnumerable<RestRoute> routes)
{
    private readonly FrozenDictionary<(string Method, string Path), RestRoute> _routes = routes.ToFrozenDictionary(r => (r.Method, r.Path));

    /// <summary>Answers a request.</summary>
    public async Task HandleAsync(HttpContext http)
    {
        var ct = http.RequestAborted;
        dialect.Stamp(http.Response);
        try
        {
            if (await IsTurnedAwayAsync(http) || await RouteOfAsync(http) is not { } route)
            {
                return;
            }

            if (await RestRequest.ReadAsync(http, route, dialect, ct) is not { } request)
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
        var refusal = dialect.Refusal(http, request, faults) ?? FaultRefusal(request, faults);
        if (refusal is not null)
        {
            http.Response.StatusCode = refusal.Status;
            await WriteAsync(http, refusal.Reply);
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
        var call = new RestCall { Parameters = request.Parameters, ApiKey = request.Route.IsPrivate ? request.ApiKey : string.Empty, Faults = faults };
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

    private RestRefusal? FaultRefusal(RestRequest request, RequestFaults faults) =>
        (request.IsReadable ? executor.Refusal(request.Route, faults) : dialect.Unreadable) is { } reply ? new RestRefusal(reply) : null;

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
        else if (countAddress && !dialect.Admits(http.Connection.RemoteIpAddress?.ToString() ?? string.Empty))
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

        http.Response.StatusCode = dialect.UnknownRoute.Status;
        await WriteAsync(http, dialect.UnknownRoute.Reply);
        return null;
    }

    private async Task WriteAsync(HttpContext http, RestReply reply)
    {
        var bytes = executor.Write(reply);
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = bytes.Length;
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
