using ActorBots.Storage.Mongo;
using ActorBots.Testing.Mongo;
using ActorBots.Testing.Persistence;
using Akka.Configuration;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ActorBots.Storage.Tests.Persistence;

/// <summary>The delivered MongoDB settings over a line that can be spoilt, with a connection of the plugins' own.</summary>
/// <param name="callSeconds">The call-timeout.</param>
#pragma warning disable CA1001 // Closing ends the line.
public sealed class LinkedMongoPlugin(int callSeconds) : PersistencePlugin
#pragma warning restore CA1001
{
    private readonly MongoFixture _server = new();
    private MongoConnection? _connection;
    private FaultyLink? _link;

    public override string JournalId => "akka.persistence.journal.mongodb";

    public override string SnapshotStoreId => "akka.persistence.snapshot-store.mongodb";

    public override string ReadJournalId => "akka.persistence.query.mongodb";

    /// <summary>A connection past the line.</summary>
    public IMongoDatabase Database => _connection!.Database;

    internal FaultyLink Link => _link!;

    /// <summary>The stored event documents of an id, ascending.</summary>
    public async Task<IReadOnlyList<BsonDocument>> StoredAsync(string persistenceId) =>
        await Database.GetCollection<BsonDocument>("EventJournal").Find(new BsonDocument("PersistenceId", persistenceId)).SortBy(d => d["SequenceNr"]).ToListAsync();

    protected override async Task<Config> OpenAsync()
    {
        await _server.InitializeAsync();
        var database = _server.NewDatabaseName();
        _connection = MongoConnection.Create(new MongoSettings { ConnectionString = _server.ConnectionString, Database = database });
        // Before the bounds of the tests are on: making a collection can take long on a busy machine.
        foreach (var collection in new[] { "EventJournal", "Metadata", "SnapshotStore" })
        {
            await _connection.Database.CreateCollectionAsync(collection);
        }

        _link = await FaultyLink.StartAsync(_server.ConnectionString);
        var connection = $"mongodb://127.0.0.1:{_link.Port}/{database}?directConnection=true&serverSelectionTimeoutMS=1000&heartbeatIntervalMS=500";
        return ConfigurationFactory.ParseString($$"""
            akka.persistence {
              journal.mongodb { connection-string = "{{connection}}", call-timeout = {{callSeconds}}s }
              snapshot-store.mongodb { connection-string = "{{connection}}", call-timeout = {{callSeconds}}s }
            }
            """).WithFallback(MongoPersistencePlugin.Delivered);
    }

    protected override async Task CloseAsync()
    {
        await _link!.DisposeAsync();
        await _connection!.Client.DropDatabaseAsync(Database.DatabaseNamespace.DatabaseName);
        _connection.Dispose();
        await _server.DisposeAsync();
    }
}
