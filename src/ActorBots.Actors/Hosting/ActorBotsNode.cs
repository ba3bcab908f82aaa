using ActorBots.Actors.Bots;
using ActorBots.Actors.Gateways;
using ActorBots.Actors.Notifications;
using ActorBots.Ports.Notifications;
using ActorBots.Ports.Storage;
using ActorBots.Ports.Venues;

namespace ActorBots.Actors.Hosting;

/// <summary>What a node brings to the actors: its adapters and settings.</summary>
public sealed record ActorBotsNode
{
    /// <summary>The store of documents, books and dead letters.</summary>
    public required IStore Store { get; init; }

    /// <summary>The venues by name.</summary>
    public required IReadOnlyDictionary<string, IVenueConnector> Connectors { get; init; }

    /// <summary>Resolves the names of secrets.</summary>
    public required ICredentialProvider Credentials { get; init; }

    /// <summary>The way to the backend.</summary>
    public required INotificationChannel Channel { get; init; }

    /// <summary>The wall clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>How the bots behave.</summary>
    public BotSettings Bots { get; init; } = new();

    /// <summary>How the account gateways behave.</summary>
    public AccountSettings Accounts { get; init; } = new();

    /// <summary>How the notifier behaves.</summary>
    public NotifierSettings Notifier { get; init; } = new();

    /// <summary>Watches the bots' journal.</summary>
    public IBotProbe Probe { get; init; } = new NoProbe();

    /// <summary>The read journal that the books are projected from.</summary>
    public required string ReadJournalId { get; init; }

    /// <summary>The journal of the shards' remembered entities; not that of the bots.</summary>
    public required string ShardingJournalId { get; init; }

    /// <summary>The snapshot store of the shards' remembered entities; not that of the bots.</summary>
    public required string ShardingSnapshotStoreId { get; init; }
}
