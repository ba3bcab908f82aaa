using System.Text.Json;

namespace ActorBots.Venues.Transport;

/// <summary>Looks into a stream's message before its shape is known.</summary>
internal static class WireFrame
{
    /// <summary>A text member of the message's object; nothing when it has none of that name.</summary>
    /// <param name="message">The message.</param>
    /// <param name="member">The member's name, as written.</param>
    /// <exception cref="JsonException">The message is not a JSON object.</exception>
    public static string? TextOf(ReadOnlySpan<byte> message, ReadOnlySpan<byte> member)
    {
        var reader = new Utf8JsonReader(message);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("not an object");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isWanted = reader.ValueTextEquals(member);
            reader.Read();
            if (isWanted)
            {
                return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            }

            reader.Skip();
        }

        return null;
    }
}
