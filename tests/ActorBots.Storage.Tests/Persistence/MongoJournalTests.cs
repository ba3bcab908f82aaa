using System.Collections.Immutable;
using ActorBots.Storage.Mongo.Persistence;
using ActorBots.Testing.Persistence;
using Akka.Persistence;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ActorBots.Storage.Tests.Persistence;

/// <summary>What only the journal on MongoDB has.</summary>
public sealed class MongoJournalTests(MongoPersistencePlugin plugin) : PersistenceContract(plugin), IClassFixture<MongoPersistencePlugin>
{
    private IMongoDatabase Database => ((MongoPersistencePlugin)Plugin).Connection.Database;

    [Fact]
    public async Task Write_Conflict_NamesWhereTheWritersMet()
    {
        var first = NewClient();
        await first.StoreFiveAsync();
        var second = new JournalClient(Plugin, first.PersistenceId, "writer-2");

        var cause = Assert.IsType<WriteConflictException>((await second.WriteAsync(second.Several(4, 6))).AssertFailed());

        Assert.Equal((first.PersistenceId, 4L), (cause.PersistenceId, cause.SequenceNr));
    }

    [Fact]
    public async Task Write_RefusedByTheDatabase_IsAFailureAndItsNeighboursAreStored()
    {
        var neighbours = Enumerable.Range(0, 5).Select(_ => NewClient()).ToList();
        var (single, several) = (new JournalClient(Plugin, Plugin.NewId("refused")), new JournalClient(Plugin, Plugin.NewId("refused")));
        await neighbours[0].StoreAsync(neighbours[0].One(1));
        await ValidateAsync(new BsonDocument("PersistenceId", new BsonDocument("$not", new BsonRegularExpression("^refused"))));

        var refused = new[] { single.WriteAsync(single.One(1)), several.WriteAsync(several.Several(1, 2)) };
        await Task.WhenAll(neighbours.Select(n => n.StoreAsync(n.Several(2, 3))));

        Assert.All(await Task.WhenAll(refused), a => Assert.Equal(121, Assert.IsType<MongoWriteRefusedException>(a.AssertFailed()).Code));
        await ValidateAsync([]);
    }

    [Fact]
    public async Task Write_LargerThanADocument_IsRejectedAlone()
    {
        var client = NewClient();

        var answer = await client.WriteAsync(client.One(1), client.One(2, new string('x', 17 << 20)), client.One(3));

        Assert.Equal([typeof(WriteMessageSuccess), typeof(WriteMessageRejected), typeof(WriteMessageSuccess)], answer.Each.Select(a => a.GetType()));
    }

    [Fact]
    public async Task Renew_LateWrites_GetLaterTimestampsInTheirOrder()
    {
        var clients = Enumerable.Range(0, 3).Select(_ => NewClient()).ToList();
        await Task.WhenAll(clients.Select(c => c.StoreAsync(c.Several(1, 3))));
        var before = await OrderingsAsync(clients);
        var writes = new List<PendingWrite>();
        foreach (var client in clients)
        {
            var documents = await Events.Find(new BsonDocument("PersistenceId", client.PersistenceId)).SortBy(d => d["SequenceNr"]).ToListAsync();
            writes.Add(new PendingWrite(client.PersistenceId, client.Writer, [.. documents.Select(d => d.Set("Ordering", new BsonTimestamp(0, 0)))]));
        }

        var store = MongoPersistence.For(Plugin.System).JournalOf(Plugin.JournalId, Akka.Configuration.Config.Empty);
        var renewal = new OrderingRenewal(store.Collections, TimeSpan.FromSeconds(20), TimeProvider.System, Plugin.System.Log);
        using var deadline = new Deadline(TimeSpan.FromSeconds(20), CancellationToken.None);
        await renewal.RenewIfLateAsync(writes, TimeProvider.System.GetTimestamp(), deadline);
        Assert.Equal(before.SelectMany(o => o), (await OrderingsAsync(clients)).SelectMany(o => o));

        await renewal.RenewIfLateAsync(writes, TimeProvider.System.GetTimestamp() - (11 * TimeProvider.System.TimestampFrequency), deadline);

        var after = await OrderingsAsync(clients);
        Assert.True(after.SelectMany(o => o).Min() > before.SelectMany(o => o).Max());
        Assert.All(after, o => Assert.Equal(o.Order(), o));
    }

    [Fact]
    public async Task Sharding_OwnPlugins_UseTheirOwnCollections()
    {
        var id = Plugin.NewId();
        var probe = Plugin.NewProbe();
        var journal = Akka.Persistence.Persistence.Instance.Apply(Plugin.System).JournalFor("akka.persistence.journal.sharding");
        var client = new JournalClient(Plugin, id);

        journal.Tell(new WriteMessages([client.One(1)], probe.Ref, 1), probe.Ref);
        await probe.ExpectMsgAsync<WriteMessagesSuccessful>(TimeSpan.FromSeconds(30));
        var store = Akka.Persistence.Persistence.Instance.Apply(Plugin.System).SnapshotStoreFor("akka.persistence.snapshot-store.sharding");
        store.Tell(new SaveSnapshot(new SnapshotMetadata(id, 1, default), "s"), probe.Ref);
        await probe.FishForMessageAsync<SaveSnapshotSuccess>(_ => true, TimeSpan.FromSeconds(30));

        Assert.Equal(0, await Events.CountDocumentsAsync(new BsonDocument("PersistenceId", id)));
        Assert.Equal(1, await Database.GetCollection<BsonDocument>("ShardingJournal").CountDocumentsAsync(new BsonDocument("PersistenceId", id)));
        Assert.Equal(1, await Database.GetCollection<BsonDocument>("ShardingSnapshotStore").CountDocumentsAsync(new BsonDocument("PersistenceId", id)));
    }

    private IMongoCollection<BsonDocument> Events => Database.GetCollection<BsonDocument>("EventJournal");

    private async Task ValidateAsync(BsonDocument validator) =>
        await Database.RunCommandAsync<BsonDocument>(new BsonDocument { { "collMod", "EventJournal" }, { "validator", validator } });

    private async Task<ImmutableArray<long[]>> OrderingsAsync(IEnumerable<JournalClient> clients)
    {
        var all = ImmutableArray.CreateBuilder<long[]>();
        foreach (var client in clients)
        {
            var documents = await Events.Find(new BsonDocument("PersistenceId", client.PersistenceId)).SortBy(d => d["SequenceNr"]).ToListAsync();
            all.Add([.. documents.Select(d => d["Ordering"].AsBsonTimestamp.Value)]);
        }

        return all.ToImmutable();
    }
}
