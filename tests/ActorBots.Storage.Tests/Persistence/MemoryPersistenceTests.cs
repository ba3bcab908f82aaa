using ActorBots.Testing.Persistence;

namespace ActorBots.Storage.Tests.Persistence;

/// <summary>
/// The contracts on Akka's memory. It shows nothing of what is written after everything was deleted; it serializes nothing, so it rejects
/// nothing and has no serialization contract; it does not look at numbers, so two writers of one id are not told apart; its queries are a
/// package of their own that is not at hand here.
/// </summary>
public static class MemoryPersistenceTests
{
    private const string Collection = "persistence in memory";

    [CollectionDefinition(Collection)]
    public sealed class Shared : ICollectionFixture<MemoryPersistencePlugin>;

    [Collection(Collection)]
    public sealed class Journal(MemoryPersistencePlugin plugin) : JournalContract(plugin);

    [Collection(Collection)]
    public sealed class Concurrency(MemoryPersistencePlugin plugin) : JournalConcurrencyContract(plugin);

    [Collection(Collection)]
    public sealed class SnapshotStore(MemoryPersistencePlugin plugin) : SnapshotStoreContract(plugin);

    [Collection(Collection)]
    public sealed class SnapshotSaves(MemoryPersistencePlugin plugin) : SnapshotSavesContract(plugin);

    [Collection(Collection)]
    public sealed class SnapshotOverwrites(MemoryPersistencePlugin plugin) : SnapshotOverwriteContract(plugin);
}
