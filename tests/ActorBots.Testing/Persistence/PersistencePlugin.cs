using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Persistence.Query;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using Xunit;

namespace ActorBots.Testing.Persistence;

/// <summary>
/// A journal and snapshot store under test, with one actor system for all classes of a collection. Tests keep apart by ids of their own. What
/// a store cannot do is declared by not deriving the contract of that ability, so no test is skipped.
/// </summary>
public abstract class PersistencePlugin : IAsyncLifetime
{
    private TestKitBase? _kit;
    private int _ids;

    public abstract string JournalId { get; }

    public abstract string SnapshotStoreId { get; }

    /// <summary>Empty where the store has none.</summary>
    public virtual string ReadJournalId => string.Empty;

    public TestKitBase Kit => _kit ?? throw new InvalidOperationException("the plugin is not open");

    public ActorSystem System => Kit.Sys;

    public IActorRef Journal => Akka.Persistence.Persistence.Instance.Apply(System).JournalFor(JournalId);

    public IActorRef SnapshotStore => Akka.Persistence.Persistence.Instance.Apply(System).SnapshotStoreFor(SnapshotStoreId);

    public IReadJournal ReadJournal => PersistenceQuery.Get(System).ReadJournalFor<IReadJournal>(ReadJournalId);

    /// <summary>An id that no other test of this store uses; it sorts like the order of asking.</summary>
    public string NewId(string prefix = "p") => $"{prefix}-{Interlocked.Increment(ref _ids):D6}";

    public IActorRef StartActor(string persistenceId) => System.ActorOf(Props.Create(() => new EventActor(persistenceId)));

    /// <summary>Asks the snapshot store as a persistent actor does.</summary>
    public async Task<T> AskSnapshotStoreAsync<T>(object message)
    {
        var probe = NewProbe();
        SnapshotStore.Tell(message, probe.Ref);
        return await probe.ExpectMsgAsync<T>(TimeSpan.FromSeconds(30));
    }

    public TestProbe NewProbe() => Kit.CreateTestProbe();

    public async Task InitializeAsync()
    {
        var setup = ActorSystemSetup.Create(BootstrapSetup.Create().WithConfig(Settings(await OpenAsync())));
        _kit = new TestKit(Prepare(setup), "persistence");
    }

    public async Task DisposeAsync()
    {
        if (_kit is not null)
        {
            await _kit.Sys.Terminate();
            (_kit as IDisposable)?.Dispose();
        }

        await CloseAsync();
    }

    /// <summary>Makes the empty store.</summary>
    /// <returns>The plugins' sections.</returns>
    protected abstract Task<Config> OpenAsync();

    /// <summary>Removes the store.</summary>
    protected virtual Task CloseAsync() => Task.CompletedTask;

    /// <summary>Adds what the plugins find in the actor system.</summary>
    protected virtual ActorSystemSetup Prepare(ActorSystemSetup setup) => setup;

    private Config Settings(Config plugins) => ConfigurationFactory.ParseString($$"""
        akka.loglevel = WARNING
        akka.test.single-expect-default = 10s
        akka.persistence {
          publish-plugin-commands = on
          journal.plugin = "{{JournalId}}"
          snapshot-store.plugin = "{{SnapshotStoreId}}"
        }
        {{JournalId}} {
          event-adapters.tagging = "{{typeof(HashTags).FullName}}, ActorBots.Testing"
          event-adapter-bindings."System.String" = tagging
        }
        {{SomeSerializer.Settings}}
        """).WithFallback(plugins);
}
