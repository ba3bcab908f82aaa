using ActorBots.Testing.Persistence;

namespace ActorBots.Storage.Tests.Persistence;

/// <summary>The contracts on MongoDB with transactions: everything.</summary>
public static class MongoPersistenceTests
{
    private const string Collection = "persistence on MongoDB";

    [CollectionDefinition(Collection)]
    public sealed class Shared : ICollectionFixture<MongoPersistencePlugin>;

    [Collection(Collection)]
    public sealed class Journal(MongoPersistencePlugin plugin) : JournalContract(plugin);

    [Collection(Collection)]
    public sealed class Regrowth(MongoPersistencePlugin plugin) : JournalRegrowthContract(plugin);

    [Collection(Collection)]
    public sealed class Rejections(MongoPersistencePlugin plugin) : JournalRejectionContract(plugin);

    [Collection(Collection)]
    public sealed class Serialization(MongoPersistencePlugin plugin) : JournalSerializationContract(plugin);

    [Collection(Collection)]
    public sealed class Conflicts(MongoPersistencePlugin plugin) : JournalConflictContract(plugin);

    [Collection(Collection)]
    public sealed class Concurrency(MongoPersistencePlugin plugin) : JournalConcurrencyContract(plugin);

    [Collection(Collection)]
    public sealed class SnapshotStore(MongoPersistencePlugin plugin) : SnapshotStoreContract(plugin)
    {
        protected override int LargestSnapshot => 5_000_000;
    }

    [Collection(Collection)]
    public sealed class SnapshotSaves(MongoPersistencePlugin plugin) : SnapshotSavesContract(plugin);

    [Collection(Collection)]
    public sealed class SnapshotOverwrites(MongoPersistencePlugin plugin) : SnapshotOverwriteContract(plugin);

    [Collection(Collection)]
    public sealed class SnapshotSerialization(MongoPersistencePlugin plugin) : SnapshotSerializationContract(plugin);

    [Collection(Collection)]
    public sealed class PersistenceIdQueries(MongoPersistencePlugin plugin) : PersistenceIdQueriesContract(plugin);

    [Collection(Collection)]
    public sealed class EventsById(MongoPersistencePlugin plugin) : EventsByIdContract(plugin);

    [Collection(Collection)]
    public sealed class EventsByTag(MongoPersistencePlugin plugin) : EventsByTagContract(plugin);

    [Collection(Collection)]
    public sealed class AllEvents(MongoPersistencePlugin plugin) : AllEventsContract(plugin);

    [Collection(Collection)]
    public sealed class FromEnd(MongoPersistencePlugin plugin) : FromEndContract(plugin);

    public sealed class EmptyJournal(MongoPersistencePlugin plugin) : EmptyJournalContract(plugin), IClassFixture<MongoPersistencePlugin>;
}
