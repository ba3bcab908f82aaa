using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ActorBots.Storage.Mongo.Persistence;

/// <summary>Reads one persistence id: its events page by page, its highest number; and deletes.</summary>
internal sealed class EventReader
{
    private static readonly FilterDefinitionBuilder<BsonDocument> Filter = Builders<BsonDocument>.Filter;

    private readonly JournalCollections _collections;
    private readonly ReadGate _gate;
    private readonly int _pageSize;

    public EventReader(JournalCollections collections, ReadGate gate, int pageSize)
    {
        _collections = collections;
        _gate = gate;
        _pageSize = pageSize;
    }

    /// <summary>
    /// The documents from one number to another, ascending, at most so many. Page after page by the last number read, and not one cursor:
    /// each page has a time of its own however long the whole takes, and a lost connection costs a page and not the recovery.
    /// </summary>
    public async IAsyncEnumerable<BsonDocument> ReadAsync(
        string persistenceId, long from, long to, long max, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var left = max;
        while (left > 0 && from <= to)
        {
            var limit = (int)Math.Min(left, _pageSize);
            var page = await PageAsync(persistenceId, from, to, limit, cancellationToken).ConfigureAwait(false);
            foreach (var document in page)
            {
                yield return document;
            }

            if (page.Length < limit || page[^1][EventFields.SequenceNr].ToInt64() is var last && last == long.MaxValue)
            {
                yield break;
            }

            left -= page.Length;
            from = last + 1;
        }
    }

    /// <summary>One page, ascending.</summary>
    public Task<ImmutableArray<BsonDocument>> PageAsync(string persistenceId, long from, long to, int limit, CancellationToken cancellationToken) =>
        _gate.RunAsync(
            $"reading events of {persistenceId}",
            async token =>
            {
                using var cursor = await _collections.Events.FindAsync(
                    Filter.Eq(EventFields.PersistenceId, persistenceId) & Filter.Gte(EventFields.SequenceNr, from) & Filter.Lte(EventFields.SequenceNr, to),
                    new FindOptions<BsonDocument> { Sort = Builders<BsonDocument>.Sort.Ascending(EventFields.SequenceNr), Limit = limit, BatchSize = limit },
                    token).ConfigureAwait(false);
                return (await cursor.ToListAsync(token).ConfigureAwait(false)).ToImmutableArray();
            },
            cancellationToken);

    /// <summary>The highest number ever written, also when its event is deleted; 0 when there is none.</summary>
    public Task<long> HighestAsync(string persistenceId, CancellationToken cancellationToken) => _gate.RunAsync(
        $"reading the highest sequence number of {persistenceId}",
        async token =>
        {
            // Waiting for the indexes here keeps the first recoveries after a fresh start from scanning.
            await _collections.OfferTransactionsAsync(token).ConfigureAwait(false);
            var stored = TopAsync(_collections.Events, persistenceId, token);
            var deleted = TopAsync(_collections.Metadata, persistenceId, token);
            return Math.Max(await stored.ConfigureAwait(false), await deleted.ConfigureAwait(false));
        },
        cancellationToken);

    /// <summary>Deletes up to a number, after noting the highest number where that would be forgotten.</summary>
    public async Task DeleteAsync(string persistenceId, long to, CancellationToken cancellationToken)
    {
        var highest = await HighestAsync(persistenceId, cancellationToken).ConfigureAwait(false);
        if (highest == 0)
        {
            return;
        }

        await _gate.RunAsync(
            $"deleting events of {persistenceId}",
            async token =>
            {
                if (highest <= to)
                {
                    await NoteHighestAsync(persistenceId, highest, token).ConfigureAwait(false);
                }

                await _collections.Events.DeleteManyAsync(
                    Filter.Eq(EventFields.PersistenceId, persistenceId) & Filter.Lte(EventFields.SequenceNr, to), token).ConfigureAwait(false);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }

    private static async Task<long> TopAsync(IMongoCollection<BsonDocument> collection, string persistenceId, CancellationToken cancellationToken)
    {
        using var cursor = await collection.FindAsync(
            Filter.Eq(EventFields.PersistenceId, persistenceId),
            new FindOptions<BsonDocument>
            {
                Sort = Builders<BsonDocument>.Sort.Descending(EventFields.SequenceNr),
                Limit = 1,
                Projection = Builders<BsonDocument>.Projection.Include(EventFields.SequenceNr),
            },
            cancellationToken).ConfigureAwait(false);
        var top = await cursor.FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        return top?[EventFields.SequenceNr].ToInt64() ?? 0;
    }

    private async Task NoteHighestAsync(string persistenceId, long highest, CancellationToken cancellationToken)
    {
        var update = Builders<BsonDocument>.Update.Set(EventFields.PersistenceId, persistenceId).Max(EventFields.SequenceNr, highest);
        try
        {
            await UpsertAsync().ConfigureAwait(false);
        }
        catch (MongoException e) when (ServerTrouble.IsDuplicate(e))
        {
            // Two upserts at once: the loser updates what the winner made.
            await UpsertAsync().ConfigureAwait(false);
        }

        Task UpsertAsync() => _collections.Metadata.UpdateOneAsync(
            Filter.Eq(EventFields.Id, persistenceId), update, new UpdateOptions { IsUpsert = true }, cancellationToken);
    }
}
