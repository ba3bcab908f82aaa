namespace ActorBots.Testing.Persistence;

/// <summary>What the contracts of journals, snapshot stores and queries share.</summary>
public abstract class PersistenceContract
{
    protected PersistenceContract(PersistencePlugin plugin) => Plugin = plugin;

    protected PersistencePlugin Plugin { get; }

    protected JournalClient NewClient() => new(Plugin, Plugin.NewId());
}
