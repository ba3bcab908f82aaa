using System.Diagnostics;
using ActorBots.Storage.Mongo;
using ActorBots.Storage.Mongo.Leases;
using ActorBots.Testing.Mongo;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Coordination;
using Akka.Event;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ActorBots.Storage.Tests.Mongo.Leases;

/// <summary>The lease's documents, and what a lease does when somebody else changes them.</summary>
public sealed class LeaseTableTests : IClassFixture<MongoFixture>, IAsyncLifetime
{
    private const string Name = "shard-7";

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly MongoFixture _mongo;
    private MongoConnection _connection = null!;
    private LeaseTable _table = null!;

    public LeaseTableTests(MongoFixture mongo) => _mongo = mongo;

    private IMongoCollection<BsonDocument> Documents => _connection.Database.GetCollection<BsonDocument>("leases");

    public async Task InitializeAsync()
    {
        _connection = MongoConnection.Create(new MongoSettings { ConnectionString = _mongo.ConnectionString, Database = _mongo.NewDatabaseName() });
        await _connection.Database.CreateCollectionAsync("leases");
        _table = new LeaseTable(_connection);
    }

    public async Task DisposeAsync()
    {
        await _connection.Client.DropDatabaseAsync(_connection.Database.DatabaseNamespace.DatabaseName);
        _connection.Dispose();
    }

    [Fact]
    public async Task Acquire_First_WritesTheDocumentOfTheDesign()
    {
        var row = await AcquireAsync("i1");

        var document = await Documents.FindByIdAsync(Name);
        Assert.Equal(["_id", "owner", "incarnation", "version", "acquired_at", "renewed_at", "expires_at"], document.Names);
        Assert.Equal((BsonType.Int64, BsonType.DateTime), (document["version"].BsonType, document["expires_at"].BsonType));
        Assert.Equal(("node-0:4053", "i1", 1L), (row.Owner, row.Incarnation, row.Version));
        Assert.Equal((row.RenewedAt, Minute), (row.AcquiredAt, row.ExpiresAt - row.RenewedAt));
        Assert.Equal(row, await _table.FindAsync(Name, CancellationToken.None));
    }

    [Fact]
    public async Task Acquire_ItsOwnAgain_RenewsAndKeepsTheToken()
    {
        var first = await AcquireAsync("i1");
        var second = await AcquireAsync("i1");

        Assert.Equal((1L, first.AcquiredAt), (second.Version, second.AcquiredAt));
        Assert.True(second.RenewedAt >= first.RenewedAt);
    }

    [Fact]
    public async Task Acquire_Taken_ChangesNothing()
    {
        var held = await AcquireAsync("i1");

        Assert.Equal(held, await AcquireAsync("i2"));
        Assert.Equal(held, await _table.FindAsync(Name, CancellationToken.None));
    }

    [Fact]
    public async Task Acquire_AfterOnesOwnEarlierTenure_TakesItAtOnceWithTheNextToken()
    {
        await AcquireAsync("i1");

        var next = await AcquireAsync("i2", previous: "i1");

        Assert.Equal(("i2", 2L), (next.Incarnation, next.Version));
    }

    [Fact]
    public async Task Acquire_OwnerLikeAnExpression_IsTakenLiterally()
    {
        var claim = new LeaseClaim { Name = "$name", Owner = "$version", Incarnation = "$owner", Timeout = Minute };

        await _table.AcquireAsync(claim, CancellationToken.None);
        var row = await _table.RenewAsync("$name", "$owner", Minute, CancellationToken.None);

        Assert.Equal(("$name", "$version", "$owner"), (row!.Name, row.Owner, row.Incarnation));
        Assert.True(await _table.ReleaseAsync("$name", "$owner", CancellationToken.None));
    }

    [Fact]
    public async Task Acquire_UnknownFields_Survive()
    {
        await AcquireAsync("i1");
        await Documents.UpdateOneAsync(new BsonDocument("_id", Name), new BsonDocument("$set", new BsonDocument("note", "the operator's")));

        await _table.RenewAsync(Name, "i1", Minute, CancellationToken.None);
        await _table.ReleaseAsync(Name, "i1", CancellationToken.None);
        await AcquireAsync("i2");

        Assert.Equal("the operator's", (await Documents.FindByIdAsync(Name))["note"].AsString);
    }

    [Fact]
    public async Task Release_Held_KeepsTheDocumentAndItsToken()
    {
        await AcquireAsync("i1");

        Assert.True(await _table.ReleaseAsync(Name, "i1", CancellationToken.None));
        Assert.False(await _table.ReleaseAsync(Name, "i1", CancellationToken.None));

        var row = (await _table.FindAsync(Name, CancellationToken.None))!;
        Assert.Equal((null, null, 1L), (row.Owner, row.Incarnation, row.Version));
        Assert.Equal(2, (await AcquireAsync("i2")).Version);
    }

