using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using MongoDB.Bson;
using MongoDB.Bson.IO;

namespace ActorBots.Storage.Mongo.Documents;

/// <summary>
/// Documents as JSON text. What JSON has no type for becomes MongoDB's extended JSON; <see cref="BsonOfJson"/> reads all of it back.
/// </summary>
internal static class JsonOfBson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterSettings Canonical = new() { OutputMode = JsonOutputMode.CanonicalExtendedJson };

    /// <summary>Each value comes back as what it was: a double as a double, a long as a long.</summary>
    public static string Faithful(BsonDocument document) => Write(document, isPlain: false);

    /// <summary>Numbers are plain JSON numbers whatever their type: for people and for readers that only know JSON.</summary>
    public static string Plain(BsonDocument document) => Write(document, isPlain: true);

    private static string Write(BsonDocument document, bool isPlain)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
            Write(writer, document, isPlain);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, BsonValue value, bool isPlain)
    {
        switch (value)
        {
            case BsonDocument document:
                writer.WriteStartObject();
                foreach (var element in document)
                {
                    writer.WritePropertyName(element.Name);
                    Write(writer, element.Value, isPlain);
                }

                writer.WriteEndObject();
                break;
            case BsonArray array:
                writer.WriteStartArray();
                foreach (var item in array)
                    Write(writer, item, isPlain);
                writer.WriteEndArray();
                break;
            case BsonNull:
                writer.WriteNullValue();
                break;
            case BsonBoolean flag:
                writer.WriteBooleanValue(flag.Value);
                break;
            case BsonString text:
                writer.WriteStringValue(text.Value);
                break;
            default:
                if (NumberText(value, isPlain) is { } number)
                    writer.WriteRawValue(number);
                else
                    WriteWrapped(writer, value);
                break;
        }
    }

    /// <summary>A number as JSON; nothing when the value is no number or would come back as another type that matters.</summary>
    private static string? NumberText(BsonValue value, bool isPlain) => value switch
    {
        BsonInt32 number => number.Value.ToString(CultureInfo.InvariantCulture),
        BsonInt64 number when isPlain || number.Value is < int.MinValue or > int.MaxValue => number.Value.ToString(CultureInfo.InvariantCulture),
        BsonDouble number when isPlain && double.IsFinite(number.Value) => number.Value.ToString("R", CultureInfo.InvariantCulture),
        BsonDecimal128 number when IsFinite(number.Value) && (isPlain || HasPoint(number)) => number.Value.ToString(),
        _ => null,
    };

    private static bool IsFinite(Decimal128 number) => !Decimal128.IsNaN(number) && !Decimal128.IsInfinity(number);

    private static bool HasPoint(BsonDecimal128 number) => number.Value.ToString().AsSpan().ContainsAny('.', 'E');

    private static void WriteWrapped(Utf8JsonWriter writer, BsonValue value)
    {
        // The driver writes values only inside of a document.
        const string Name = "v";
        using var document = JsonDocument.Parse(new BsonDocument(Name, value).ToJson(Canonical));
        document.RootElement.GetProperty(Name).WriteTo(writer);
    }
}
