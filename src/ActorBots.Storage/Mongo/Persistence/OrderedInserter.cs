using System.Collections.Immutable;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ActorBots.Storage.Mongo.Persistence;

/// <summary>
/// Writes of several events each on a server without transactions: an ordered insert for each write, and if it is refused half-way, what
/// it inserted is deleted again. A standalone mongod puts the documents of one insert command into one storage transaction, so a crash leaves
/// part of a write only where it is large. A write whose outcome is unknown is left as it is: a deletion that landed after the actor had
/// recovered would take events away on which it has acted. What cannot be excluded here is a part of a write that stays. A replica set, also
/// one of a single member, excludes it.
/// </summary>
internal sealed class OrderedInserter
{
    private static readonly TimeSpan CleanupBound = TimeSpan.FromSeconds(5);

    private readonly JournalCollections _collections;
    private readonly StoredEvents _stored;
    private readonly OrderingRenewal _renewal;
    private readonly TimeProvider _time;

    public OrderedInserter(JournalCollections collections, StoredEvents stored, OrderingRenewal renewal, TimeProvider time)
    {
        _collections = collections;
        _stored = stored;
        _renewal = renewal;
        _time = time;
    }

    /// <summary>Decides every write, until the deadline.</summary>
    public Task InsertAsync(IReadOnlyList<PendingWrite> writes, Deadline deadline) =>
        Task.WhenAll(writes.Select(w => InsertOneAsync(w, deadline)));

    private async Task InsertOneAsync(PendingWrite write, Deadline deadline)
    {
        var sentAt = _time.GetTimestamp();
        Exception? last = null;
        var missing = write.Documents;
        do
        {
            try
            {
                missing = await AttemptAsync(write, missing, deadline).ConfigureAwait(false);
                if (missing.IsEmpty && !write.IsDecided)
                {
                    await _renewal.RenewIfLateAsync([write], sentAt, deadline).ConfigureAwait(false);
                    write.Succeed();
                }
            }
            catch (Exception e) when (e is OperationCanceledException || ServerTrouble.Passes(e))
            {
                last = e;
            }
        }
        while (!write.IsDecided && await deadline.PauseAsync().ConfigureAwait(false));

        if (!write.IsDecided)
        {
            write.FailAsUnknown(last);
        }
    }

    /// <returns>What is still missing; empty when all is stored or the write has failed.</returns>
    private async Task<ImmutableArray<BsonDocument>> AttemptAsync(PendingWrite write, ImmutableArray<BsonDocument> missing, Deadline deadline)
    {
        try
        {
            await _collections.Events.InsertManyAsync(missing, new InsertManyOptions { IsOrdered = true }, deadline.Token).ConfigureAwait(false);
            return [];
        }
        catch (MongoBulkWriteException<BsonDocument> e)
            when (e.WriteErrors.Count > 0 && !ServerTrouble.IsDuplicate(e.WriteErrors[0]) && !ServerTrouble.Passes(e.WriteErrors[0]))
        {
            var refused = missing[e.WriteErrors[0].Index];
            await DeleteOwnAsync(write).ConfigureAwait(false);
            write.Fail(new MongoWriteRefusedException(
                write.PersistenceId, PendingWrite.SequenceNrOf(refused), e.WriteErrors[0].Code, e.WriteErrors[0].Message));
            return [];
        }
        catch (MongoBulkWriteException<BsonDocument> e) when (e.WriteErrors.Count > 0)
        {
            return await CompareAsync(write, deadline).ConfigureAwait(false);
        }
    }

    private async Task<ImmutableArray<BsonDocument>> CompareAsync(PendingWrite write, Deadline deadline)
    {
        var states = await _stored.CompareAsync(write.Documents, deadline.Token).ConfigureAwait(false);
        if (write.Documents.FirstOrDefault(d => states[StoredEvents.IdOf(d)] == StoredState.Foreign) is { } foreign)
        {
            await DeleteOwnAsync(write).ConfigureAwait(false);
            write.FailAsConflict(PendingWrite.SequenceNrOf(foreign));
            return [];
        }

        return [.. write.Documents.Where(d => states[StoredEvents.IdOf(d)] == StoredState.Missing)];
    }

    /// <summary>
    /// Takes back what this write inserted and nothing else: the bytes must match too. From the last to the first, so that an interrupted
    /// deletion leaves no hole. Not bound by the batch's time, which may be over.
    /// </summary>
    private async Task DeleteOwnAsync(PendingWrite write)
    {
        using var bound = new CancellationTokenSource(CleanupBound);
        var filter = Builders<BsonDocument>.Filter;
        var deletes = write.Documents.Reverse().Select(d => new DeleteOneModel<BsonDocument>(
            filter.Eq(EventFields.Id, StoredEvents.IdOf(d)) & filter.Eq(EventFields.Payload, d[EventFields.Payload])));
        try
        {
            await _collections.Events.BulkWriteAsync(deletes, new BulkWriteOptions { IsOrdered = true }, bound.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is MongoException or TimeoutException or OperationCanceledException)
        {
            // The server is away: the write fails as unknown either way, and recovery shows what is there.
        }
    }
}
