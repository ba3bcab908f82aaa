using ActorBots.Storage.Mongo;

namespace ActorBots.Host.Nodes;

/// <summary>Names the servers of a connection for people: hosts and ports, never a user or a password.</summary>
internal static class MongoHosts
{
    /// <summary>All servers that the connection string names.</summary>
    public static string Of(MongoConnection connection) => string.Join(", ", connection.Client.Settings.Servers.Select(s => $"{s.Host}:{s.Port}"));
}
