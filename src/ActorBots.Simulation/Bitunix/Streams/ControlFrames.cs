using ActorBots.Simulation.Wire.Json;

namespace ActorBots.Simulation.Bitunix.Streams;

/// <summary>Frames that carry no data of a channel.</summary>
internal static class ControlFrames
{
    /// <summary>The first frame of every connection.</summary>
    public static ReadOnlyMemory<byte> Connected { get; } = Result("connect", isDone: true, string.Empty);

    /// <summary>The answer to a login; a text makes it a failure.</summary>
    public static ReadOnlyMemory<byte> Login(string? problem) => Result("login", problem is null, problem ?? string.Empty);

    /// <summary>The answer to a ping: the client's own value (or the server's second, when it has none) and the second of the connection's start.</summary>
    public static ReadOnlyMemory<byte> Pong(string? value, long nowMs, DateTimeOffset openedAt) => WireJson.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("op", "ping");
        json.WritePropertyName("pong");
        if (value is null)
        {
            json.WriteNumberValue(nowMs / 1000);
        }
        else
        {
            json.WriteRawValue(value);
        }

        json.WriteNumber("ping", openedAt.ToUnixTimeSeconds());
        json.WriteEndObject();
    });

    /// <summary>The answer to an unsubscription, whatever it named.</summary>
    public static ReadOnlyMemory<byte> Unsubscribed(long nowMs) => WireJson.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("op", "unsubscribe");
        json.WriteNumber("ts", nowMs);
        json.WriteString("data", "success");
        json.WriteEndObject();
    });

    /// <summary>The answer to a subscription beyond the limit.</summary>
    public static ReadOnlyMemory<byte> TooManyChannels(int limit) => WireJson.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("op", "subscribe");
        json.WriteStartObject("data");
        json.WriteString("msg", $"subscribe channel > {limit}");
        json.WriteString("nonce", string.Empty);
        json.WriteBoolean("result", false);
        json.WriteEndObject();
        json.WriteEndObject();
    });

    private static ReadOnlyMemory<byte> Result(string op, bool isDone, string message) => WireJson.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("op", op);
        json.WriteStartObject("data");
        json.WriteBoolean("result", isDone);
        if (message.Length > 0)
        {
            json.WriteString("msg", message);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    });
}
