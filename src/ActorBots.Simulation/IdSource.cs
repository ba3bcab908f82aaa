using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ActorBots.Simulation;

/// <summary>Makes the venue's ids: UUID-shaped, the same for the same seed and number.</summary>
internal static class IdSource
{
    public static string OrderId(ulong seed, long number) => Make(seed, "order", number);

    public static string ExecutionId(ulong seed, long number) => Make(seed, "execution", number);

    /// <summary>The number of an account: one to nine digits, derived from its key.</summary>
    public static long UserId(string apiKey) => 100_000_000 + (long)(BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes(apiKey))) % 900_000_000);

    private static string Make(ulong seed, string kind, long number)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seed}:{kind}:{number}")));
        return new Guid(hash.AsSpan(0, 16)).ToString("D");
    }
}
