using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ActorBots.Ports.Venues;

namespace ActorBots.Venues.Bitunix;

/// <summary>
/// Signs requests: lower-case hex SHA-256 of a digest and the secret, the digest being the SHA-256 of nonce, time, key, query and body.
/// Source: https://www.bitunix.com/api-docs/futures/common/sign.html.
/// </summary>
/// <param name="credentials">The key pair; never logged.</param>
internal sealed class BitunixSigner(VenueCredentials credentials)
{
    /// <summary>Characters of a nonce.</summary>
    public const int NonceLength = 32;

    /// <summary>The key, which travels in clear text.</summary>
    public string ApiKey => credentials.ApiKey;

    /// <summary>A fresh nonce.</summary>
    public static string NewNonce() => RandomNumberGenerator.GetHexString(NonceLength, lowercase: true);

    /// <summary>The signature of a request.</summary>
    /// <param name="nonce">Random, new for each request.</param>
    /// <param name="timestamp">Milliseconds since the epoch, venue time.</param>
    /// <param name="query">The query of a GET as it is sent, without question mark; empty for a POST.</param>
    /// <param name="body">The very bytes of a POST; empty for a GET.</param>
    public string Sign(string nonce, long timestamp, string query, ReadOnlySpan<byte> body) =>
        Sign(nonce, timestamp.ToString(CultureInfo.InvariantCulture), Canonical(query), body);

    /// <summary>The signature that opens a private stream.</summary>
    /// <param name="nonce">Random, new for each login.</param>
    /// <param name="timestamp">Seconds since the epoch, venue time.</param>
    public string SignStream(string nonce, long timestamp) =>
        Sign(nonce, timestamp.ToString(CultureInfo.InvariantCulture), string.Empty, default);

    /// <summary>The signature of prepared parts.</summary>
    /// <param name="nonce">The nonce.</param>
    /// <param name="timestamp">The time as it is sent.</param>
    /// <param name="canonicalQuery">Names and decoded values, sorted by name, without separators.</param>
    /// <param name="body">The body.</param>
    internal string Sign(string nonce, string timestamp, string canonicalQuery, ReadOnlySpan<byte> body)
    {
        var head = $"{nonce}{timestamp}{credentials.ApiKey}{canonicalQuery}";
        var text = new byte[Encoding.UTF8.GetByteCount(head) + body.Length];
        var written = Encoding.UTF8.GetBytes(head, text);
        body.CopyTo(text.AsSpan(written));
        return Hex(Encoding.UTF8.GetBytes(Hex(text) + credentials.ApiSecret));
    }

    private static string Canonical(string query) => string.Concat(query
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(p => p.Split('=', 2))
        .OrderBy(p => p[0], StringComparer.Ordinal)
        .Select(p => p[0] + (p.Length == 2 ? Uri.UnescapeDataString(p[1]) : string.Empty)));

    private static string Hex(byte[] text) => Convert.ToHexStringLower(SHA256.HashData(text));
}
