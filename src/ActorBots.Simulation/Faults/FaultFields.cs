using System.Globalization;
using System.Text.Json;

namespace ActorBots.Simulation.Faults;

/// <summary>Reads the fields of one JSON object and remembers everything that is wrong with them.</summary>
internal sealed class FaultFields
{
    private readonly JsonElement _json;
    private readonly string _path;
    private readonly List<string> _problems;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public FaultFields(JsonElement json, string path, List<string> problems)
    {
        _json = json;
        _path = path;
        _problems = problems;
        if (json.ValueKind != JsonValueKind.Object)
        {
            problems.Add($"{path}: must be an object");
        }
    }

    public string? Text(string name) => Field(name) is not { } field ? null
        : field.ValueKind == JsonValueKind.String ? field.GetString()
        : Wrong<string>(name, field, "must be a text");

    public int? Integer(string name) => Field(name) is not { } field ? null
        : field.ValueKind == JsonValueKind.Number && field.TryGetInt32(out var value) ? value
        : WrongValue<int>(name, field, "must be a whole number");

    public decimal? Number(string name) => Field(name) is not { } field ? null
        : field.ValueKind == JsonValueKind.Number && field.TryGetDecimal(out var value) ? value
        : WrongValue<decimal>(name, field, "must be a number");

    public bool? Flag(string name) => Field(name) is not { } field ? null
        : field.ValueKind is JsonValueKind.True or JsonValueKind.False ? field.GetBoolean()
        : WrongValue<bool>(name, field, "must be true or false");

    public TimeSpan? Milliseconds(string name) => Integer(name) is { } ms ? TimeSpan.FromMilliseconds(ms) : null;

    public DateTimeOffset? Instant(string name)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return Field(name) is not { } field ? null
            : field.ValueKind == JsonValueKind.String
                && DateTimeOffset.TryParse(field.GetString(), CultureInfo.InvariantCulture, Utc, out var value) ? value
            : WrongValue<DateTimeOffset>(name, field, "must be an instant such as \"2024-03-01T12:00:00Z\"");
    }

    public T? Word<T>(string name, IReadOnlyDictionary<string, T> words)
        where T : struct
    {
        var text = Text(name);
        if (text is null)
        {
            return null;
        }

        if (words.TryGetValue(text, out var value))
        {
            return value;
        }

        _problems.Add($"{_path}.{name} '{text}': must be one of {string.Join(", ", words.Keys)}");
        return null;
    }

    public JsonElement? Field(string name)
    {
        _known.Add(name);
        return _json.ValueKind == JsonValueKind.Object && _json.TryGetProperty(name, out var field) ? field : null;
    }

    public void Missing(string name, string what) => _problems.Add($"{_path}.{name}: must be given, {what}");

    /// <summary>Tells every field that nobody asked for.</summary>
    public void RefuseUnknown()
    {
        if (_json.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (var field in _json.EnumerateObject().Where(f => !_known.Contains(f.Name)))
        {
            _problems.Add($"{_path}.{field.Name}: unknown field; known are {string.Join(", ", _known.Order(StringComparer.Ordinal))}");
        }
    }

    private T? Wrong<T>(string name, JsonElement field, string rule)
        where T : class
    {
        _problems.Add($"{_path}.{name} {field.GetRawText()}: {rule}");
        return null;
    }

    private T? WrongValue<T>(string name, JsonElement field, string rule)
        where T : struct
    {
        _problems.Add($"{_path}.{name} {field.GetRawText()}: {rule}");
        return null;
    }
}
