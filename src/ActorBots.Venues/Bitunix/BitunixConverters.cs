using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ActorBots.Venues.Bitunix;

/// <summary>Skips a value of any shape.</summary>
internal sealed class BitunixNothingConverter : JsonConverter<BitunixNothing>
{
    /// <inheritdoc />
    public override BitunixNothing? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        reader.Skip();
        return null;
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, BitunixNothing value, JsonSerializerOptions options) => writer.WriteNullValue();
}

/// <summary>
/// Reads a list where the venue may send one object instead, and one object where it may send a list; null and an empty text are no rows.
/// </summary>
/// <typeparam name="T">A row; known to the JSON context.</typeparam>
internal sealed class BitunixRowsConverter<T> : JsonConverter<BitunixRows<T>>
    where T : class
{
    /// <inheritdoc />
    public override bool HandleNull => true;

    /// <inheritdoc />
    public override BitunixRows<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var shape = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return new BitunixRows<T>([JsonSerializer.Deserialize(ref reader, shape)!]);
            case JsonTokenType.StartArray:
                var rows = new List<T>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    rows.Add(JsonSerializer.Deserialize(ref reader, shape) ?? throw new JsonException("a row is null"));
                }

                return new BitunixRows<T>(rows);
            case JsonTokenType.Null:
            case JsonTokenType.String when reader.ValueSpan.IsEmpty:
                return new BitunixRows<T>([]);
            default:
                throw new JsonException($"expected rows, found {reader.TokenType}");
        }
    }

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, BitunixRows<T> value, JsonSerializerOptions options) =>
        throw new NotSupportedException("rows are only read");
}
