using System.Globalization;
using System.Text.Json;
using ActorBots.Simulation.Bitunix.Security;
using ActorBots.Simulation.Wire.Misbehaviour;
using ActorBots.Simulation.Wire.Rest;
using Microsoft.AspNetCore.Http;

namespace ActorBots.Simulation.Bitunix.Rest;

/// <summary>How Bitunix futures differ from other venues on the way of a REST request.</summary>
internal sealed class BitunixDialect(BitunixVenue venue) : IRestDialect
{
    private readonly RequestCheck _check = new(venue);

    /// <inheritdoc />
    public ParameterRules Rules { get; } =
        new(IsLenient: true, name => BitunixReply.BadParameter($"Parameter error: {name}"), BitunixReply.BadParameter);

    /// <inheritdoc />
    public string KeyHeader => "api-key";

    /// <inheritdoc />
    public string BatchField => "orderList";

    /// <inheritdoc />
    public int LargestBatch => CancelEndpoints.LargestList;

    /// <inheritdoc />
    public string ClientIdField => "clientId";

    /// <inheritdoc />
    public RestReply TooManyRequests { get; } = RestReply.Refuse(BitunixCode.TooFrequent, "Requests are too frequent");

    /// <inheritdoc />
    public RestReply Unreadable { get; } = BitunixReply.BadParameter("Parameter error: body is not a JSON object");

    /// <inheritdoc />
    public RestRefusal UnknownRoute { get; } = new(RestReply.Refuse(BitunixCode.NotFound, "Not Found"));

    /// <inheritdoc />
    public string SymbolOf(string text) => text.ToUpperInvariant();

    /// <inheritdoc />
    public bool Admits(string address) => true;

    /// <summary>Stamps the server's clock, which is the only one that Bitunix tells over REST.</summary>
    public void Stamp(HttpResponse response) => response.Headers.Date = venue.Clock.Now.ToString("R", CultureInfo.InvariantCulture);

    /// <inheritdoc />
    public RestRefusal? Refusal(HttpContext http, RestRequest request, RequestFaults faults)
    {
        var route = request.Route;
        if (route.IsPrivate && _check.Refusal(request) is { } refusal)
        {
            return new RestRefusal(refusal);
        }

        var owner = route.IsPrivate ? request.ApiKey : http.Connection.RemoteIpAddress?.ToString() ?? string.Empty;
        return venue.RateLimits.Take(owner, route.Path, route.PerSecond!.Value, 1, venue.Clock.NowMs).Allowed ? null : new RestRefusal(TooManyRequests);
    }

    /// <inheritdoc />
    public void WriteEnvelope(Utf8JsonWriter json, RestReply reply) => reply.WriteTo(json);
}
