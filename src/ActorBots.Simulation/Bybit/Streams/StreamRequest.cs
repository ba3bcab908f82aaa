using System.Text.Json;

namespace ActorBots.Simulation.Bybit.Streams;

/// <summary>What a client sends over a stream: <c>{"op":…,"req_id":…,"args":[…]}</c>. Unknown fields are ignored.</summary>
internal sealed record StreamRequest
{
    /// <summary>The operation; empty when absent.</summary>
    public string Op { get; private init; } = string.Empty;

    /// <summary>The id to be echoed, from <c>req_id</c> or <c>reqId</c>; a number is taken as its text.</summary>
    public string RequestId { get; private init; } = string.Empty;

    /// <summary>The arguments.</summary>
    public IReadOnlyList<JsonElement> Arguments { get; private init; } = [];

    /// <summary>The <c>header</c> of the trade stream.</summary>
    public JsonElement? Header { get; private init; }

    /// <summary>Number of bytes of the frame.</summary>
    public int Length { get; private init; }

    /// <summary>The arguments that are texts.</summary>
    public IEnumerable<string> Topics => Arguments.Select(a => a.ValueKind == JsonValueKind.String ? a.GetString()! : a.GetRawText());

    /// <summary>Reads a frame; nothing when it is not a JSON object.</summary>
    public static StreamRequest? Parse(ReadOnlyMemory<byte> frame)
    {
        try
        {
            using var document = JsonDocument.Parse(frame);
            var root = document.RootElement.Clone();
            return root.ValueKind != JsonValueKind.Object ? null : new StreamRequest
            {
                Op = Text(root, "op"),
                RequestId = Text(root, "req_id") is { Length: > 0 } id ? id : Text(root, "reqId"),
                Arguments = root.TryGetProperty("args", out var args) && args.ValueKind == JsonValueKind.Array ? [.. args.EnumerateArray()] : [],
                Header = root.TryGetProperty("header", out var header) && header.ValueKind == JsonValueKind.Object ? header : null,
                Length = frame.Length,
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Text(JsonElement root, string name) =>
        !root.TryGetProperty(name, out var field) ? string.Empty
        : field.ValueKind == JsonValueKind.String ? field.GetString()!
        : field.ValueKind == JsonValueKind.Number ? field.GetRawText()
        : string.Empty;
}
