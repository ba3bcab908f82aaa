using System.Globalization;
using ActorBots.Simulation.Bitunix.Security;

namespace ActorBots.Simulation.Bitunix.Streams;

/// <summary>
/// Checks a login: a known key, a signature in the short form or the long one of the signature page, and a timestamp in seconds or
/// milliseconds, hashed exactly as it was written.
/// </summary>
internal static class LoginCheck
{
    /// <summary>Timestamps below are seconds: as milliseconds they would lie in 1973.</summary>
    private const long FirstMilliseconds = 100_000_000_000;

    /// <summary>Why a login fails, or nothing.</summary>
    /// <param name="request">The frame.</param>
    /// <param name="venue">Keys, clock and time window.</param>
    /// <param name="apiKey">Whose login it is.</param>
    public static string? Problem(ClientFrame request, BitunixVenue venue, out string apiKey)
    {
        apiKey = string.Empty;
        if (request.Arguments is not [var login, ..])
        {
            return "parameter error";
        }

        apiKey = ClientFrame.Text(login, "apiKey");
        var timestamp = ClientFrame.Text(login, "timestamp");
        var nonce = ClientFrame.Text(login, "nonce");
        var sign = ClientFrame.Text(login, "sign");
        if (apiKey.Length == 0 || timestamp.Length == 0 || nonce.Length == 0 || sign.Length == 0)
        {
            return "parameter error";
        }

        if (venue.Exchange.FindAccount(apiKey) is not { } account)
        {
            return "api-key error";
        }

        var text = nonce + timestamp + apiKey;
        return !IsTimely(timestamp, venue) ? "timestamp error"
            : IsSigned(text) || IsSigned($"{text}apiKey{apiKey}nonce{nonce}timestamp{timestamp}") ? null
            : "signature error";

        bool IsSigned(string signed) => BitunixSignature.Equals(BitunixSignature.Sign(account.ApiSecret, signed), sign);
    }

    private static bool IsTimely(string timestamp, BitunixVenue venue)
    {
        var window = venue.Settings.TimeWindow;
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value > FirstMilliseconds * 1000)
        {
            return false;
        }

        var at = value < FirstMilliseconds ? DateTimeOffset.FromUnixTimeSeconds(value) : DateTimeOffset.FromUnixTimeMilliseconds(value);
        return window == TimeSpan.Zero || (venue.Clock.Now - at).Duration() <= window;
    }
}
