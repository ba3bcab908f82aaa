using System.Text;
using System.Text.Json;

namespace ActorBots.Simulation.Tests.Bitunix;

/// <summary>How a published client writes and signs its requests (reference/bitunix.md, 2.1 and 2.2).</summary>
internal sealed record ForeignHabits
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>tradingiq, Go: nonce of 44 characters; the query is signed percent-encoded, without its separators.</summary>
    public static ForeignHabits TradingIq { get; } = new()
    {
        Nonce = Convert.ToBase64String(Encoding.ASCII.GetBytes("01234567890123456789012345678901")),
        Headers = ["Api-Key", "Nonce", "Timestamp", "Sign"],
        SignedQuery = pairs => string.Concat(pairs.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => p.Key + Uri.EscapeDataString(p.Value))),
    };

    /// <summary>passivbot, Python: canonical, compact JSON, no language.</summary>
    public static ForeignHabits Passivbot { get; } = new() { Nonce = "0f8fad5bd9cb469fa16570867728950e" };

    /// <summary>The official Python demo: signs and sends JSON with spaces.</summary>
    public static ForeignHabits OfficialPython { get; } = new() { Nonce = "a1b2c3d4e5f60718293a4b5c6d7e8f90", Body = Spaced, Language = "en-US" };

    /// <summary>sooth's exchange clients, Python: a nonce of 8 characters, JSON with spaces.</summary>
    public static ForeignHabits Sooth { get; } = new() { Nonce = "12345678", Body = Spaced };

    /// <summary>The J-Rock agents, Node: white space is taken out of the signed copy of the body only.</summary>
    public static ForeignHabits JRock { get; } = new()
    {
        Nonce = "b1b2c3d4e5f60718293a4b5c6d7e8f90",
        Body = Spaced,
        SignedBody = body => string.Concat(body.Where(c => !char.IsWhiteSpace(c))),
    };

    /// <summary>tcj2001's trader, Python: signs only letters and digits of the query.</summary>
    public static ForeignHabits LettersAndDigits { get; } = new()
    {
        Nonce = "c1b2c3d4e5f60718293a4b5c6d7e8f90",
        SignedQuery = pairs => string.Concat(Canonical(pairs).Where(char.IsAsciiLetterOrDigit)),
    };

    public required string Nonce { get; init; }

    /// <summary>Names of the headers of key, nonce, timestamp and signature.</summary>
    public string[] Headers { get; init; } = ["api-key", "nonce", "timestamp", "sign"];

    public string? Language { get; init; }

    /// <summary>What of the query is signed.</summary>
    public Func<KeyValuePair<string, string>[], string> SignedQuery { get; init; } = Canonical;

    /// <summary>How a body is written.</summary>
    public Func<object, string> Body { get; init; } = body => JsonSerializer.Serialize(body, Plain);

    /// <summary>What of the body is signed.</summary>
    public Func<string, string> SignedBody { get; init; } = body => body;

    private static string Canonical(KeyValuePair<string, string>[] pairs) =>
        string.Concat(pairs.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => p.Key + p.Value));

    /// <summary>As Python's <c>json.dumps</c> writes: a space after each comma and colon outside of texts.</summary>
    private static string Spaced(object body)
    {
        var text = new StringBuilder();
        var isInText = false;
        foreach (var c in JsonSerializer.Serialize(body, Plain))
        {
            text.Append(c);
            isInText ^= c == '"';
            if (!isInText && (c is ',' or ':'))
            {
                text.Append(' ');
            }
        }

        return text.ToString();
    }
}
