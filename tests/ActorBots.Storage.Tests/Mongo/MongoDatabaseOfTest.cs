using ActorBots.Ports.Storage;
using ActorBots.Storage.Mongo;
using ActorBots.Testing.Mongo;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ActorBots.Storage.Tests.Mongo;

/// <summary>A database of one test's own, gone once the test drops it.</summary>
internal sealed class MongoDatabaseOfTest
{
    public MongoDatabaseOfTest(MongoFixture server)
    {
        Connection = MongoConnection.Create(new MongoSettings { ConnectionString = server.ConnectionString, Database = server.NewDatabaseName() });
    }

    public MongoConnection Connection { get; }

    public IMongoDatabase Database => Connection.Database;

    /// <summary>A collection as another client sees it.</summary>
    public IMongoCollection<BsonDocument> Collection(string name) => Database.GetCollection<BsonDocument>(name);

    public async Task<IStore> OpenAsync() => await MongoStore.OpenAsync(Connection, TimeProvider.System, CancellationToken.None);

    public async Task DropAsync()
    {
        await Connection.Client.DropDatabaseAsync(Database.DatabaseNamespace.DatabaseName);
        Connection.Dispose();
    }
}
