using System.Collections.Immutable;
using ActorBots.Actors.Bots;
using ActorBots.Host.Notifications;
using ActorBots.Storage.Mongo;
using ActorBots.Venues;

namespace ActorBots.Host.Settings;

/// <summary>How a node runs; read from HOCON and checked whole before anything starts.</summary>
public sealed record NodeSettings
{
    /// <summary>Folder of the embedded store.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>The store's name: <c>sqlite</c>, <c>mongodb</c> or <c>memory</c>.</summary>
    public required string Storage { get; init; }

    /// <summary>Where MongoDB is; needed when it is the store.</summary>
    public MongoSettings? Mongo { get; init; }

    /// <summary>Folder of the log files.</summary>
    public required string LogDirectory { get; init; }

    /// <summary>Lowest level written to the log.</summary>
    public string LogLevel { get; init; } = "information";

    /// <summary>Most log files of single bots that are open at once.</summary>
    public int OpenLogFiles { get; init; } = 256;

    /// <summary>Address that the node listens at.</summary>
    public required string Hostname { get; init; }

    /// <summary>Port that the node listens at; 0 takes any free one.</summary>
    public required int Port { get; init; }

    /// <summary>Nodes to join; none forms a cluster of its own.</summary>
    public ImmutableArray<string> SeedNodes { get; init; } = [];

    /// <summary>Folder of the mounted secrets; empty reads the environment only.</summary>
    public string CredentialsDirectory { get; init; } = string.Empty;

    /// <summary>File with the keys that open sealed credentials on MongoDB; empty reads the environment.</summary>
    public string SealingKeysFile { get; init; } = string.Empty;

    /// <summary>How webhooks are sent.</summary>
    public WebhookSettings Webhooks { get; init; } = new();

    /// <summary>How bots behave.</summary>
    public BotSettings Bots { get; init; } = new();

    /// <summary>The venues that the node reaches.</summary>
    public required VenuesSettings Venues { get; init; }
}
