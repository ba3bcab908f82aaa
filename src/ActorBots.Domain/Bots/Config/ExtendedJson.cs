using System.Globalization;
using System.Text.Json;

namespace ActorBots.Domain.Bots.Config;

/// <summary>
/// Reads values of plain JSON and of MongoDB's extended JSON, in which a document export wraps what JSON has no type for:
/// <c>{"$numberDecimal": "0.8"}</c>, <c>{"$oid": "…"}</c>, <c>{"$date": "…"}</c>.
/// </summary>
internal static class ExtendedJson
{
    private const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>A number that a decimal can hold; nothing for anything else, quoted numbers and NaN included.</summary>
    internal static decimal? Number(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number)
        {
            return value.TryGetDecimal(out var number) ? number : null;
        }

        var wrapped = Unwrap(value, "$numberDecimal") ?? Unwrap(value, "$numberDouble")
            ?? Unwrap(value, "$numberInt") ?? Unwrap(value, "$numberLong");
        return wrapped is { ValueKind: JsonValueKind.String } text
            && decimal.TryParse(text.GetString(), Plain, CultureInfo.InvariantCulture, out var parsed)
            ? parsed
            : null;
    }

    /// <summary>A text or an object id; nothing for anything else.</summary>
    internal static string? Text(JsonElement value)
    {
        var text = Unwrap(value, "$oid") ?? value;
        return text.ValueKind == JsonValueKind.String ? text.GetString() : null;
    }

    /// <summary>An instant in UTC: ISO 8601 with an offset, plain or wrapped, or wrapped milliseconds since 1970.</summary>
    internal static DateTimeOffset? Instant(JsonElement value)
    {
        var date = Unwrap(value, "$date") ?? value;
        if (date.ValueKind == JsonValueKind.String)
        {
            var text = date.GetString()!;
            var hasOffset = text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-');
            return hasOffset && date.TryGetDateTimeOffset(out var instant) ? instant.ToUniversalTime() : null;
        }

        return Unwrap(date, "$numberLong") is not null
            && Number(date) is { } milliseconds
            && milliseconds == decimal.Truncate(milliseconds)
            && milliseconds >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds()
            && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds)
            : null;
    }

    private static JsonElement? Unwrap(JsonElement value, string wrapper)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        using var members = value.EnumerateObject();
        return members.MoveNext() && members.Current.Name == wrapper && members.Current.Value is var inner && !members.MoveNext()
            ? inner
            : null;
    }
}