    [Fact]
    public async Task Renew_OfAnothers_ChangesNothingAndShowsIt()
    {
        var held = await AcquireAsync("i1");

        Assert.Equal(held, await _table.RenewAsync(Name, "i2", Minute, CancellationToken.None));
        Assert.Null(await _table.RenewAsync("no such lease", "i2", Minute, CancellationToken.None));
        Assert.Null(await _table.FindAsync("no such lease", CancellationToken.None));
    }

    [Fact]
    public async Task Acquire_ByFortyAtOnceTenTimes_IsGrantedToOneEachTime()
    {
        for (var round = 1; round <= 10; round++)
        {
            var claims = Enumerable.Range(0, 40).Select(i => $"r{round}-{i}").ToArray();
            var rows = await Task.WhenAll(claims.Select(incarnation => AcquireAsync(incarnation)));

            var granted = claims.Where((incarnation, i) => rows[i].Incarnation == incarnation).ToArray();
            Assert.Single(granted);
            Assert.Equal(round, (await _table.FindAsync(Name, CancellationToken.None))!.Version);
            Assert.True(await _table.ReleaseAsync(Name, granted[0], CancellationToken.None));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Lease_DocumentTakenOrDeleted_IsLostAtTheNextHeartbeat(bool isTaken)
    {
        var lost = new TaskCompletionSource<Exception>();
        var lease = Lease(_connection);
        Assert.True(await lease.Acquire(lost.SetResult));

        await (isTaken
            ? Documents.UpdateOneAsync(new BsonDocument("_id", Name), Builders<BsonDocument>.Update.Set("incarnation", "x").Set("owner", "thief:1").Inc("version", 1L))
            : (Task)Documents.DeleteOneAsync(new BsonDocument("_id", Name)));

        var reason = Assert.IsType<LeaseException>(await lost.Task.WaitAsync(Patience));
        Assert.Equal($"lease {Name} is now held by {(isTaken ? "thief:1" : "nobody")}", reason.Message);
        Assert.False(lease.CheckLease());
    }

    [Fact]
    public async Task Lease_SystemTerminates_StopsRenewing()
    {
        var system = ActorSystem.Create("leaving", ActorSystemSetup.Create(
            BootstrapSetup.Create().WithConfig(MongoLease.DefaultConfig.WithFallback("akka.loglevel = OFF, akka.stdout-loglevel = OFF")),
            new MongoSetup(_connection)));
        var lease = LeaseProvider.Get(system).GetLease(Name, "akka.coordination.lease.mongodb", "node-0:4053");
        Assert.True(await lease.Acquire());
        Assert.Equal((1L, true), (((MongoLease)lease).FencingToken, lease.CheckLease()));

        await system.Terminate();

        Assert.False(lease.CheckLease());
    }

    [Fact]
    public async Task Leases_OfAHundredShards_AreKeptOverOneConnection()
    {
        var leases = Enumerable.Range(0, 100).Select(i => Lease(_connection, $"shard-{i}")).ToArray();
        var losses = 0;
        var granted = await Task.WhenAll(leases.Select(lease => lease.Acquire(_ => Interlocked.Increment(ref losses))));
        Assert.All(granted, Assert.True);
        var first = await AllRenewedAtAsync();

        for (var watch = Stopwatch.StartNew(); (await AllRenewedAtAsync()).Where((renewedAt, i) => renewedAt <= first[i]).Any(); await Task.Delay(50))
        {
            Assert.True(watch.Elapsed < Patience, "not all were renewed");
        }

        Assert.All(leases, lease => Assert.Equal(1, lease.FencingToken));
        Assert.Equal(0, losses);
        foreach (var lease in leases)
        {
            lease.Abandon();
        }
    }

    private static MongoLease Lease(MongoConnection connection, string name = Name) => new(
        LeaseOnLine.Settings(name, "node-0:4053", TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10)),
        new LeaseTable(connection),
        TimeProvider.System,
        NoLogger.Instance);

    private async Task<DateTime[]> AllRenewedAtAsync() =>
        [.. (await Documents.Find(new BsonDocument()).Sort(new BsonDocument("_id", 1)).ToListAsync()).Select(static lease => lease["renewed_at"].ToUniversalTime())];

    private Task<LeaseRow> AcquireAsync(string incarnation, string? previous = null)
    {
        var claim = new LeaseClaim { Name = Name, Owner = "node-0:4053", Incarnation = incarnation, Previous = previous, Timeout = Minute };
        return _table.AcquireAsync(claim, CancellationToken.None);
    }
}
