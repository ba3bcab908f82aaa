using Akka.Event;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ActorBots.Storage.Mongo.Persistence;

/// <summary>
/// Keeps the promise that readers by ordering rest on. The server gives an event its ordering timestamp before the event can be seen; a
/// reader that stays <c>visibility-lag</c> behind misses it if the two are further apart. So a write that took longer than half the lag,
/// from first being sent to being confirmed, gets new timestamps before its actor is told, in a step that is itself quick enough.
/// A reader that had seen it already sees it again, later: delivery is at least once.
/// </summary>
internal sealed class OrderingRenewal
{
    private readonly JournalCollections _collections;
    private readonly TimeSpan _longest;
    private readonly TimeProvider _time;
    private readonly ILoggingAdapter _log;

    public OrderingRenewal(JournalCollections collections, TimeSpan visibilityLag, TimeProvider time, ILoggingAdapter log)
    {
        _collections = collections;
        _longest = visibilityLag / 2;
        _time = time;
        _log = log;
    }

    /// <summary>Renews the timestamps of stored events unless they became visible quickly.</summary>
    /// <param name="stored">Confirmed writes.</param>
    /// <param name="sentAt">When they were first sent, on the monotonic clock.</param>
    /// <param name="deadline">The batch's bound.</param>
    public async Task RenewIfLateAsync(IReadOnlyCollection<PendingWrite> stored, long sentAt, Deadline deadline)
    {
        var isLate = stored.Count > 0 && _time.GetElapsedTime(sentAt) > _longest;
        while (isLate)
        {
            var renewedAt = _time.GetTimestamp();
            try
            {
                // In each actor's order, so that the new timestamps have it too.
                var documents = stored.SelectMany(w => w.Documents).Select(Renewed).ToList();
                await _collections.Events.BulkWriteAsync(documents, new BulkWriteOptions { IsOrdered = true }, deadline.Token).ConfigureAwait(false);
                isLate = _time.GetElapsedTime(renewedAt) > _longest;
            }
            catch (Exception e) when (e is MongoException or TimeoutException or OperationCanceledException)
            {
                if (!ServerTrouble.Passes(e) || !await deadline.PauseAsync().ConfigureAwait(false))
                {
                    // They are stored, and recovery will find them: failing the actors would not help the readers.
                    _log.Warning(
                        e,
                        "{Count} writes from {PersistenceId} on became visible late: queries by tag or of all events may have missed them",
                        stored.Count,
                        stored.First().PersistenceId);
                    return;
                }
            }
        }
    }

    // The whole document, whose timestamp is empty: the server fills it as it does in an insert. Never an upsert, so what was deleted
    // meanwhile stays deleted.
    private static ReplaceOneModel<BsonDocument> Renewed(BsonDocument document) =>
        new(Builders<BsonDocument>.Filter.Eq(EventFields.Id, StoredEvents.IdOf(document)), document);
}
