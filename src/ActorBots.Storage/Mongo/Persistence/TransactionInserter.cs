using MongoDB.Bson;
using MongoDB.Driver;

namespace ActorBots.Storage.Mongo.Persistence;

/// <summary>
/// Writes of several events each, all or none, by transactions. All writes of a batch share one; if that one fails, for whatever reason, each
/// gets its own, so that no actor pays for another's conflict. Repeating is harmless: a transaction whose commit got no answer either
/// happened, and the next one meets its documents, or it did not.
/// </summary>
internal sealed class TransactionInserter
{
    // Every transaction starts from what is there; none reads.
    private static readonly ClientSessionOptions NoCausality = new() { CausalConsistency = false };
    private static readonly TimeSpan AbortBound = TimeSpan.FromSeconds(1);

    private readonly JournalCollections _collections;
    private readonly StoredEvents _stored;
    private readonly OrderingRenewal _renewal;
    private readonly TimeProvider _time;

    public TransactionInserter(JournalCollections collections, StoredEvents stored, OrderingRenewal renewal, TimeProvider time)
    {
        _collections = collections;
        _stored = stored;
        _renewal = renewal;
        _time = time;
    }

    /// <summary>Decides every write, until the deadline.</summary>
    public async Task InsertAsync(IReadOnlyList<PendingWrite> writes, Deadline deadline)
    {
        // One session for all attempts: the server ends a session's open transaction when the next one starts, so an attempt whose abort
        // was lost too does not lock the next one out until the server's own bound of a minute.
        using var session = await _collections.Client.StartSessionAsync(NoCausality, deadline.Token).ConfigureAwait(false);
        var sentAt = _time.GetTimestamp();
        if (writes.Count > 1)
        {
            var (together, _) = await AttemptAsync(session, writes, deadline).ConfigureAwait(false);
            if (together == InsertResult.Stored)
            {
                await SucceedAsync(writes, sentAt, deadline).ConfigureAwait(false);
                return;
            }
        }

        foreach (var write in writes)
        {
            await InsertOneAsync(session, write, sentAt, deadline).ConfigureAwait(false);
        }
    }

    private async Task InsertOneAsync(IClientSessionHandle session, PendingWrite write, long sentAt, Deadline deadline)
    {
        Exception? last = null;
        do
        {
            var (result, error) = await AttemptAsync(session, [write], deadline).ConfigureAwait(false);
            last = error ?? last;
            if (result == InsertResult.Duplicate)
            {
                result = await DecideDuplicateAsync(write, deadline).ConfigureAwait(false);
            }

            if (result == InsertResult.Stored)
            {
                await SucceedAsync([write], sentAt, deadline).ConfigureAwait(false);
            }
        }
        while (!write.IsDecided && await deadline.PauseAsync().ConfigureAwait(false));

        if (!write.IsDecided)
        {
            write.FailAsUnknown(last);
        }
    }

    private async Task<(InsertResult Result, Exception? Error)> AttemptAsync(
        IClientSessionHandle session, IReadOnlyList<PendingWrite> writes, Deadline deadline)
    {
        try
        {
            session.StartTransaction(new TransactionOptions(ReadConcern.Local, ReadPreference.Primary, _collections.Events.Settings.WriteConcern));
            try
            {
                await _collections.Events.InsertManyAsync(
                    session, writes.SelectMany(w => w.Documents), new InsertManyOptions { IsOrdered = true }, deadline.Token).ConfigureAwait(false);
                await CommitAsync(session, deadline).ConfigureAwait(false);
                return (InsertResult.Stored, null);
            }
            finally
            {
                await AbortAsync(session).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (ServerTrouble.IsDuplicate(e))
        {
            return (InsertResult.Duplicate, e);
        }
        catch (Exception e) when (e is OperationCanceledException || ServerTrouble.Passes(e))
        {
            return (InsertResult.Undecided, e);
        }
        catch (MongoBulkWriteException<BsonDocument> e)
        {
            // One document was refused for good. Alone, the write to blame fails below; together, each finds out for itself.
            if (writes.Count == 1)
            {
                var reason = e.WriteErrors[0];
                var refused = writes[0].Documents[reason.Index];
                writes[0].Fail(new MongoWriteRefusedException(
                    writes[0].PersistenceId, PendingWrite.SequenceNrOf(refused), reason.Code, reason.Message));
            }

            return (InsertResult.Undecided, e);
        }
    }

    private static async Task CommitAsync(IClientSessionHandle session, Deadline deadline)
    {
        while (true)
        {
            try
            {
                await session.CommitTransactionAsync(deadline.Token).ConfigureAwait(false);
                return;
            }
            catch (Exception e) when ((ServerTrouble.LeavesCommitUnknown(e) || e is TimeoutException) && !deadline.IsOver)
            {
                // Committing again is safe: the server answers for the transaction that it knows.
                if (!await deadline.PauseAsync().ConfigureAwait(false))
                {
                    throw;
                }
            }
        }
    }

    /// <summary>Frees the transaction's locks at once rather than after the server's own bound; a transaction that ended is left alone.</summary>
    private static async Task AbortAsync(IClientSessionHandle session)
    {
        if (!session.IsInTransaction)
        {
            return;
        }

        using var bound = new CancellationTokenSource(AbortBound);
        try
        {
            await session.AbortTransactionAsync(bound.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is MongoException or TimeoutException or OperationCanceledException)
        {
            // The next attempt ends it, or the server does; whether it was committed is decided by that attempt or by recovery.
        }
    }

    private async Task<InsertResult> DecideDuplicateAsync(PendingWrite write, Deadline deadline)
    {
        try
        {
            var states = await _stored.CompareAsync(write.Documents, deadline.Token).ConfigureAwait(false);
            if (write.Documents.FirstOrDefault(d => states[StoredEvents.IdOf(d)] == StoredState.Foreign) is { } foreign)
            {
                write.FailAsConflict(PendingWrite.SequenceNrOf(foreign));
            }

            // Own ones are there together or not at all. Missing: the other copy is not a majority's yet, so it is tried again.
            return states.Values.All(s => s == StoredState.Own) ? InsertResult.Stored : InsertResult.Undecided;
        }
        catch (Exception e) when (e is OperationCanceledException || ServerTrouble.Passes(e))
        {
            return InsertResult.Undecided;
        }
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
