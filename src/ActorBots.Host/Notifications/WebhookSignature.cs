using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ActorBots.Host.Notifications;

/// <summary>
/// The signature of Standard Webhooks: <c>v1,</c> and the base64 of HMAC-SHA256 over <c>&lt;id&gt;.&lt;timestamp&gt;.&lt;body&gt;</c>
/// (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md).
/// </summary>
internal static class WebhookSignature
{
    /// <summary>The header with the notification's id.</summary>
    public const string IdHeader = "webhook-id";

    /// <summary>The header with the instant of the attempt, Unix seconds.</summary>
    public const string TimestampHeader = "webhook-timestamp";

    /// <summary>The header with the signatures, separated by spaces.</summary>
    public const string SignatureHeader = "webhook-signature";

    private const string Version = "v1,";

    /// <summary>How far a timestamp may be from the receiver's clock.</summary>
    public static TimeSpan Tolerance { get; } = TimeSpan.FromMinutes(5);

    /// <summary>Signs a body.</summary>
    public static string Sign(WebhookSecret secret, string id, long timestamp, ReadOnlySpan<byte> body) =>
        Version + Convert.ToBase64String(Hash(secret, id, timestamp.ToString(CultureInfo.InvariantCulture), body));

    /// <summary>Whether one of the signatures fits the body, and the timestamp is of now.</summary>
    public static bool Verify(
        WebhookSecret secret, string id, string timestamp, string signatures, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs((decimal)now.ToUnixTimeSeconds() - seconds) > (decimal)Tolerance.TotalSeconds)
        {
            return false;
        }

        var expected = Encoding.ASCII.GetBytes(Version + Convert.ToBase64String(Hash(secret, id, timestamp, body)));
        var fits = false;
        foreach (var signature in signatures.Split(' '))
            fits |= CryptographicOperations.FixedTimeEquals(expected, Encoding.ASCII.GetBytes(signature));
        return fits;
    }

    private static byte[] Hash(WebhookSecret secret, string id, string timestamp, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret.Key);
        hash.AppendData(Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }
}
