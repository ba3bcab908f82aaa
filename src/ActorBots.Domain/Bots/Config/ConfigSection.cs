using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace ActorBots.Domain.Bots.Config;

/// <summary>
/// One object of the document while it is read. Opening it refuses unknown and repeated keys; each read gives the value, or
/// adds a problem and gives nothing. A section that is absent reads as an empty one.
/// </summary>
internal sealed class ConfigSection
{
    private readonly Dictionary<string, JsonElement> _members = [];
    private readonly ConfigProblemList _problems;

    private ConfigSection(string path, ConfigProblemList problems)
    {
        Path = path;
        _problems = problems;
    }

    /// <summary>The path of the object; empty for the document itself.</summary>
    internal string Path { get; }

    /// <summary>Opens an object.</summary>
    /// <param name="element">The object; default when it is absent.</param>
    /// <param name="path">Its path.</param>
    /// <param name="known">The keys that it may have.</param>
    /// <param name="problems">Where problems go.</param>
    /// <param name="refuseUnknown">Whether another key is a problem.</param>
    internal static ConfigSection Open(
        JsonElement element, string path, IReadOnlyList<string> known, ConfigProblemList problems, bool refuseUnknown = true)
    {
        if (element.ValueKind is not JsonValueKind.Object and not JsonValueKind.Undefined)
        {
            var place = path.Length == 0 ? "document" : path;
            problems.Add(new ConfigProblem(place, ConfigText.Show(element), $"an object with the keys {string.Join(", ", known)}", "{}"));

            // What is no object has no members to complain about.
            return new ConfigSection(path, new ConfigProblemList());
        }

        var section = new ConfigSection(path, problems);
        if (element.ValueKind == JsonValueKind.Object)
        {
            section.Take(element, known, refuseUnknown);
        }

        return section;
    }

    internal ConfigSection Child(string key, IReadOnlyList<string> known) => Open(Member(key), PathOf(key), known, _problems);

    /// <summary>The raw member; undefined when it is absent.</summary>
    internal JsonElement Member(string key) => _members.GetValueOrDefault(key);

    internal string PathOf(string key) => Path.Length == 0 ? key : $"{Path}.{key}";

    /// <summary>A number; the fallback when it is absent, or a problem when there is no fallback.</summary>
    internal decimal Number(string key, NumberRule rule, decimal? fallback)
    {
        var value = Member(key);
        if (value.ValueKind == JsonValueKind.Undefined && fallback is { } known)
        {
            return known;
        }

        if (ExtendedJson.Number(value) is { } number && rule.Allows(number))
        {
            return number;
        }

        Refuse(key, value, rule.Describe(), rule.ExampleText, WrongNumberHint(value));
        return fallback ?? rule.Example;
    }

    /// <summary>A whole number; the fallback when it is absent.</summary>
    internal int Integer(string key, NumberRule rule, int fallback) => (int)Number(key, rule, fallback);

    /// <summary>A number that may be absent or null.</summary>
    internal decimal? OptionalNumber(string key, NumberRule rule) => IsAbsentOrNull(key) ? null : Number(key, rule, null);

    internal bool Flag(string key, bool fallback)
    {
        var value = Member(key);
        switch (value.ValueKind)
        {
            case JsonValueKind.Undefined:
                return fallback;
            case JsonValueKind.True or JsonValueKind.False:
                return value.GetBoolean();
            default:
                Refuse(key, value, "true or false", "true", null);
                return fallback;
        }
    }

    /// <summary>A text; the fallback when it is absent, or a problem when there is no fallback.</summary>
    internal string Text(string key, TextRule rule, string? fallback) => Text(Member(key), PathOf(key), rule, fallback);

    /// <summary>A text that may be absent or null.</summary>
    internal string? OptionalText(string key, TextRule rule) => IsAbsentOrNull(key) ? null : Text(key, rule, null);

    /// <summary>An instant that may be absent or null: ISO 8601 with an offset, or the date of extended JSON.</summary>
    internal DateTimeOffset? OptionalInstant(string key)
    {
        if (IsAbsentOrNull(key))
        {
            return null;
        }

        var instant = ExtendedJson.Instant(Member(key));
        if (instant is null)
        {
            Refuse(key, Member(key), "an instant in ISO 8601 with an offset", "\"2026-01-31T12:00:00Z\"", null);
        }

        return instant;
    }

    /// <summary>The elements of a list with their paths; nothing when it is absent, null or no list of legal length.</summary>
    internal ImmutableArray<(JsonElement Element, string Path)>? List(string key, int min, int max, string example)
    {
        var value = Member(key);
        if (value.ValueKind == JsonValueKind.Undefined)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() < min || value.GetArrayLength() > max)
        {
            Refuse(key, value, string.Create(CultureInfo.InvariantCulture, $"a list of {min} to {max} elements"), example, null);
            return null;
        }

        return [.. value.EnumerateArray().Select((element, i) => (element, $"{PathOf(key)}[{i}]"))];
    }

    /// <summary>A text at a path of its own, such as an element of a list.</summary>
    internal string Text(JsonElement value, string path, TextRule rule, string? fallback)
    {
        if (value.ValueKind == JsonValueKind.Undefined && fallback is not null)
        {
            return fallback;
        }

        var text = ExtendedJson.Text(value);
        if (text is not null && rule.Allows(text))
        {
            return text;
        }

        var shown = value.ValueKind == JsonValueKind.Undefined ? "absent" : rule.Withheld ? "(withheld)" : ConfigText.Show(value);
        var hint = text is null || rule.Withheld ? null : NearestName.Hint(text, rule.Choices);
        _problems.Add(new ConfigProblem(path, shown, rule.Description, rule.ExampleText, hint));
        return fallback ?? rule.Example;
    }

    internal void Refuse(string key, JsonElement value, string allowed, string example, string? hint) =>
        _problems.Add(new ConfigProblem(
            PathOf(key), value.ValueKind == JsonValueKind.Undefined ? "absent" : ConfigText.Show(value), allowed, example, hint));

    private static string Printable(string name)
    {
        const int Longest = 64;
        var shown = string.Concat(name.Take(Longest).Select(c => char.IsControl(c) ? '?' : c));
        return name.Length > Longest ? $"{shown}…" : shown;
    }

    private static string? WrongNumberHint(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? "numbers are written without quotes" : null;

    private bool IsAbsentOrNull(string key) => Member(key).ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;

    private void Take(JsonElement element, IReadOnlyList<string> known, bool refuseUnknown)
    {
        foreach (var member in element.EnumerateObject())
        {
            var isKnown = known.Contains(member.Name);
            if (isKnown && !_members.TryAdd(member.Name, member.Value))
            {
                _problems.Add(new ConfigProblem(PathOf(member.Name), "given twice", "given once", "{}", "remove one of them"));
            }
            else if (!isKnown && refuseUnknown)
            {
                _problems.Add(new ConfigProblem(
                    PathOf(Printable(member.Name)),
                    "unknown key",
                    $"one of the keys {string.Join(", ", known)}",
                    known[0],
                    NearestName.Hint(member.Name, known)));
            }
        }
    }
}
