using System.Collections.Immutable;
using MongoDB.Bson;

namespace ActorBots.Storage.Mongo.Persistence;

/// <summary>One actor's call: documents of one persistence id with ascending numbers, to be stored all or none.</summary>
internal sealed class PendingWrite
{
    private readonly TaskCompletionSource _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public PendingWrite(string persistenceId, string writer, ImmutableArray<BsonDocument> documents)
    {
        PersistenceId = persistenceId;
        Writer = writer;
        Documents = documents;
        Bytes = documents.Sum(d => (long)PayloadOf(d).Length);
    }

    public string PersistenceId { get; }

    /// <summary>The persistent actor's incarnation.</summary>
    public string Writer { get; }

    public ImmutableArray<BsonDocument> Documents { get; }

    /// <summary>The payloads' bytes.</summary>
    public long Bytes { get; }

    public long FirstSequenceNr => SequenceNrOf(Documents[0]);

    /// <summary>When it was queued, on the monotonic clock.</summary>
    public long QueuedAt { get; set; }

    /// <summary>Ends when it is stored, or faults.</summary>
    public Task Outcome => _outcome.Task;

    public bool IsDecided => _outcome.Task.IsCompleted;

    public static byte[] PayloadOf(BsonDocument document) =>
        StoredPayload.TryUnwrap(document[EventFields.Payload], out var bytes) ? bytes : throw new InvalidOperationException("a document without payload");

    public static long SequenceNrOf(BsonDocument document) => document[EventFields.SequenceNr].AsInt64;

    public void Succeed() => _outcome.TrySetResult();

    public void Fail(Exception cause) => _outcome.TrySetException(cause);

    public void FailAsUnknown(Exception? cause) => Fail(new WriteOutcomeUnknownException(PersistenceId, FirstSequenceNr, cause));

    public void FailAsConflict(long sequenceNr) => Fail(new WriteConflictException(PersistenceId, sequenceNr));
}
