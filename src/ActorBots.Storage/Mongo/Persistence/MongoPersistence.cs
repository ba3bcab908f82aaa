using System.Collections.Concurrent;
using System.Collections.Immutable;
using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using MongoDB.Driver;

namespace ActorBots.Storage.Mongo.Persistence;

/// <summary>
/// What the plugins of one actor system share: connections, and for each journal its write queue and its writes under way. It outlives the
/// plugins' actors, so that a journal actor that restarts still knows what its former incarnation sent.
/// </summary>
#pragma warning disable CA1001 // It ends with the actor system; workers may ask its token until then.
internal sealed class MongoPersistence : IExtension
#pragma warning restore CA1001
{
    private readonly ExtendedActorSystem _system;
    private readonly ConcurrentDictionary<string, Lazy<MongoConnection>> _own = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<JournalStore>> _journals = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();

    public MongoPersistence(ExtendedActorSystem system)
    {
        _system = system;
        system.WhenTerminated.ContinueWith(_ => Stop(), TaskScheduler.Default);
    }

    public TimeProvider Time { get; } = TimeProvider.System;

    /// <summary>Cancelled when the actor system has ended.</summary>
    public CancellationToken Stopping => _stopping.Token;

    public static MongoPersistence For(ActorSystem system) => system.WithExtension<MongoPersistence, Provider>();

    /// <summary>The store of the journal plugin at a path; the same one for the same path.</summary>
    /// <exception cref="ConfigurationException">The section cannot be used.</exception>
    public JournalStore JournalOf(string path, Config config) => _journals.GetOrAdd(
        path,
        p => new Lazy<JournalStore>(() => new JournalStore(
            _system, ConnectionOf(p, config), JournalSettings.Read(p, config), Time, Logging.GetLogger(_system, typeof(MongoJournal)), _stopping.Token))).Value;

    /// <summary>The connection that was handed to the actor system, else one of the plugins' own.</summary>
    /// <exception cref="ConfigurationException">The connection string cannot be used; it is not in the message.</exception>
    public MongoConnection ConnectionOf(string path, Config config)
    {
        if (_system.Settings.Setup.Get<MongoSetup>() is { HasValue: true, Value: var setup })
        {
            return setup.Connection;
        }

        var text = config.GetString("connection-string", string.Empty);
        if (string.IsNullOrEmpty(text))
        {
            throw new ConfigurationException($"{path}.connection-string is empty: allowed is mongodb://host:port/database");
        }

        return _own.GetOrAdd(text, t => new Lazy<MongoConnection>(() => Open(path, t))).Value;
    }

    private static MongoConnection Open(string path, string connectionString)
    {
        try
        {
            var settings = new MongoSettings { ConnectionString = connectionString };
            var connection = MongoConnection.Create(settings);
            if (MongoUrl.Create(connectionString).DatabaseName is not null)
            {
                return connection;
            }

            connection.Dispose();
            throw new MongoSettingsException(ImmutableArray.Create("it names no database: allowed is mongodb://host:port/database"));
        }
        catch (MongoSettingsException e)
        {
            throw new ConfigurationException($"{path}.connection-string: {e.Message}");
        }
    }

    private void Stop()
    {
        _stopping.Cancel();
        foreach (var connection in _own.Values.Where(c => c.IsValueCreated))
        {
            connection.Value.Dispose();
        }
    }

    private sealed class Provider : ExtensionIdProvider<MongoPersistence>
    {
        public override MongoPersistence CreateExtension(ExtendedActorSystem system) => new(system);
    }
}
