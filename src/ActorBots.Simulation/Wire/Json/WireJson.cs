using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using ActorBots.Domain.Instruments;

namespace ActorBots.Simulation.Wire.Json;

/// <summary>The venues' way of writing JSON: compact, numbers of the business as plain decimal texts, instants as milliseconds.</summary>
internal static class WireJson
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Writes a document into memory.</summary>
    public static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using var writer = new Utf8JsonWriter(buffer, Compact);
        write(writer);
        writer.Flush();
        return buffer.WrittenMemory;
    }

    /// <summary>A number as the venues print it: no exponent, no trailing zeros.</summary>
    public static string Text(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);

    /// <summary>An instant as the venues print it: milliseconds since the epoch.</summary>
    public static string Text(DateTimeOffset at) => at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>Writes a number as a text.</summary>
    public static void WriteDecimal(this Utf8JsonWriter json, string name, decimal value) => json.WriteString(name, Text(value));

    /// <summary>Writes a number as a text; empty when absent.</summary>
    public static void WriteDecimal(this Utf8JsonWriter json, string name, decimal? value) =>
        json.WriteString(name, value is { } present ? Text(present) : string.Empty);

    /// <summary>Writes a price as a text; empty when absent.</summary>
    public static void WritePrice(this Utf8JsonWriter json, string name, Price? value) => json.WriteDecimal(name, value?.Value);

    /// <summary>Writes an instant as a text of milliseconds.</summary>
    public static void WriteTime(this Utf8JsonWriter json, string name, DateTimeOffset at) => json.WriteString(name, Text(at));

    /// <summary>Writes an empty text, which is how some say "nothing".</summary>
    public static void WriteNothing(this Utf8JsonWriter json, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            json.WriteString(name, string.Empty);
        }
    }
}
