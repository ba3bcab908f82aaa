using ActorBots.Storage.Mongo;
using ActorBots.Testing.Mongo;
using ActorBots.Testing.Persistence;
using Akka.Actor.Setup;
using Akka.Configuration;

namespace ActorBots.Storage.Tests.Persistence;

/// <summary>The delivered MongoDB settings on a database of their own, with short times.</summary>
public class MongoPersistencePlugin : PersistencePlugin
{
    private readonly MongoFixture _server = new();
    private MongoConnection? _connection;

    public override string JournalId => "akka.persistence.journal.mongodb";

    public override string SnapshotStoreId => "akka.persistence.snapshot-store.mongodb";

    public override string ReadJournalId => "akka.persistence.query.mongodb";

    /// <summary>The connection that the plugins share.</summary>
    public MongoConnection Connection => _connection ?? throw new InvalidOperationException("the plugin is not open");

    /// <summary>What is changed in the delivered settings.</summary>
    protected virtual string Overrides => string.Empty;

    /// <summary>The delivered settings with times that suit tests.</summary>
    public static Config Delivered { get; } = ConfigurationFactory.ParseString("""
        akka.persistence {
          journal.mongodb.visibility-lag = 150ms
          query.mongodb { refresh-interval = 20ms, max-buffer-size = 64 }
        }
        """).WithFallback(ConfigurationFactory.ParseString(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "hocon", "storage.mongodb.hocon"))));

    protected override async Task<Config> OpenAsync()
    {
        await _server.InitializeAsync();
        _connection = MongoConnection.Create(new MongoSettings { ConnectionString = _server.ConnectionString, Database = _server.NewDatabaseName() });
        return ConfigurationFactory.ParseString(Overrides).WithFallback(Delivered);
    }

    protected override ActorSystemSetup Prepare(ActorSystemSetup setup) => setup.And(new MongoSetup(Connection));

    protected override async Task CloseAsync()
    {
        await Connection.Client.DropDatabaseAsync(Connection.Database.DatabaseNamespace.DatabaseName);
        Connection.Dispose();
        await _server.DisposeAsync();
    }
}
