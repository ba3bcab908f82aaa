using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ActorBots.Simulation.Bybit.Rest;

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
    public required BybitParameters Parameters { get; init; }

    /// <summary>Whether the body is a JSON object, or need not be.</summary>
    public required bool IsReadable { get; init; }

    /// <summary>The API key's header; empty when absent.</summary>
    public required string ApiKey { get; init; }

    /// <summary>The signature's header; empty when absent.</summary>
    public required string Signature { get; init; }

    /// <summary>The timestamp's header; empty when absent.</summary>
    public required string Timestamp { get; init; }

    /// <summary>The receive window's header; empty when absent.</summary>
    public required string Window { get; init; }

    /// <summary>What the client must have signed.</summary>
    public byte[] SignedText =>
        [.. Encoding.UTF8.GetBytes($"{Timestamp}{ApiKey}{Window}"), .. Route.Method == "GET" ? Encoding.UTF8.GetBytes(RawQuery) : Body.Span];

    /// <summary>Reads a request; nothing when its body is too large.</summary>
    public static async Task<RestRequest?> ReadAsync(HttpContext http, RestRoute route, CancellationToken ct)
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
        var parameters = route.Method == "GET" ? BybitParameters.FromQuery(query) : FromBody(body);
        return new RestRequest
        {
            Route = route,
            RawQuery = query,
            Body = body,
            Parameters = parameters ?? BybitParameters.FromQuery(string.Empty),
            IsReadable = parameters is not null,
            ApiKey = Header("X-BAPI-API-KEY"),
            Signature = Header("X-BAPI-SIGN"),
            Timestamp = Header("X-BAPI-TIMESTAMP"),
            Window = Header("X-BAPI-RECV-WINDOW"),
        };

        string Header(string name) => http.Request.Headers[name].ToString();
    }

    private static BybitParameters? FromBody(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? BybitParameters.FromJson(document.RootElement.Clone()) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
