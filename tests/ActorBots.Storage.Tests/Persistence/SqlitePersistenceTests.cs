using ActorBots.Testing.Persistence;

namespace ActorBots.Storage.Tests.Persistence;

/// <summary>The contracts on SQLite through Akka.Persistence.Sql.</summary>
public static class SqlitePersistenceTests
{
    private const string Collection = "persistence on SQLite";

    [CollectionDefinition(Collection)]
    public sealed class Shared : ICollectionFixture<SqlitePersistencePlugin>;

    [Collection(Collection)]
    public sealed class Journal(SqlitePersistencePlugin plugin) : JournalContract(plugin)
    {
        // Akka.Persistence.Sql replays with a writer of its own.
        protected override bool KeepsTheWriter => false;
    }

    [Collection(Collection)]
    public sealed class Regrowth(SqlitePersistencePlugin plugin) : JournalRegrowthContract(plugin);

    [Collection(Collection)]
    public sealed class Rejections(SqlitePersistencePlugin plugin) : JournalRejectionContract(plugin);

    [Collection(Collection)]
    public sealed class Serialization(SqlitePersistencePlugin plugin) : JournalSerializationContract(plugin)
    {
        // Akka.Persistence.Sql keeps one manifest for each event, that of its serializer.
        protected override bool KeepsTheAdaptersManifest => false;
    }

    [Collection(Collection)]
    public sealed class Conflicts(SqlitePersistencePlugin plugin) : JournalConflictContract(plugin);

    [Collection(Collection)]
    public sealed class Concurrency(SqlitePersistencePlugin plugin) : JournalConcurrencyContract(plugin);

    [Collection(Collection)]
    public sealed class SnapshotStore(SqlitePersistencePlugin plugin) : SnapshotStoreContract(plugin);

    [Collection(Collection)]
    public sealed class SnapshotSaves(SqlitePersistencePlugin plugin) : SnapshotSavesContract(plugin);

    [Collection(Collection)]
    public sealed class SnapshotOverwrites(SqlitePersistencePlugin plugin) : SnapshotOverwriteContract(plugin);

    [Collection(Collection)]
    public sealed class SnapshotSerialization(SqlitePersistencePlugin plugin) : SnapshotSerializationContract(plugin);

    [Collection(Collection)]
    public sealed class PersistenceIdQueries(SqlitePersistencePlugin plugin) : PersistenceIdQueriesContract(plugin);

    [Collection(Collection)]
    public sealed class EventsById(SqlitePersistencePlugin plugin) : EventsByIdContract(plugin);

    [Collection(Collection)]
    public sealed class EventsByTag(SqlitePersistencePlugin plugin) : EventsByTagContract(plugin);

    [Collection(Collection)]
    public sealed class AllEvents(SqlitePersistencePlugin plugin) : AllEventsContract(plugin);

    public sealed class EmptyJournal(SqlitePersistencePlugin plugin) : EmptyJournalContract(plugin), IClassFixture<SqlitePersistencePlugin>;
}
