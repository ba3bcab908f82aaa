using MongoDB.Bson;
using MongoDB.Driver;

namespace ActorBots.Storage.Mongo;

/// <summary>Writes many idempotent updates in few round trips.</summary>
internal static class MongoBatches
{
    /// <summary>Most updates in one round trip.</summary>
    public const int MaxUpdates = 1000;

    private static readonly BulkWriteOptions Unordered = new() { IsOrdered = false };

    /// <summary>
    /// Writes all of them, in no order. What the server refuses of one keeps no other from being written; then the first such refusal is
    /// thrown. An upsert whose document is there but fails its guard is no refusal: what is stored is newer.
    /// </summary>
    /// <exception cref="MongoBulkWriteException{TDocument}">An update was refused; all others were written.</exception>
    /// <exception cref="MongoException">The server cannot be reached; some may have been written.</exception>
    public static async Task WriteAsync(
        IMongoCollection<BsonDocument> collection, IEnumerable<UpdateOneModel<BsonDocument>> updates, CancellationToken cancellationToken)
    {
        MongoBulkWriteException<BsonDocument>? refusal = null;
        foreach (var chunk in updates.Chunk(MaxUpdates))
        {
            var (lost, other) = await TryAsync(collection, chunk, cancellationToken).ConfigureAwait(false);
            refusal ??= other;
            if (lost.Length > 0)
            {
                // Of two first writes of one document one loses, and it may be the newer. Now the document is there, and only the guard decides.
                (_, other) = await TryAsync(collection, lost, cancellationToken).ConfigureAwait(false);
                refusal ??= other;
            }
        }

        if (refusal is not null)
            throw refusal;
    }

    /// <summary>Writes one document; of two upserts of one new document one loses, and finds the document at its second attempt.</summary>
    public static async Task UpsertAsync(
        IMongoCollection<BsonDocument> collection,
        FilterDefinition<BsonDocument> filter,
        UpdateDefinition<BsonDocument> update,
        CancellationToken cancellationToken)
    {
        var options = new UpdateOptions { IsUpsert = true };
        try
        {
            await collection.UpdateOneAsync(filter, update, options, cancellationToken).ConfigureAwait(false);
        }
        catch (MongoWriteException exception) when (exception.WriteError?.Category == ServerErrorCategory.DuplicateKey)
        {
            await collection.UpdateOneAsync(filter, update, options, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<(UpdateOneModel<BsonDocument>[] Lost, MongoBulkWriteException<BsonDocument>? Refusal)> TryAsync(
        IMongoCollection<BsonDocument> collection, UpdateOneModel<BsonDocument>[] updates, CancellationToken cancellationToken)
    {
        try
        {
            await collection.BulkWriteAsync(updates, Unordered, cancellationToken).ConfigureAwait(false);
            return ([], null);
        }
        catch (MongoBulkWriteException<BsonDocument> exception) when (exception.WriteConcernError is null)
        {
            var lost = exception.WriteErrors.Where(static e => e.Category == ServerErrorCategory.DuplicateKey).ToList();
            return ([.. lost.Select(e => updates[e.Index])], lost.Count == exception.WriteErrors.Count ? null : exception);
        }
    }
}
