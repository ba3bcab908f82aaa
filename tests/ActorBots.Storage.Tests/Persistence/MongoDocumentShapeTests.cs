using ActorBots.Storage.Mongo.Persistence;
using ActorBots.Testing.Persistence;
using Akka.Actor;
using Akka.Persistence;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ActorBots.Storage.Tests.Persistence;

/// <summary>
/// The documents are those of Akka.Persistence.MongoDb, element by element: its reader throws on what it does not know. And what it wrote, also
/// in older versions, can be read.
/// </summary>
public sealed class MongoDocumentShapeTests(MongoPersistencePlugin plugin) : PersistenceContract(plugin), IClassFixture<MongoPersistencePlugin>
{
    private const string ByteArray = "System.Byte[], System.Private.CoreLib";


    private MongoPersistencePlugin Mongo => (MongoPersistencePlugin)Plugin;

    private IMongoCollection<BsonDocument> Events => Mongo.Connection.Database.GetCollection<BsonDocument>("EventJournal");

    private IMongoCollection<BsonDocument> Snapshots => Mongo.Connection.Database.GetCollection<BsonDocument>("SnapshotStore");

    [Fact]
    public async Task Write_Event_HasTheOfficialElements()
    {
        var client = NewClient();
        await client.StoreAsync(client.One(1, new MarkedPayload("a")));

        var document = await Events.Find(new BsonDocument("PersistenceId", client.PersistenceId)).SingleAsync();

        Assert.Equal(
            ["_id", "PersistenceId", "SequenceNr", "IsDeleted", "Payload", "Manifest", "Ordering", "Tags", "SerializerId"], document.Names);
        Assert.Equal(new BsonString($"{client.PersistenceId}_1"), document["_id"]);
        Assert.Equal(new BsonString(client.PersistenceId), document["PersistenceId"]);
        Assert.Equal(new BsonInt64(1), document["SequenceNr"]);
        Assert.Equal(BsonBoolean.False, document["IsDeleted"]);
        Assert.Equal(new BsonString(string.Empty), document["Manifest"]);
        Assert.NotEqual(0, Assert.IsType<BsonTimestamp>(document["Ordering"]).Value);
        Assert.Equal(BsonNull.Value, document["Tags"]);
        Assert.Equal(BsonNull.Value, document["SerializerId"]);
        var persistent = Events7.FromBinary<Persistent>(Unwrapped(document["Payload"]));
        Assert.Equal((client.PersistenceId, 1L, client.Writer), (persistent.PersistenceId, persistent.SequenceNr, persistent.WriterGuid));
        Assert.True(persistent.Timestamp > 0);
    }

    [Fact]
    public async Task Write_TaggedEvent_HasItsTagsAndNotTheWrapper()
    {
        var client = NewClient();
        await client.StoreAsync(client.One(1, "a #green #apple"));

        var document = await Events.Find(new BsonDocument("PersistenceId", client.PersistenceId)).SingleAsync();

        Assert.Equal(new BsonArray { "apple", "green" }, document["Tags"]);
        Assert.Equal("a #green #apple", Events7.FromBinary<Persistent>(Unwrapped(document["Payload"])).Payload);
    }

    [Fact]
    public async Task Delete_Everything_LeavesTheOfficialMetadata()
    {
        var client = NewClient();
        await client.StoreFiveAsync();
        await client.DeleteAsync(3);
        var metadata = Mongo.Connection.Database.GetCollection<BsonDocument>("Metadata");
        Assert.Empty(await metadata.Find(new BsonDocument("PersistenceId", client.PersistenceId)).ToListAsync());

        await client.DeleteAsync(long.MaxValue);

        Assert.Equal(
            new BsonDocument { { "_id", client.PersistenceId }, { "PersistenceId", client.PersistenceId }, { "SequenceNr", 5L } },
            await metadata.Find(new BsonDocument("PersistenceId", client.PersistenceId)).SingleAsync());
    }

