using ActorBots.Testing.Persistence;

namespace ActorBots.Storage.Tests.Persistence;

/// <summary>The contracts of the write path on MongoDB as a standalone offers it, without transactions.</summary>
public static class MongoStandalonePersistenceTests
{
    private const string Collection = "persistence on a standalone MongoDB";

    [CollectionDefinition(Collection)]
    public sealed class Shared : ICollectionFixture<Plugin>;

    [Collection(Collection)]
    public sealed class Journal(Plugin plugin) : JournalContract(plugin);

    [Collection(Collection)]
    public sealed class Conflicts(Plugin plugin) : JournalConflictContract(plugin);

    [Collection(Collection)]
    public sealed class Concurrency(Plugin plugin) : JournalConcurrencyContract(plugin);

    public sealed class Plugin : MongoPersistencePlugin
    {
        protected override string Overrides => "akka.persistence.journal.mongodb.use-write-transaction = off";
    }
}
