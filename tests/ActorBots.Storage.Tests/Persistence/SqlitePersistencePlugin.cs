using ActorBots.Testing.Persistence;
using Akka.Configuration;
using Microsoft.Data.Sqlite;

namespace ActorBots.Storage.Tests.Persistence;

/// <summary>The delivered SQLite settings in a folder of their own, with short times.</summary>
public sealed class SqlitePersistencePlugin : PersistencePlugin
{
    private readonly TemporaryFolder _folder = new();

    public override string JournalId => "akka.persistence.journal.sql";

    public override string SnapshotStoreId => "akka.persistence.snapshot-store.sql";

    public override string ReadJournalId => "akka.persistence.query.journal.sql";

    protected override async Task<Config> OpenAsync()
    {
        var file = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "hocon", "storage.sqlite.hocon"));
        var delivered = file.Replace("{data}/", _folder.File(string.Empty).Replace('\\', '/'), StringComparison.Ordinal);
        return ConfigurationFactory.ParseString("""
            akka.persistence.query.journal.sql { refresh-interval = 20ms, max-buffer-size = 64, journal-sequence-retrieval.query-delay = 20ms }
            """).WithFallback(ConfigurationFactory.ParseString(delivered));
    }

    protected override Task CloseAsync()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete();
        return Task.CompletedTask;
    }
}
