using System.Globalization;
using System.Text.Json;
using ActorBots.Simulation.Bybit.Security;
using ActorBots.Simulation.Faults;
using ActorBots.Simulation.Wire.Misbehaviour;
using ActorBots.Simulation.Wire.RateLimits;
using ActorBots.Simulation.Wire.Rest;
using Microsoft.AspNetCore.Http;

namespace ActorBots.Simulation.Bybit.Rest;

/// <summary>How Bybit V5 differs from other venues on the way of a REST request.</summary>
internal sealed class BybitDialect(BybitVenue venue) : IRestDialect
{
    private readonly RequestCheck _check = new(venue);
    private long _traces;

    /// <inheritdoc />
    public ParameterRules Rules => ParameterWords;

    /// <inheritdoc />
    public string KeyHeader => "X-BAPI-API-KEY";

    /// <inheritdoc />
    public string BatchField => "request";

    /// <inheritdoc />
    public int LargestBatch => OrderEndpoints.LargestBatch;

    /// <inheritdoc />
    public string ClientIdField => "orderLinkId";

    /// <inheritdoc />
    public RestReply TooManyRequests { get; } = RestReply.Refuse(BybitCode.TooManyVisits, "Too many visits!");

    /// <inheritdoc />
    public RestReply Unreadable { get; } = BybitReply.BadParameter("params error: body is not a JSON object");

    /// <inheritdoc />
    public RestRefusal UnknownRoute { get; } = new(RestReply.Refuse(BybitCode.NotFound, "Route not found."), StatusCodes.Status404NotFound);

    /// <summary>How parameters are read and refused.</summary>
    public static ParameterRules ParameterWords { get; } =
        new(IsLenient: false, name => BybitReply.BadParameter($"params error: {name} invalid"), BybitReply.BadParameter);

    /// <inheritdoc />
    public string SymbolOf(string text) => text;

    /// <inheritdoc />
    public bool Admits(string address) => venue.AddressLimits.Take(address, venue.Clock.NowMs);

    /// <inheritdoc />
    public void Stamp(HttpResponse response)
    {
        response.Headers["Timenow"] = venue.Clock.NowMs.ToString(CultureInfo.InvariantCulture);
        response.Headers["Traceid"] = Interlocked.Increment(ref _traces).ToString("x32", CultureInfo.InvariantCulture);
    }

    /// <inheritdoc />
    public RestRefusal? Refusal(HttpContext http, RestRequest request, RequestFaults faults)
    {
        if (!request.Route.IsPrivate)
        {
            return null;
        }

        return !RequestCheck.HasHeaders(request)
            ? new RestRefusal(
                BybitReply.BadParameter("empty value: apiTimestamp[] apiKey[] apiSignature[]: openapi sign params error!"),
                StatusCodes.Status401Unauthorized)
            : (_check.Refusal(request) ?? LimitRefusal(http, request, faults)) is { } reply ? new RestRefusal(reply) : null;
    }

    /// <inheritdoc />
    public void WriteEnvelope(Utf8JsonWriter json, RestReply reply) => reply.WriteTo(json, venue.Clock.NowMs);

    /// <summary>Takes from the account's rate limit, which every private answer tells in its headers.</summary>
    private RestReply? LimitRefusal(HttpContext http, RestRequest request, RequestFaults faults)
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

        WriteLimit(http.Response, verdict);
        return verdict.Allowed ? null : TooManyRequests;
    }

    private static void WriteLimit(HttpResponse response, RateVerdict verdict)
    {
        response.Headers["X-Bapi-Limit"] = verdict.Limit.ToString(CultureInfo.InvariantCulture);
        response.Headers["X-Bapi-Limit-Status"] = verdict.Remaining.ToString(CultureInfo.InvariantCulture);
        response.Headers["X-Bapi-Limit-Reset-Timestamp"] = verdict.ResetMs.ToString(CultureInfo.InvariantCulture);
    }
}
