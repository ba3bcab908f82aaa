using System.Globalization;
using System.Text;
using System.Text.Json;
using ActorBots.Venues.Transport;

namespace ActorBots.Venues.Bitunix;

/// <summary>What both sockets have alike. Source: https://www.bitunix.com/api-docs/futures/websocket/prepare/WebSocket.html.</summary>
internal static class BitunixFrames
{
    private const int MessagesPerSecond = 5;

    /// <summary>A little longer than the venue's second: messages may arrive closer together than they left.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(1100);

    /// <summary>A connection's share of messages to the venue, one of them kept for the ping.</summary>
    public static MessageAllowance Allowance(TimeProvider time) => new(MessagesPerSecond, 1, Window, time);

    /// <summary>The application's ping; the venue does not hear protocol pings.</summary>
    public static byte[] Ping(TimeProvider time) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{"op":"ping","ping":{{time.GetUtcNow().ToUnixTimeSeconds()}}}"""));

    /// <summary>What a message is about, read without its data.</summary>
    /// <exception cref="JsonException">The message is not a JSON object.</exception>
    public static BitunixFrameHead HeadOf(ReadOnlySpan<byte> message)
    {
        var reader = new Utf8JsonReader(message);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("not an object");
        }

        var head = default(BitunixFrameHead);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("op"u8))
            {
                head = head with { Op = TextAt(ref reader) };
            }
            else if (reader.ValueTextEquals("ch"u8))
            {
                head = head with { Channel = TextAt(ref reader) };
            }
            else if (reader.ValueTextEquals("symbol"u8))
            {
                head = head with { Symbol = TextAt(ref reader) };
            }
            else if (reader.ValueTextEquals("data"u8))
            {
                reader.Read();
                head = reader.TokenType == JsonTokenType.StartObject && head.Channel is null ? OutcomeAt(ref reader, head) : Skipped(ref reader, head);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        return head;
    }

    /// <summary>Reads an outcome such as <c>{"result":false,"msg":"…"}</c>.</summary>
    private static BitunixFrameHead OutcomeAt(ref Utf8JsonReader reader, BitunixFrameHead head)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isResult = reader.ValueTextEquals("result"u8);
            var isMessage = reader.ValueTextEquals("msg"u8);
            reader.Read();
            if (isResult && reader.TokenType is JsonTokenType.True or JsonTokenType.False)
            {
                head = head with { Result = reader.TokenType == JsonTokenType.True };
            }
            else if (isMessage && reader.TokenType == JsonTokenType.String)
            {
                head = head with { Message = reader.GetString() };
            }
            else
            {
                reader.Skip();
            }
        }

        return head;
    }

    private static BitunixFrameHead Skipped(ref Utf8JsonReader reader, BitunixFrameHead head)
    {
        reader.Skip();
        return head;
    }

    private static string? TextAt(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.GetString();
        }

        reader.Skip();
        return null;
    }
}
