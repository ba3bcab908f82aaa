using ActorBots.Testing.Persistence;
using Akka.Configuration;

namespace ActorBots.Storage.Tests.Persistence;

/// <summary>Akka's own journal and snapshot store in memory.</summary>
public sealed class MemoryPersistencePlugin : PersistencePlugin
{
    public override string JournalId => "akka.persistence.journal.inmem";

    public override string SnapshotStoreId => "akka.persistence.snapshot-store.inmem";

    protected override Task<Config> OpenAsync() => Task.FromResult(Config.Empty);
}
