using Akka.Configuration;

namespace ActorBots.Storage.Mongo.Persistence;

/// <summary>A journal plugin's section; the keys are explained in <c>storage.mongodb.hocon</c>.</summary>
internal sealed record JournalSettings
{
    public required string Collection { get; init; }

    public required string MetadataCollection { get; init; }

    public required bool AutoInitialize { get; init; }

    /// <summary>Whether several documents go in one transaction where the server offers that.</summary>
    public required bool UseTransactions { get; init; }

    /// <summary>The bound of one batch, one page, one deletion; a write may besides wait as long for its turn.</summary>
    public required TimeSpan CallTimeout { get; init; }

    /// <summary>Documents per page of a replay.</summary>
    public required int ReadBatchSize { get; init; }

    /// <summary>Documents in one batch.</summary>
    public required int BatchSize { get; init; }

    /// <summary>Bytes of payload in one batch.</summary>
    public required long BatchBytes { get; init; }

    /// <summary>Batches in flight.</summary>
    public required int ParallelBatches { get; init; }

    /// <summary>Writes that wait for a batch.</summary>
    public required int QueueSize { get; init; }

    /// <summary>Bytes of payload that wait for a batch.</summary>
    public required long QueueBytes { get; init; }

    /// <summary>Reads in flight.</summary>
    public required int ParallelReads { get; init; }

    /// <summary>How long an event may take from its ordering timestamp to being visible; readers by ordering stay so far behind.</summary>
    public required TimeSpan VisibilityLag { get; init; }

    /// <exception cref="ConfigurationException">The section cannot be used; all problems.</exception>
    public static JournalSettings Read(string path, Config config)
    {
        var reader = new PluginConfigReader(path, config);
        var settings = new JournalSettings
        {
            Collection = reader.Name("collection", "EventJournal"),
            MetadataCollection = reader.Name("metadata-collection", "Metadata"),
            AutoInitialize = reader.Switch("auto-initialize", true),
            UseTransactions = reader.Switch("use-write-transaction", true),
            CallTimeout = reader.Duration("call-timeout", TimeSpan.FromSeconds(10), TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(5)),
            ReadBatchSize = reader.NumberOrOff("read-batch-size", 500, 1, 100_000),
            BatchSize = reader.Number("batch-size", 500, 1, 10_000),
            BatchBytes = reader.Bytes("batch-bytes", 4 << 20, 1024, 40 << 20),
            ParallelBatches = reader.Number("parallel-batches", 4, 1, 64),
            QueueSize = reader.Number("queue-size", 20_000, 1, 1_000_000),
            QueueBytes = reader.Bytes("queue-bytes", 64 << 20, 1024, 1L << 30),
            ParallelReads = reader.Number("parallel-reads", 32, 1, 1000),
            VisibilityLag = reader.Duration("visibility-lag", TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1)),
        };
        reader.Forbid("legacy-serialization", config.GetBoolean("legacy-serialization", false), "off; events in that form cannot be read");
        reader.ThrowIfAnyProblem();
        return settings;
    }
}