    [Fact]
    public async Task Save_Snapshot_HasTheOfficialElements()
    {
        var id = Plugin.NewId();
        var at = new DateTime(2026, 11, 23, 1, 2, 3, DateTimeKind.Utc).AddTicks(7);
        await Plugin.AskSnapshotStoreAsync<SaveSnapshotSuccess>(new SaveSnapshot(new SnapshotMetadata(id, 4, at), "state"));

        var document = await Snapshots.Find(new BsonDocument("PersistenceId", id)).SingleAsync();

        Assert.Equal(["_id", "PersistenceId", "SequenceNr", "Timestamp", "Snapshot", "Manifest", "SerializerId"], document.Names);
        Assert.Equal(new BsonString($"{id}_4"), document["_id"]);
        Assert.Equal(new BsonString(id), document["PersistenceId"]);
        Assert.Equal(new BsonInt64(4), document["SequenceNr"]);
        Assert.Equal(new BsonInt64(at.Ticks), document["Timestamp"]);
        Assert.Equal(new BsonString("Akka.Persistence.Serialization.Snapshot, Akka.Persistence"), document["Manifest"]);
        Assert.Equal(new BsonInt32(8), document["SerializerId"]);
        Assert.Equal("state", Snapshots8.FromBinary<Akka.Persistence.Serialization.Snapshot>(Unwrapped(document["Snapshot"])).Data);
    }

    [Fact]
    public async Task Indexes_FirstUse_AreTheOfficialOnes()
    {
        var client = NewClient();
        await client.StoreFiveAsync();
        await Plugin.AskSnapshotStoreAsync<SaveSnapshotSuccess>(new SaveSnapshot(new SnapshotMetadata(client.PersistenceId, 4, default), "state"));

        Assert.Equal(["Ordering_1", "PersistenceId_1_SequenceNr_-1", "Tags_1_Ordering_1", "_id_"], await IndexesAsync("EventJournal"));
        Assert.Equal(["PersistenceId_1", "_id_"], await IndexesAsync("Metadata"));
        Assert.Equal(["PersistenceId_1_SequenceNr_-1", "_id_"], await IndexesAsync("SnapshotStore"));
    }

    [Theory]
    [InlineData("System.Byte[], System.Private.CoreLib")]
    [InlineData("System.Byte[], mscorlib")]
    [InlineData("System.Byte[]")]
    public async Task Replay_OfficialEvent_IsRead(string type)
    {
        var client = NewClient();
        await Events.InsertOneAsync(Official(client, 1, new BsonDocument { { "_t", type }, { "_v", PersistentBytes(client, 1) } }));

        var (events, highest) = await client.ReplayAsync();

        var stored = Assert.Single(events);
        Assert.Equal(("golden", 1L, client.PersistenceId, "w"), ((string)stored.Payload, stored.SequenceNr, stored.PersistenceId, stored.WriterGuid));
        Assert.Equal(1, highest);
        Assert.Equal(new DateTime(2023, 11, 14, 22, 13, 20, DateTimeKind.Utc).Ticks, stored.Timestamp);
    }

    [Fact]
    public async Task Replay_OlderOfficialEvents_AreRead()
    {
        var client = NewClient();
        var plain = new BsonDocument { { "_t", ByteArray }, { "_v", PersistentBytes(client, 1) } };
        var sparse = Official(client, 1, plain);
        sparse.Remove("Tags");
        sparse.Remove("SerializerId");
        sparse.Remove("Manifest");
        sparse["SequenceNr"] = 1;
        var numbered = Official(client, 2, Wrapped(".numbered"u8));
        numbered["SerializerId"] = 77_123;
        numbered["Manifest"] = "marked";
        var typed = Official(client, 3, Wrapped("\"typed\""u8));
        typed["Manifest"] = "System.String, System.Private.CoreLib";
        var deleted = Official(client, 4, new BsonDocument { { "_t", ByteArray }, { "_v", PersistentBytes(client, 4) } });
        deleted["IsDeleted"] = true;
        await Events.InsertManyAsync([sparse, numbered, typed, deleted]);

        var (events, highest) = await client.ReplayAsync();

        Assert.Equal(["golden", new MarkedPayload(".numbered."), "typed"], events.Select(e => e.Payload));
        Assert.Equal([1, 2, 3], events.Select(e => e.SequenceNr));
        Assert.Equal(4, highest);
    }

