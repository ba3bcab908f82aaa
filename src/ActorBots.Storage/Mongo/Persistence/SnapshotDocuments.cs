using Akka.Actor;
using Akka.Persistence;
using MongoDB.Bson;
using AkkaSerialization = Akka.Serialization.Serialization;
using StoredSnapshot = Akka.Persistence.Serialization.Snapshot;

namespace ActorBots.Storage.Mongo.Persistence;

/// <summary>Snapshots to documents and back, in the official plugin's shape.</summary>
internal sealed class SnapshotDocuments
{
    private const string Manifest = "Akka.Persistence.Serialization.Snapshot, Akka.Persistence";

    private readonly ExtendedActorSystem _system;

    public SnapshotDocuments(ExtendedActorSystem system) => _system = system;

    /// <exception cref="Exception">Whatever the snapshot's serializer throws.</exception>
    public BsonDocument Write(SnapshotMetadata metadata, object snapshot)
    {
        var serializer = _system.Serialization.FindSerializerForType(typeof(StoredSnapshot));
        var bytes = AkkaSerialization.WithTransport(_system, (serializer, snapshot), static s => s.serializer.ToBinary(new StoredSnapshot(s.snapshot)));
        return new BsonDocument
        {
            { EventFields.Id, EventFields.IdOf(metadata.PersistenceId, metadata.SequenceNr) },
            { EventFields.PersistenceId, metadata.PersistenceId },
            { EventFields.SequenceNr, metadata.SequenceNr },
            { EventFields.Timestamp, metadata.Timestamp.Ticks },
            { EventFields.Snapshot, StoredPayload.Wrap(bytes) },
            { EventFields.Manifest, Manifest },
            { EventFields.SerializerId, serializer.Identifier },
        };
    }

    /// <exception cref="LegacyDataException">The payload is in the pre-1.4 form.</exception>
    public SelectedSnapshot Read(BsonDocument document)
    {
        var persistenceId = document[EventFields.PersistenceId].AsString;
        var sequenceNr = document[EventFields.SequenceNr].ToInt64();
        if (!StoredPayload.TryUnwrap(document.GetValue(EventFields.Snapshot, BsonNull.Value), out var bytes))
        {
            throw new LegacyDataException($"snapshot {sequenceNr} of {persistenceId}");
        }

        var manifest = document.GetValue(EventFields.Manifest, BsonNull.Value) is BsonString { Value: { Length: > 0 } text } ? text : Manifest;
        var id = document.GetValue(EventFields.SerializerId, BsonNull.Value);
        var stored = AkkaSerialization.WithTransport(_system, () => Deserialize(bytes, id.IsBsonNull ? null : id.ToInt32(), manifest));
        var metadata = new SnapshotMetadata(persistenceId, sequenceNr, new DateTime(document[EventFields.Timestamp].ToInt64(), DateTimeKind.Utc));
        return new SelectedSnapshot(metadata, stored is StoredSnapshot wrapped ? wrapped.Data : stored);
    }

    private object Deserialize(byte[] bytes, int? serializerId, string manifest)
    {
        var serialization = _system.Serialization;
        if (serializerId is { } id)
        {
            return serialization.Deserialize(bytes, id, manifest);
        }

        var type = Type.GetType(manifest, throwOnError: true)!;
        return serialization.FindSerializerForType(type).FromBinary(bytes, type);
    }
}
