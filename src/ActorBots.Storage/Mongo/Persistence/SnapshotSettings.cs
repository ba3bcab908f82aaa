using Akka.Configuration;

namespace ActorBots.Storage.Mongo.Persistence;

/// <summary>A snapshot store plugin's section; the keys are explained in <c>storage.mongodb.hocon</c>.</summary>
internal sealed record SnapshotSettings
{
    public required string Collection { get; init; }

    public required bool AutoInitialize { get; init; }

    /// <summary>The bound of one operation.</summary>
    public required TimeSpan CallTimeout { get; init; }

    /// <summary>Operations in flight.</summary>
    public required int ParallelOperations { get; init; }

    /// <exception cref="ConfigurationException">The section cannot be used; all problems.</exception>
    public static SnapshotSettings Read(string path, Config config)
    {
        var reader = new PluginConfigReader(path, config);
        var settings = new SnapshotSettings
        {
            Collection = reader.Name("collection", "SnapshotStore"),
            AutoInitialize = reader.Switch("auto-initialize", true),
            CallTimeout = reader.Duration("call-timeout", TimeSpan.FromSeconds(10), TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(5)),
            ParallelOperations = reader.Number("parallel-operations", 16, 1, 1000),
        };
        reader.Forbid("legacy-serialization", config.GetBoolean("legacy-serialization", false), "off; snapshots in that form cannot be read");
        reader.ThrowIfAnyProblem();
        return settings;
    }
}