    [Fact]
    public async Task Replay_LegacyEvent_IsRefusedByName()
    {
        var client = NewClient();
        var legacy = Official(client, 1, new BsonDocument { { "_t", "Some.Event" }, { "Text", "x" } });
        legacy["Manifest"] = "Some.Event, Some";
        await Events.InsertOneAsync(legacy);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => client.ReplayAsync());

        var cause = Assert.IsType<LegacyDataException>(error.InnerException is AggregateException several ? several.InnerException : error.InnerException);
        Assert.Contains($"event 1 of {client.PersistenceId}", cause.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_OfficialSnapshot_IsRead()
    {
        var id = Plugin.NewId();
        var bytes = Snapshots8.ToBinary(new Akka.Persistence.Serialization.Snapshot("golden"));
        await Snapshots.InsertOneAsync(new BsonDocument
        {
            { "_id", $"{id}_9" }, { "PersistenceId", id }, { "SequenceNr", 9L }, { "Timestamp", 638_000_000_000_000_001L }, { "Snapshot", Wrapped(bytes) },
            { "Manifest", "Akka.Persistence.Serialization.Snapshot, Akka.Persistence" }, { "SerializerId", BsonNull.Value },
        });

        var loaded = await Plugin.AskSnapshotStoreAsync<LoadSnapshotResult>(new LoadSnapshot(id, SnapshotSelectionCriteria.Latest, long.MaxValue));

        Assert.Equal("golden", loaded.Snapshot.Snapshot);
        Assert.Equal(new SnapshotMetadata(id, 9, new DateTime(638_000_000_000_000_001L, DateTimeKind.Utc)), loaded.Snapshot.Metadata);
    }

    private Akka.Serialization.Serializer Events7 => Serializer(7, typeof(Persistent));

    private Akka.Serialization.Serializer Snapshots8 => Serializer(8, typeof(Akka.Persistence.Serialization.Snapshot));

    private Akka.Serialization.Serializer Serializer(int id, Type type)
    {
        var serializer = Plugin.System.Serialization.FindSerializerForType(type);
        Assert.Equal(id, serializer.Identifier);
        return serializer;
    }

    private async Task<IEnumerable<string>> IndexesAsync(string collection)
    {
        using var cursor = await Mongo.Connection.Database.GetCollection<BsonDocument>(collection).Indexes.ListAsync();
        var indexes = await cursor.ToListAsync();
        Assert.DoesNotContain(indexes, i => i.GetValue("unique", false).ToBoolean() && i["name"] != "_id_");
        return indexes.Select(i => i["name"].AsString).Order(StringComparer.Ordinal);
    }

    private static byte[] Unwrapped(BsonValue payload)
    {
        var document = payload.AsBsonDocument;
        Assert.Equal(["_t", "_v"], document.Names);
        Assert.Equal(new BsonString(ByteArray), document["_t"]);
        var binary = Assert.IsType<BsonBinaryData>(document["_v"]);
        Assert.Equal(BsonBinarySubType.Binary, binary.SubType);
        return binary.Bytes;
    }

    private static BsonDocument Wrapped(ReadOnlySpan<byte> bytes) => new() { { "_t", ByteArray }, { "_v", new BsonBinaryData(bytes.ToArray()) } };

    private BsonBinaryData PersistentBytes(JournalClient client, long number) => new(Events7.ToBinary(
        new Persistent("golden", number, client.PersistenceId, string.Empty, false, ActorRefs.NoSender, "w")));

    private static BsonDocument Official(JournalClient client, long number, BsonDocument payload) => new()
    {
        { "_id", $"{client.PersistenceId}_{number}" }, { "PersistenceId", client.PersistenceId }, { "SequenceNr", number }, { "IsDeleted", false },
        { "Payload", payload }, { "Manifest", string.Empty }, { "Ordering", new BsonTimestamp(1_700_000_000, (int)number) }, { "Tags", BsonNull.Value },
        { "SerializerId", BsonNull.Value },
    };
}
