using System.Globalization;
using System.Text.Json;
using ActorBots.Venues.Transport;

namespace ActorBots.Venues.Bybit;

/// <summary>The frames of both sockets. Source: https://bybit-exchange.github.io/docs/v5/ws/connect.</summary>
internal static class BybitStreams
{
    /// <summary>Topics per subscribe frame; the venue sets no limit for linear contracts, frames just stay small.</summary>
    public const int TopicsPerFrame = 50;

    /// <summary>Characters of all topics of one connection, less a margin; the venue allows 21 000.</summary>
    public const int MaxTopicCharacters = 20_000;

    /// <summary>The application's ping.</summary>
    public static byte[] Ping { get; } = Command("ping", "ping");

    /// <summary>A command frame.</summary>
    /// <param name="op">Like <c>subscribe</c>.</param>
    /// <param name="requestId">Echoed by the venue.</param>
    /// <param name="args">The topics.</param>
    public static byte[] Command(string op, string requestId, IReadOnlyList<string>? args = null) => JsonSerializer.SerializeToUtf8Bytes(
        new BybitCommand { Op = op, ReqId = requestId, Args = args }, BybitControlJson.Default.BybitCommand);

    /// <summary>The frame that opens a private stream.</summary>
    public static byte[] Auth(BybitSigner signer, DateTimeOffset expires)
    {
        var milliseconds = expires.ToUnixTimeMilliseconds();
        return Command("auth", "auth", [signer.ApiKey, milliseconds.ToString(CultureInfo.InvariantCulture), signer.SignStream(milliseconds)]);
    }

    /// <summary>The topic of a data message; nothing when the message is an answer to a command.</summary>
    /// <exception cref="JsonException">The message is not a JSON object.</exception>
    public static string? TopicOf(ReadOnlySpan<byte> message) => WireFrame.TextOf(message, "topic"u8);

    /// <summary>The venue's answer to a command.</summary>
    public static BybitCommandReply ReplyIn(ReadOnlySpan<byte> message) =>
        JsonSerializer.Deserialize(message, BybitControlJson.Default.BybitCommandReply) ?? new BybitCommandReply();
}
