using ActorBots.Storage.Mongo;
using ActorBots.Testing.Leases;
using ActorBots.Testing.Mongo;
using MongoDB.Driver;

namespace ActorBots.Storage.Tests.Mongo.Leases;

/// <summary>The lease on MongoDB keeps the contract, over the driver and TCP.</summary>
public sealed class MongoLeaseTests : LeaseContract, IClassFixture<MongoFixture>
{
    private readonly MongoFixture _mongo;
    private readonly string _database;

    public MongoLeaseTests(MongoFixture mongo)
    {
        _mongo = mongo;
        _database = mongo.NewDatabaseName();
    }

    public override async Task InitializeAsync()
    {
        using var connection = MongoConnection.Create(new MongoSettings { ConnectionString = _mongo.ConnectionString, Database = _database });
        await connection.Database.CreateCollectionAsync("leases");
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        using var client = new MongoClient(_mongo.ConnectionString);
        await client.DropDatabaseAsync(_database);
    }

    protected override async Task<LeaseUnderTest> OpenAsync(string name, string owner, TimeSpan timeout) =>
        await LeaseOnLine.OpenAsync(
            _mongo.ConnectionString, _database, LeaseOnLine.Settings(name, owner, timeout, Interval, OperationTimeout));
}
