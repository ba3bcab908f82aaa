using System.Collections.Immutable;
using ActorBots.Host.Simulated;

namespace ActorBots.EndToEnd.Tests.Crashes;

/// <summary>What a node stands on in the matrix: a venue and a store.</summary>
/// <param name="Wire">The venue.</param>
/// <param name="IsMongo">Whether the store is MongoDB; SQLite otherwise.</param>
internal sealed record CrashGround(SimulatedWire Wire, bool IsMongo)
{
    /// <summary>Set to <c>full</c>, it makes the matrix run on every venue with every store.</summary>
    private const string Extent = "ACTORBOTS_CRASH_MATRIX";

    /// <summary>Every venue with every store.</summary>
    public static ImmutableArray<CrashGround> All { get; } = [.. SimulatedWire.All.SelectMany(w => new[] { new CrashGround(w, false), new CrashGround(w, true) })];

    /// <summary>The ones that this run goes through: all when asked for, otherwise so many that each venue and each store is among them.</summary>
    public static ImmutableArray<CrashGround> Chosen { get; } =
        Environment.GetEnvironmentVariable(Extent) == "full" ? All : [.. All.Where((_, i) => i % (All.Length - 1) == 0)];

    public override string ToString() => $"{Wire.Title} on {(IsMongo ? "MongoDB" : "SQLite")}";
}
