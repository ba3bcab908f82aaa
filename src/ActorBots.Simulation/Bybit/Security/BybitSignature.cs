using System.Security.Cryptography;
using System.Text;

namespace ActorBots.Simulation.Bybit.Security;

/// <summary>HMAC-SHA256 signatures as Bybit V5 checks them: lower-case hexadecimal over the raw text that was sent.</summary>
internal static class BybitSignature
{
    /// <summary>Signs a text.</summary>
    /// <param name="secret">The API secret.</param>
    /// <param name="text">For REST: timestamp, key, receive window and raw query or body; for streams: <c>GET/realtime</c> and the expiry.</param>
    public static string Sign(string secret, ReadOnlySpan<byte> text) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), text));

    /// <summary>Whether a signature belongs to a text; takes the same time for every wrong one.</summary>
    public static bool Verify(string secret, ReadOnlySpan<byte> text, string signature) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Sign(secret, text)), Encoding.ASCII.GetBytes(signature));
}
