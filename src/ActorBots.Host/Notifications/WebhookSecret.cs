namespace ActorBots.Host.Notifications;

/// <summary>The key that signs webhooks: <c>whsec_</c> and the base64 of 16 to 64 bytes (https://www.standardwebhooks.com).</summary>
internal sealed class WebhookSecret
{
    /// <summary>The shape, for messages to people.</summary>
    public const string Shape = "whsec_ and the base64 of 16 to 64 bytes";

    private const string Prefix = "whsec_";
    private const int MinBytes = 16;
    private const int MaxBytes = 64;

    private readonly byte[] _key;

    private WebhookSecret(byte[] key)
    {
        _key = key;
    }

    /// <summary>The key.</summary>
    public ReadOnlySpan<byte> Key => _key;

    /// <summary>Reads a secret; nothing when it has another shape.</summary>
    public static WebhookSecret? TryParse(string text)
    {
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
            return null;

        var buffer = new byte[MaxBytes];
        return Convert.TryFromBase64String(text[Prefix.Length..], buffer, out var length) && length >= MinBytes
            ? new WebhookSecret(buffer[..length])
            : null;
    }

    /// <summary>A text without the key.</summary>
    public override string ToString() => $"{Prefix}…";
}
