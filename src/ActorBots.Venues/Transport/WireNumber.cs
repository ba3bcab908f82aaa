using System.Globalization;

namespace ActorBots.Venues.Transport;

/// <summary>Numbers on the wire: texts, empty when absent, sometimes with exponent or trailing zeros.</summary>
internal static class WireNumber
{
    private const string PlainFormat = "0.############################";

    /// <summary>The number in a text; nothing when the text is absent, empty or not a number.</summary>
    public static decimal? TryParse(string? text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>The number in a text that must have one.</summary>
    /// <exception cref="WireFormatException">It has none.</exception>
    public static decimal Parse(string? text, string field) =>
        TryParse(text) ?? throw new WireFormatException($"{field} '{text}' is not a number");

    /// <summary>The number in a text, zero when the text is absent or empty.</summary>
    /// <exception cref="WireFormatException">The text is neither empty nor a number.</exception>
    public static decimal ParseOrZero(string? text, string field) => string.IsNullOrEmpty(text) ? 0m : Parse(text, field);

    /// <summary>The instant in a text of milliseconds since the epoch.</summary>
    /// <exception cref="WireFormatException">It has none.</exception>
    public static DateTimeOffset ParseTime(string? text, string field) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value is >= 0 and < 253_402_300_800_000
            ? DateTimeOffset.FromUnixTimeMilliseconds(value)
            : throw new WireFormatException($"{field} '{text}' is not a time in milliseconds");

    /// <summary>The number as venues want it: plain, without exponent and surplus zeros.</summary>
    public static string Format(decimal value) => value.ToString(PlainFormat, CultureInfo.InvariantCulture);
}
