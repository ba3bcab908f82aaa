using Akka.Event;

namespace ActorBots.Storage.Mongo.Persistence;

/// <summary>Stores a batch: writes of one event together, those of several by transactions where the server has them.</summary>
internal sealed class EventWriter
{
    private readonly JournalCollections _collections;
    private readonly SingleEventInserter _singles;
    private readonly TransactionInserter _transactions;
    private readonly OrderedInserter _ordered;

    public EventWriter(JournalCollections collections, JournalSettings settings, TimeProvider time, ILoggingAdapter log)
    {
        _collections = collections;
        var stored = new StoredEvents(collections);
        var renewal = new OrderingRenewal(collections, settings.VisibilityLag, time, log);
        _singles = new SingleEventInserter(collections, stored, renewal, time);
        _transactions = new TransactionInserter(collections, stored, renewal, time);
        _ordered = new OrderedInserter(collections, stored, renewal, time);
    }

    /// <summary>Decides every write of the batch, until the deadline.</summary>
    public async Task StoreAsync(IReadOnlyList<PendingWrite> batch, Deadline deadline)
    {
        if (await OffersTransactionsAsync(batch, deadline).ConfigureAwait(false) is not { } offersTransactions)
        {
            return;
        }

        var singles = batch.Where(w => w.Documents.Length == 1).ToList();
        var groups = batch.Where(w => w.Documents.Length > 1).ToList();
        await Task.WhenAll(
            singles.Count == 0 ? Task.CompletedTask : _singles.InsertAsync(singles, deadline),
            groups.Count == 0 ? Task.CompletedTask
            : offersTransactions ? _transactions.InsertAsync(groups, deadline)
            : _ordered.InsertAsync(groups, deadline)).ConfigureAwait(false);
    }

    /// <returns>Null when the server did not come in time; the writes have failed then, and none was sent.</returns>
    private async Task<bool?> OffersTransactionsAsync(IReadOnlyList<PendingWrite> batch, Deadline deadline)
    {
        while (true)
        {
            try
            {
                return await _collections.OfferTransactionsAsync(deadline.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (e is OperationCanceledException || ServerTrouble.Passes(e))
            {
                if (!await deadline.PauseAsync().ConfigureAwait(false))
                {
                    foreach (var write in batch)
                    {
                        write.Fail(new WriteNotSentException(write.PersistenceId, write.FirstSequenceNr, $"MongoDB was not reached: {e.GetType().Name}"));
                    }

                    return null;
                }
            }
        }
    }
}
