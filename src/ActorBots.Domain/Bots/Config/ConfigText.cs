using System.Text;
using System.Text.Json;

namespace ActorBots.Domain.Bots.Config;

/// <summary>Turns text into JSON, or into one problem. After it, no member name or text of the JSON can throw when read.</summary>
internal static class ConfigText
{
    internal const int MaxLength = 1_000_000;
    private const int MaxDepth = 32;
    internal const string Example = """{"trading": {"symbol": "BTCUSDT", "leverage": 10}, "budget": {"allocated_amount": 2000}}""";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The JSON of a text, to be disposed of; nothing when a problem was added.</summary>
    internal static JsonDocument? Parse(string json, string path, ConfigProblemList problems)
    {
        if (json.Length > MaxLength)
        {
            problems.Add(new ConfigProblem(path, $"{json.Length} characters", $"at most {MaxLength} characters of JSON", Example));
            return null;
        }

        try
        {
            var utf8 = Strict.GetBytes(json);
            CheckTexts(utf8);
            return JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = MaxDepth });
        }
        catch (JsonException exception)
        {
            var allowed = $"plain JSON without comments or trailing commas, at most {MaxDepth} levels deep";
            problems.Add(new ConfigProblem(path, $"not JSON at {Place(exception)}", allowed, Example));
        }
        catch (Exception exception) when (exception is EncoderFallbackException or InvalidOperationException)
        {
            problems.Add(new ConfigProblem(path, "broken text", "valid Unicode: no half of a surrogate pair alone", Example));
        }

        return null;
    }

    /// <summary>The value as it was given, on one line and cut when long.</summary>
    internal static string Show(JsonElement value)
    {
        const int Longest = 80;
        var raw = value.GetRawText();
        var start = raw[..Math.Min(raw.Length, 4 * Longest)];
        var line = string.Join(' ', start.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= Longest ? line : string.Concat(line.AsSpan(0, Longest), "…");
    }

    private static void CheckTexts(byte[] utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String)
            {
                reader.GetString();
            }
        }
    }

    private static string Place(JsonException exception) =>
        $"line {(exception.LineNumber ?? 0) + 1}, column {(exception.BytePositionInLine ?? 0) + 1}";
}
