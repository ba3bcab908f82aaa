using System.Text.Json;

namespace ActorBots.Simulation.Bitunix.Streams;

/// <summary>What a client sends over a stream: <c>{"op":…,"args":[{…}]}</c>, or a ping. Unknown fields are ignored.</summary>
internal sealed record ClientFrame
{
    /// <summary>The operation; empty when absent.</summary>
    public required string Op { get; init; }

    /// <summary>The value of a ping as it was written; absent when it has none.</summary>
    public string? Ping { get; init; }

    /// <summary>The arguments that are objects.</summary>
    public required IReadOnlyList<JsonElement> Arguments { get; init; }

    /// <summary>The channels named: <c>ch</c>, or <c>channel</c> as in the documented sample, and the instrument in upper case.</summary>
    public IEnumerable<(string Channel, string Symbol)> Channels => Arguments
        .Select(a => (Text(a, "ch") is { Length: > 0 } name ? name : Text(a, "channel"), Text(a, "symbol").ToUpperInvariant()));

    /// <summary>Reads a frame; nothing when it is not a JSON object.</summary>
    public static ClientFrame? Parse(ReadOnlyMemory<byte> frame)
    {
        try
        {
            using var document = JsonDocument.Parse(frame);
            var root = document.RootElement.Clone();
            return root.ValueKind != JsonValueKind.Object ? null : new ClientFrame
            {
                Op = Text(root, "op"),
                Ping = root.TryGetProperty("ping", out var ping) ? ping.GetRawText() : null,
                Arguments = root.TryGetProperty("args", out var args) && args.ValueKind == JsonValueKind.Array
                    ? [.. args.EnumerateArray().Where(a => a.ValueKind == JsonValueKind.Object)]
                    : [],
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A field as it was written, without quotation marks; empty when absent.</summary>
    public static string Text(JsonElement holder, string name) =>
        !holder.TryGetProperty(name, out var field) ? string.Empty
        : field.ValueKind == JsonValueKind.String ? field.GetString()!
        : field.ValueKind == JsonValueKind.Number ? field.GetRawText()
        : string.Empty;
}
