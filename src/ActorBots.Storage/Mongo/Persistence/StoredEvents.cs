using MongoDB.Bson;
using MongoDB.Driver;

namespace ActorBots.Storage.Mongo.Persistence;

/// <summary>
/// Decides by reading back. A document with the very bytes that were to be written is this writer's own: the bytes hold the writer's guid,
/// which no other incarnation shares. The read sees only what a majority has, so what it shows cannot be rolled back.
/// </summary>
internal sealed class StoredEvents
{
    private readonly JournalCollections _collections;

    public StoredEvents(JournalCollections collections) => _collections = collections;

    /// <summary>What stands at the documents' ids.</summary>
    public async Task<IReadOnlyDictionary<string, StoredState>> CompareAsync(IReadOnlyCollection<BsonDocument> documents, CancellationToken cancellationToken)
    {
        var states = documents.ToDictionary(IdOf, _ => StoredState.Missing, StringComparer.Ordinal);
        var wanted = documents.ToDictionary(IdOf, PendingWrite.PayloadOf, StringComparer.Ordinal);
        using var cursor = await _collections.Events.FindAsync(
            Builders<BsonDocument>.Filter.In(EventFields.Id, states.Keys),
            new FindOptions<BsonDocument> { Projection = Builders<BsonDocument>.Projection.Include(EventFields.Payload) },
            cancellationToken).ConfigureAwait(false);
        while (await cursor.MoveNextAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (var found in cursor.Current)
            {
                var id = IdOf(found);
                var payload = found.GetValue(EventFields.Payload, BsonNull.Value);
                var isOwn = StoredPayload.TryUnwrap(payload, out var bytes) && bytes.AsSpan().SequenceEqual(wanted[id]);
                states[id] = isOwn ? StoredState.Own : StoredState.Foreign;
            }
        }

        return states;
    }

    public static string IdOf(BsonDocument document) => document[EventFields.Id].AsString;
}
