using System.Collections.Concurrent;
using Akka.Actor;

namespace ActorBots.Storage.Mongo.Leases;

/// <summary>The connections of an actor system's leases: that of its setup, or one for each connection string, closed with the system.</summary>
internal sealed class LeaseConnections : IExtension
{
    private readonly MongoSetup? _setup;
    private readonly ConcurrentDictionary<string, Lazy<MongoConnection>> _own = new(StringComparer.Ordinal);

    private LeaseConnections(ExtendedActorSystem system)
    {
        _setup = system.Settings.Setup.Get<MongoSetup>() is { HasValue: true } setup ? setup.Value : null;
        system.RegisterOnTermination(Close);
    }

    /// <summary>The clock of the leases' holders.</summary>
    public TimeProvider Clock => _setup?.Clock ?? TimeProvider.System;

    public static LeaseConnections Of(ActorSystem system) => system.WithExtension<LeaseConnections, Provider>();

    /// <summary>The setup's connection, else the one for this connection string.</summary>
    /// <exception cref="MongoSettingsException">There is no setup, and the connection string is missing or cannot be used.</exception>
    public MongoConnection For(string connectionString)
    {
        if (_setup is not null)
        {
            return _setup.Connection;
        }

        if (string.IsNullOrWhiteSpace(connectionString))
        {
            throw new MongoSettingsException(["connection-string of the lease is missing: set it, or give the actor system a MongoSetup"]);
        }

        return _own.GetOrAdd(connectionString, static text => new(() => MongoConnection.Create(new MongoSettings { ConnectionString = text }))).Value;
    }

    private void Close()
    {
        foreach (var connection in _own.Values.Where(static connection => connection.IsValueCreated))
        {
            connection.Value.Dispose();
        }
    }

    private sealed class Provider : ExtensionIdProvider<LeaseConnections>
    {
        public override LeaseConnections CreateExtension(ExtendedActorSystem system) => new(system);
    }
}
