using Akka.Configuration;

namespace ActorBots.Storage.Mongo.Persistence;

/// <summary>The read journal's section; the keys are explained in <c>storage.mongodb.hocon</c>.</summary>
internal sealed record ReadJournalSettings
{
    /// <summary>Which journal is read; empty is the default one.</summary>
    public required string WritePlugin { get; init; }

    /// <summary>How often live queries look for more.</summary>
    public required TimeSpan RefreshInterval { get; init; }

    /// <summary>Events held in memory for one query.</summary>
    public required int MaxBufferSize { get; init; }

    /// <exception cref="ConfigurationException">The section cannot be used; all problems.</exception>
    public static ReadJournalSettings Read(string path, Config config)
    {
        var reader = new PluginConfigReader(path, config);
        var settings = new ReadJournalSettings
        {
            WritePlugin = config.GetString("write-plugin", string.Empty),
            RefreshInterval = reader.Duration("refresh-interval", TimeSpan.FromSeconds(3), TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(10)),
            MaxBufferSize = reader.Number("max-buffer-size", 500, 1, 100_000),
        };
        reader.ThrowIfAnyProblem();
        return settings;
    }
}
