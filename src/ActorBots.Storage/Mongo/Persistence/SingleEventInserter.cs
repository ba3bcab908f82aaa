using MongoDB.Bson;
using MongoDB.Driver;

namespace ActorBots.Storage.Mongo.Persistence;

/// <summary>
/// Writes of one event each, of as many actors: one unordered insert. They are independent, so each is decided by itself; an insert that
/// got no answer is repeated as a whole, which the ids make harmless.
/// </summary>
internal sealed class SingleEventInserter
{
    private readonly JournalCollections _collections;
    private readonly StoredEvents _stored;
    private readonly OrderingRenewal _renewal;
    private readonly TimeProvider _time;

    public SingleEventInserter(JournalCollections collections, StoredEvents stored, OrderingRenewal renewal, TimeProvider time)
    {
        _collections = collections;
        _stored = stored;
        _renewal = renewal;
        _time = time;
    }

    /// <summary>Decides every write, until the deadline.</summary>
    public async Task InsertAsync(IReadOnlyList<PendingWrite> writes, Deadline deadline)
    {
        var sentAt = _time.GetTimestamp();
        Exception? last = null;
        var undecided = writes;
        do
        {
            try
            {
                await AttemptAsync(undecided, sentAt, deadline).ConfigureAwait(false);
            }
            catch (Exception e) when (e is OperationCanceledException || ServerTrouble.Passes(e))
            {
                last = e;
            }

            undecided = [.. undecided.Where(w => !w.IsDecided)];
        }
        while (undecided.Count > 0 && await deadline.PauseAsync().ConfigureAwait(false));

        foreach (var write in undecided)
        {
            write.FailAsUnknown(last);
        }
    }

    private async Task AttemptAsync(IReadOnlyList<PendingWrite> writes, long sentAt, Deadline deadline)
    {
        try
        {
            await _collections.Events.InsertManyAsync(
                writes.Select(w => w.Documents[0]), new InsertManyOptions { IsOrdered = false }, deadline.Token).ConfigureAwait(false);
            await SucceedAsync(writes, sentAt, deadline).ConfigureAwait(false);
        }
        catch (MongoBulkWriteException<BsonDocument> e)
        {
            await DecideAsync(writes, e, sentAt, deadline).ConfigureAwait(false);
        }
    }

    private async Task DecideAsync(
        IReadOnlyList<PendingWrite> writes, MongoBulkWriteException<BsonDocument> error, long sentAt, Deadline deadline)
    {
        var refused = error.WriteErrors.ToDictionary(e => e.Index);
        foreach (var (index, reason) in refused.Where(r => !ServerTrouble.IsDuplicate(r.Value) && !ServerTrouble.Passes(r.Value)))
        {
            writes[index].Fail(new MongoWriteRefusedException(writes[index].PersistenceId, writes[index].FirstSequenceNr, reason.Code, reason.Message));
        }

        // Without a majority's word nothing is certain yet, not even for those without an error: they are sent again, and what is found
        // then by a majority read is decided.
        if (error.WriteConcernError is null)
        {
            var left = error.UnprocessedRequests.OfType<InsertOneModel<BsonDocument>>().Select(m => StoredEvents.IdOf(m.Document)).ToHashSet();
            List<PendingWrite> stored = [.. writes.Where((w, i) => !refused.ContainsKey(i) && !left.Contains(StoredEvents.IdOf(w.Documents[0])))];
            await SucceedAsync(stored, sentAt, deadline).ConfigureAwait(false);
        }

        await DecideDuplicatesAsync(
            [.. writes.Where((_, i) => refused.TryGetValue(i, out var reason) && ServerTrouble.IsDuplicate(reason))], sentAt, deadline).ConfigureAwait(false);
    }

    private async Task DecideDuplicatesAsync(IReadOnlyList<PendingWrite> duplicates, long sentAt, Deadline deadline)
    {
        if (duplicates.Count == 0)
        {
            return;
        }

        var states = await _stored.CompareAsync([.. duplicates.Select(w => w.Documents[0])], deadline.Token).ConfigureAwait(false);
        foreach (var foreign in duplicates.Where(w => StateOf(w) == StoredState.Foreign))
        {
            foreign.FailAsConflict(foreign.FirstSequenceNr);
        }

        // Missing: the other copy is not a majority's yet. It stays undecided and is tried again.
        await SucceedAsync([.. duplicates.Where(w => StateOf(w) == StoredState.Own)], sentAt, deadline).ConfigureAwait(false);

        StoredState StateOf(PendingWrite write) => states[StoredEvents.IdOf(write.Documents[0])];
    }

    private async Task SucceedAsync(IReadOnlyList<PendingWrite> writes, long sentAt, Deadline deadline)
    {
        await _renewal.RenewIfLateAsync(writes, sentAt, deadline).ConfigureAwait(false);
        foreach (var write in writes)
        {
            write.Succeed();
        }
    }
}
