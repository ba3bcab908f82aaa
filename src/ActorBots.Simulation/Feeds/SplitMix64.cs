using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ActorBots.Simulation.Feeds;

/// <summary>
/// A small seeded generator (Steele, Lea and Flood 2014) with integer arithmetic only, so that a market is the same on every machine and
/// runtime version.
/// </summary>
internal struct SplitMix64
{
    private ulong _state;

    public SplitMix64(ulong seed) => _state = seed;

    /// <summary>A seed of its own for every purpose: two purposes never share a sequence.</summary>
    public static ulong Derive(ulong seed, string purpose)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}:{purpose}"));
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }

    /// <summary>Mixes a number into a seed.</summary>
    public static ulong Mix(ulong seed, long number) => new SplitMix64(seed ^ ((ulong)number * 0xD1B54A32D192ED03UL)).Next();

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15UL;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <summary>An integer from 0 to <paramref name="bound"/> − 1. The bias of the remainder is below 2⁻³² for the bounds in use.</summary>
    public int Below(int bound) => (int)(Next() % (ulong)bound);

    /// <summary>A rate from 0 (inclusive) to 1 (exclusive) with six decimals.</summary>
    public decimal Rate() => Below(1_000_000) / 1_000_000m;

    /// <summary>Bell-shaped around zero with standard deviation 1, between −√12·2 and +√12·2: the sum of four uniform numbers.</summary>
    public decimal Bell()
    {
        var sum = Below(1_000_000) + Below(1_000_000) + Below(1_000_000) + Below(1_000_000) - 2_000_000;
        return sum / 577_350m;
    }
}
