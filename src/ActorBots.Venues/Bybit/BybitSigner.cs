using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ActorBots.Ports.Venues;

namespace ActorBots.Venues.Bybit;

/// <summary>Signs requests with an HMAC key. Source: https://bybit-exchange.github.io/docs/v5/guide#authentication.</summary>
/// <param name="credentials">The key pair; never logged.</param>
internal sealed class BybitSigner(VenueCredentials credentials)
{
    private readonly byte[] _secret = Encoding.UTF8.GetBytes(credentials.ApiSecret);

    /// <summary>The key, which travels in clear text.</summary>
    public string ApiKey => credentials.ApiKey;

    /// <summary>The signature of a request: lower-case hex HMAC-SHA256 of time, key, window and payload.</summary>
    /// <param name="timestamp">Milliseconds since the epoch, venue time.</param>
    /// <param name="receiveWindow">Milliseconds.</param>
    /// <param name="payload">The query without question mark, or the body: the very bytes that are sent.</param>
    public string Sign(long timestamp, long receiveWindow, ReadOnlySpan<byte> payload)
    {
        var head = string.Create(CultureInfo.InvariantCulture, $"{timestamp}{credentials.ApiKey}{receiveWindow}");
        var text = new byte[Encoding.UTF8.GetByteCount(head) + payload.Length];
        var written = Encoding.UTF8.GetBytes(head, text);
        payload.CopyTo(text.AsSpan(written));
        return Hex(text);
    }

    /// <summary>The signature that opens a private stream.</summary>
    /// <param name="expires">Milliseconds since the epoch, venue time, in the future.</param>
    public string SignStream(long expires) =>
        Hex(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"GET/realtime{expires}")));

    private string Hex(byte[] text) => Convert.ToHexStringLower(HMACSHA256.HashData(_secret, text));
}
