using System.Collections.Immutable;
using ActorBots.Host.Simulated;
using ActorBots.Simulation.Feeds;
using ActorBots.Storage.Mongo;

namespace ActorBots.Host.Demo;

/// <summary>What the demo was asked for.</summary>
internal sealed record DemoOptions
{
    /// <summary>How many bots, 1 to 10000.</summary>
    public required int Bots { get; init; }

    /// <summary>How many bots share an account, 1 to 20.</summary>
    public required int BotsPerAccount { get; init; }

    /// <summary>Market seconds per second; absent is as fast as the bots can follow.</summary>
    public required decimal? Speed { get; init; }

    /// <summary>How long the market runs, wall clock; absent is until it is interrupted or its feeds end.</summary>
    public required TimeSpan? For { get; init; }

    /// <summary>Where prices come from; none is the built-in synthetic market.</summary>
    public required ImmutableArray<FeedSettings> Feeds { get; init; }

    /// <summary>The venues that are simulated, at least one; the bots are spread over them.</summary>
    public required ImmutableArray<SimulatedWire> Wires { get; init; }

    /// <summary>Seed of the market.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Folder of everything that is kept.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Where MongoDB is; absent keeps everything in the data folder.</summary>
    public MongoSettings? Mongo { get; init; }

    /// <summary>Whether one JSON object at the end replaces the table.</summary>
    public required bool Json { get; init; }
}
