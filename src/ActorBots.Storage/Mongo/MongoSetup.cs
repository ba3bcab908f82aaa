using Akka.Actor.Setup;

namespace ActorBots.Storage.Mongo;

/// <summary>
/// Hands an open connection to the Akka plugins on MongoDB (journal, snapshot store, read journal, lease), so that no connection string
/// stands in Akka's configuration. Without it a plugin opens a connection of its own from its key <c>connection-string</c>.
/// </summary>
public sealed class MongoSetup : Setup
{
    /// <summary>Shares a connection; who opened it disposes of it after the actor system.</summary>
    public MongoSetup(MongoConnection connection) => Connection = connection;

    /// <summary>The connection.</summary>
    public MongoConnection Connection { get; }

    /// <summary>The clock of plugins that measure time; the machine's unless a test gives another.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
