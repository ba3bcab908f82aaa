using ActorBots.Storage.Mongo;
using ActorBots.Testing.Mongo;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ActorBots.Storage.Tests.Mongo;

public sealed class MongoInspectionTests : IClassFixture<MongoFixture>, IAsyncLifetime
{
    private readonly MongoDatabaseOfTest _database;

    public MongoInspectionTests(MongoFixture server) => _database = new MongoDatabaseOfTest(server);

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _database.DropAsync();

    [Fact]
    public async Task LookAsync_EmptyDatabase_ReportsWhatIsMissingAndMakesNothing()
    {
        var seen = await LookAsync();

        Assert.Equal((0, 1), (seen.SchemaVersion, seen.KnownSchemaVersion));
        Assert.Equal(9, seen.MissingIndexes.Length);
        Assert.Contains("trades.trades_by_bot", seen.MissingIndexes);
        Assert.Empty(await (await _database.Database.ListCollectionNamesAsync()).ToListAsync());
    }

    [Fact]
    public async Task LookAsync_OpenedStore_IsWhole()
    {
        var settings = new StoreSettings { Name = "mongodb", Mongo = _database.Connection };
        await using var store = await StoreRegistry.OpenAsync(settings, TimeProvider.System, CancellationToken.None);
        Assert.IsType<MongoStore>(store);
        await _database.Collection("bots").InsertOneAsync(new BsonDocument("_id", 5));

        var seen = await LookAsync();

        Assert.Equal((1, 1, 1L), (seen.SchemaVersion, seen.KnownSchemaVersion, seen.UnnameableBots));
        Assert.Empty(seen.MissingIndexes);
        Assert.Contains("majority", seen.WriteConcern, StringComparison.Ordinal);
        Assert.Equal("Majority", seen.ReadConcern);
        Assert.NotEmpty(seen.ServerVersion);
        Assert.InRange(seen.ClockOffset.Duration(), TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Assert.InRange(seen.RoundTrip, TimeSpan.FromTicks(1), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task LookAsync_IndexDropped_NamesIt()
    {
        await _database.OpenAsync();
        await _database.Collection("positions").Indexes.DropOneAsync("positions_open");

        Assert.Equal("positions.positions_open", Assert.Single((await LookAsync()).MissingIndexes));

        await _database.OpenAsync();
        Assert.Empty((await LookAsync()).MissingIndexes);
    }

    private Task<MongoInspection> LookAsync() => MongoInspection.LookAsync(_database.Connection, TimeProvider.System, CancellationToken.None);
}
