using System.Globalization;
using System.Text.Json;

namespace ActorBots.Simulation.Wire.Rest;

/// <summary>
/// The parameters of one call, from a query, a JSON body or one item of a batch. Unknown ones are ignored, as the venue does.
/// The first bad one is remembered in <see cref="Problem"/>.
/// </summary>
internal sealed class RestParameters
{
    private readonly ParameterRules _rules;
    private readonly IReadOnlyDictionary<string, string>? _query;
    private readonly JsonElement _json;

    private RestParameters(ParameterRules rules, IReadOnlyDictionary<string, string>? query, JsonElement json)
    {
        _rules = rules;
        _query = query;
        _json = json;
    }

    /// <summary>The refusal for the first bad parameter that was read; nothing when all were good.</summary>
    public RestReply? Problem { get; private set; }

    /// <summary>Reads a query without its question mark.</summary>
    public static RestParameters FromQuery(string rawQuery, ParameterRules rules)
    {
        Dictionary<string, string> query = new(StringComparer.Ordinal);
        foreach (var pair in rawQuery.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? pair : pair[..equals];
            query[Decode(name)] = equals < 0 ? string.Empty : Decode(pair[(equals + 1)..]);
        }

        return new RestParameters(rules, query, default);

        static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
    }

    /// <summary>Reads a JSON object.</summary>
    public static RestParameters FromJson(JsonElement json, ParameterRules rules) => new(rules, null, json);

    /// <summary>A text; empty when absent or empty.</summary>
    public string Text(string name)
    {
        if (_query is not null)
        {
            return _query.GetValueOrDefault(name, string.Empty);
        }

        if (!TryGet(name, out var field))
        {
            return string.Empty;
        }

        if (TextOf(field) is { } text)
        {
            return text;
        }

        Bad(name);
        return string.Empty;
    }

    /// <summary>A text, without judging: empty when it is absent or none.</summary>
    public string Peek(string name) => _query is not null ? _query.GetValueOrDefault(name, string.Empty)
        : TryGet(name, out var field) ? TextOf(field) ?? string.Empty
        : string.Empty;

    /// <summary>A text that must be there.</summary>
    public string Required(string name)
    {
        var text = Text(name);
        if (text.Length == 0)
        {
            Bad(name);
        }

        return text;
    }

    /// <summary>A number in a text; nothing when absent or empty.</summary>
    public decimal? Number(string name)
    {
        var text = Text(name);
        if (text.Length == 0)
        {
            return null;
        }

        const NumberStyles Plain = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
        if (decimal.TryParse(text, Plain, CultureInfo.InvariantCulture, out var value) && value >= 0m)
        {
            return value;
        }

        Bad(name);
        return null;
    }

    /// <summary>A whole number; nothing when absent.</summary>
    public long? Integer(string name)
    {
        if (_query is null && !_rules.IsLenient && TryGet(name, out var field))
        {
            if (field.ValueKind == JsonValueKind.Number && field.TryGetInt64(out var number))
            {
                return number;
            }

            Bad(name);
            return null;
        }

        var text = Text(name);
        if (text.Length == 0)
        {
            return null;
        }

        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            return value;
        }

        Bad(name);
        return null;
    }

    /// <summary>A truth value; nothing when absent.</summary>
    public bool? Flag(string name)
    {
        if (TryGet(name, out var field) && field.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return field.GetBoolean();
        }

        if (_rules.IsLenient && Text(name) is var text && (text.Length == 0 || bool.TryParse(text, out _)))
        {
            return text.Length == 0 ? null : bool.Parse(text);
        }

        if (TryGet(name, out _))
        {
            Bad(name);
        }

        return null;
    }

    /// <summary>An instant in milliseconds; nothing when absent.</summary>
    public DateTimeOffset? Time(string name)
    {
        var ms = Integer(name);
        if (ms is null or (>= 0 and < 253_402_300_800_000))
        {
            return ms is { } value ? DateTimeOffset.FromUnixTimeMilliseconds(value) : null;
        }

        Bad(name);
        return null;
    }

    /// <summary>A page size within its range; more is cut to the largest, as the venue does, less is refused.</summary>
    public int Limit(int largest, int byDefault)
    {
        var limit = Integer("limit") ?? byDefault;
        if (limit < 1)
        {
            Bad("limit");
            return byDefault;
        }

        return (int)Math.Min(limit, largest);
    }

    /// <summary>The items of a list of objects; empty when absent.</summary>
    public IReadOnlyList<RestParameters> Items(string name) => TryGet(name, out var field) && field.ValueKind == JsonValueKind.Array
        ? [.. field.EnumerateArray().Select(item => FromJson(item, _rules))]
        : [];

    /// <summary>Remembers that a parameter is bad.</summary>
    /// <param name="name">Its name, or else the venue's whole text.</param>
    /// <param name="isWholeText">Whether the text says everything itself.</param>
    public void Bad(string name, bool isWholeText = false) =>
        Problem ??= isWholeText ? _rules.RefuseText(name) : _rules.RefuseName(name);

    private string? TextOf(JsonElement field) => field.ValueKind switch
    {
        JsonValueKind.String => field.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False when _rules.IsLenient => field.GetRawText(),
        _ => null,
    };

    private bool TryGet(string name, out JsonElement field)
    {
        field = default;
        return _json.ValueKind == JsonValueKind.Object && _json.TryGetProperty(name, out field) && field.ValueKind != JsonValueKind.Null;
    }
}
