using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ActorBots.Simulation;

/// <summary>Makes the venue's ids from running numbers: the same for the same seed, shape and number.</summary>
internal sealed class IdSource(ulong seed, IdShape shape)
{
    // Each kind of id has a range of its own, so that none is ever taken for another.
    private const long FirstOrder = 1_900_000_000_000_000_000;
    private const long FirstExecution = 1_800_000_000_000_000_000;
    private const long FirstPosition = 1_700_000_000_000_000_000;
    private const long FirstFunding = 1_600_000_000_000_000_000;

    public string Order(long number) => Make("order", FirstOrder, number);

    /// <summary>The id in the place of an order's that a funding payment has.</summary>
    public string Funding(long executionNumber) => shape == IdShape.Number ? Number(FirstFunding, executionNumber) : Uuid("order", -executionNumber);

    public string Execution(long number) => Make("execution", FirstExecution, number);

    public string Position(long number) => Make("position", FirstPosition, number);

    /// <summary>The number of an account: one to nine digits, derived from its key.</summary>
    public static long UserId(string apiKey) => 100_000_000 + (long)(BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes(apiKey))) % 900_000_000);

    private string Make(string kind, long first, long number) => shape == IdShape.Number ? Number(first, number) : Uuid(kind, number);

    private static string Number(long first, long number) => (first + number).ToString(CultureInfo.InvariantCulture);

    private string Uuid(string kind, long number)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seed}:{kind}:{number}")));
        return new Guid(hash.AsSpan(0, 16)).ToString("D");
    }
}
