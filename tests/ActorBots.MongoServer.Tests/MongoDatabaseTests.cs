using ActorBots.Testing.Mongo;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ActorBots.MongoServer.Tests;

/// <summary>Gives each test a database of its own on the process's server.</summary>
public abstract class MongoDatabaseTests(MongoFixture mongo) : IClassFixture<MongoFixture>, IAsyncLifetime
{
    protected static CancellationToken Token => CancellationToken.None;

    protected IMongoClient Client { get; private set; } = null!;

    protected IMongoDatabase Database { get; private set; } = null!;

    protected IMongoCollection<BsonDocument> Items => Database.GetCollection<BsonDocument>("items");

    public Task InitializeAsync()
    {
        Client = new MongoClient(mongo.ConnectionString);
        Database = Client.GetDatabase(mongo.NewDatabaseName());
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await Client.DropDatabaseAsync(Database.DatabaseNamespace.DatabaseName);
        Client.Dispose();
    }

    protected static BsonDocument Json(string text) => BsonDocument.Parse(text);

    protected static BsonDocument Item(int id, string field, BsonValue value) => new() { { "_id", id }, { field, value } };
}
