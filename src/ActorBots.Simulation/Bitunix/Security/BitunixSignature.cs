using System.Security.Cryptography;
using System.Text;

namespace ActorBots.Simulation.Bitunix.Security;

/// <summary>Bitunix's signature: SHA-256 of the text, its hexadecimal digest with the secret behind it hashed once more.</summary>
internal static class BitunixSignature
{
    /// <summary>Signs a text: nonce, timestamp, key and what follows them.</summary>
    public static string Sign(string secret, string text) => Hash(Hash(text) + secret);

    /// <summary>Compares without telling by the time how much is equal.</summary>
    public static bool Equals(string expected, string given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(given));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
