using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ActorBots.Simulation.Wire.Rest;

/// <summary>A request as it came over the wire: signatures are checked over the raw query and body, which are never written anew.</summary>
internal sealed record RestRequest
{
    private const int LargestBody = 1024 * 1024;

    /// <summary>The endpoint.</summary>
    public required RestRoute Route { get; init; }

    /// <summary>The query after the question mark, as sent.</summary>
    public required string RawQuery { get; init; }

    /// <summary>The body, as sent.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The parameters.</summary>
    public required RestParameters Parameters { get; init; }

    /// <summary>Whether the body is a JSON object, or need not be.</summary>
    public required bool IsReadable { get; init; }

    /// <summary>The API key's header; empty when absent.</summary>
    public required string ApiKey { get; init; }

    /// <summary>All headers.</summary>
    public required IHeaderDictionary Headers { get; init; }

    /// <summary>A header; empty when absent.</summary>
    public string Header(string name) => Headers[name].ToString();

    /// <summary>Reads a request; nothing when its body is too large.</summary>
    public static async Task<RestRequest?> ReadAsync(HttpContext http, RestRoute route, IRestDialect dialect, CancellationToken ct)
    {
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var mark = target.IndexOf('?', StringComparison.Ordinal);
        var query = mark < 0 ? string.Empty : target[(mark + 1)..];
        if (http.Request.ContentLength > LargestBody)
        {
            return null;
        }

        using var buffer = new MemoryStream();
        await http.Request.Body.CopyToAsync(buffer, ct);
        var body = buffer.ToArray();
        var parameters = route.Method == "GET" ? RestParameters.FromQuery(query, dialect.Rules) : FromBody(body, dialect.Rules);
        return new RestRequest
        {
            Route = route,
            RawQuery = query,
            Body = body,
            Parameters = parameters ?? RestParameters.FromQuery(string.Empty, dialect.Rules),
            IsReadable = parameters is not null,
            ApiKey = http.Request.Headers[dialect.KeyHeader].ToString(),
            Headers = http.Request.Headers,
        };
    }

    private static RestParameters? FromBody(byte[] body, ParameterRules rules)
    {
        if (body.Length == 0 && rules.IsLenient)
        {
            return RestParameters.FromQuery(string.Empty, rules);
        }

        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? RestParameters.FromJson(document.RootElement.Clone(), rules) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
