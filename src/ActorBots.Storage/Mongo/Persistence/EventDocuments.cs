using System.Collections.Immutable;
using Akka.Actor;
using Akka.Persistence;
using Akka.Persistence.Journal;
using MongoDB.Bson;
using AkkaSerialization = Akka.Serialization.Serialization;

namespace ActorBots.Storage.Mongo.Persistence;

/// <summary>Events to documents and back, in the official plugin's shape.</summary>
internal sealed class EventDocuments
{
    /// <summary>A document may have 16 MiB; what does not fit can never be stored.</summary>
    private const int LargestPayload = (16 << 20) - (64 << 10);

    private readonly ExtendedActorSystem _system;

    public EventDocuments(ExtendedActorSystem system) => _system = system;

    /// <summary>The document of one event. The server fills its empty ordering timestamp when it inserts it.</summary>
    /// <exception cref="InvalidOperationException">The event is too large for a document.</exception>
    /// <exception cref="Exception">Whatever the event's serializer throws.</exception>
    public BsonDocument Write(IPersistentRepresentation persistent, DateTimeOffset now)
    {
        var (payload, tags) = persistent.Payload is Tagged tagged ? (tagged.Payload, tagged.Tags) : (persistent.Payload, null);
        var plain = persistent.WithPayload(payload);
        if (plain.Timestamp == 0)
        {
            plain = plain.WithTimestamp(now.UtcTicks);
        }

        var bytes = AkkaSerialization.WithTransport(
            _system, (_system, plain), static s => s._system.Serialization.FindSerializerForType(typeof(Persistent)).ToBinary(s.plain));
        if (bytes.Length > LargestPayload)
        {
            throw new InvalidOperationException(
                $"event {persistent.SequenceNr} of {persistent.PersistenceId} has {bytes.Length} bytes: a document holds at most {LargestPayload}");
        }

        return new BsonDocument
        {
            { EventFields.Id, EventFields.IdOf(persistent.PersistenceId, persistent.SequenceNr) },
            { EventFields.PersistenceId, persistent.PersistenceId },
            { EventFields.SequenceNr, persistent.SequenceNr },
            { EventFields.IsDeleted, false },
            { EventFields.Payload, StoredPayload.Wrap(bytes) },
            { EventFields.Manifest, string.Empty },
            { EventFields.Ordering, new BsonTimestamp(0, 0) },
            { EventFields.Tags, tags is { Count: > 0 } ? new BsonArray(tags.Order(StringComparer.Ordinal)) : BsonNull.Value },
            { EventFields.SerializerId, BsonNull.Value },
        };
    }

    /// <summary>The event of a document; also of those that the official plugin wrote with a serializer's number or a type's name beside the bytes.</summary>
    /// <exception cref="LegacyDataException">The payload is in the pre-1.4 form.</exception>
    public IPersistentRepresentation Read(BsonDocument document)
    {
        var persistenceId = document[EventFields.PersistenceId].AsString;
        var sequenceNr = document[EventFields.SequenceNr].ToInt64();
        if (!StoredPayload.TryUnwrap(document.GetValue(EventFields.Payload, BsonNull.Value), out var bytes))
        {
            throw new LegacyDataException($"event {sequenceNr} of {persistenceId}");
        }

        var manifest = document.GetValue(EventFields.Manifest, BsonNull.Value) is BsonString { Value: var text } ? text : string.Empty;
        var serializerId = document.GetValue(EventFields.SerializerId, BsonNull.Value);
        var stored = AkkaSerialization.WithTransport(_system, () => Deserialize(bytes, serializerId.IsBsonNull ? null : serializerId.ToInt32(), manifest));
        var isDeleted = document.GetValue(EventFields.IsDeleted, BsonBoolean.False).ToBoolean();
        var persistent = stored as IPersistentRepresentation
            ?? new Persistent(stored, sequenceNr, persistenceId, manifest, isDeleted, ActorRefs.NoSender);
        if (isDeleted && !persistent.IsDeleted)
        {
            persistent = persistent.Update(sequenceNr, persistenceId, isDeleted, ActorRefs.NoSender, persistent.WriterGuid);
        }

        return persistent.Timestamp == 0 ? persistent.WithTimestamp(OrderingTicks(document)) : persistent;
    }

    public static ImmutableArray<string> TagsOf(BsonDocument document) =>
        document.GetValue(EventFields.Tags, BsonNull.Value) is BsonArray tags ? [.. tags.Select(t => t.AsString)] : [];

    private object Deserialize(byte[] bytes, int? serializerId, string manifest)
    {
        var serialization = _system.Serialization;
        if (serializerId is { } id)
        {
            return serialization.Deserialize(bytes, id, manifest);
        }

        var type = manifest.Length == 0 ? typeof(Persistent) : Type.GetType(manifest, throwOnError: true)!;
        return serialization.FindSerializerForType(type).FromBinary(bytes, type);
    }

    private static long OrderingTicks(BsonDocument document) =>
        document.GetValue(EventFields.Ordering, BsonNull.Value) is BsonTimestamp ordering ? DateTimeOffset.FromUnixTimeSeconds(ordering.Timestamp).Ticks : 0;
}
