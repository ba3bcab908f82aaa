using MongoDB.Bson;
using MongoDB.Driver;

namespace ActorBots.Storage.Mongo;

/// <summary>Writes many idempotent updates in few round trips.</summary>
internal static class MongoBatches
{
    /// <summary>Most updates in one round trip.</summary>
    public const int MaxUpdates = 500;

    private static readonly BulkWriteOptions Unordered = new() { IsOrdered = false };

    /// <summary>
    /// Writes all of them, in no order. What the server refuses of one keeps no other from being written; then the first such refusal is
    /// thrown.
    /// </summary>
    /// <exception cref="MongoBulkWriteException{TDocument}">An update was refused; all others were written.</exception>
    /// <exception cref="MongoException">The server cannot be reached; some may have been written.</exception>
    public static async Task WriteAsync(
        IMongoCollection<BsonDocument> collection, IEnumerable<UpdateOneModel<BsonDocument>> updates, CancellationToken cancellationToken)
    {
        MongoBulkWriteException<BsonDocument>? refusal = null;
        foreach (var chunk in updates.Chunk(MaxUpdates))
        {
            try
            {
                await RetryOnceAsync(() => collection.BulkWriteAsync(chunk, Unordered, cancellationToken)).ConfigureAwait(false);
            }
            catch (MongoBulkWriteException<BsonDocument> exception) when (exception.WriteConcernError is null)
            {
                refusal ??= exception;
            }
        }

        if (refusal is not null)
            throw refusal;
    }

    /// <summary>Two upserts of one new document can race, and one loses: it finds the document at its second attempt.</summary>
    public static async Task RetryOnceAsync(Func<Task> upsert)
    {
        try
        {
            await upsert().ConfigureAwait(false);
        }
        catch (Exception exception) when (IsLostRace(exception))
        {
            await upsert().ConfigureAwait(false);
        }
    }

    private static bool IsLostRace(Exception exception) => exception switch
    {
        MongoBulkWriteException bulk => bulk.WriteErrors.Any(static e => e.Category == ServerErrorCategory.DuplicateKey),
        MongoWriteException { WriteError.Category: ServerErrorCategory.DuplicateKey } => true,
        MongoCommandException { Code: 11000 } => true,
        _ => false,
    };
}
