using System.Text;
using ActorBots.Storage.Mongo.Documents;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ActorBots.Storage.Mongo;

/// <summary>
/// Pages of documents whose <c>_id</c> is a string in one and an ObjectId in another, in the order of the ids' text. Each kind is read in the
/// order of the index, and both are merged; a document whose <c>_id</c> is of another kind is in no page.
/// </summary>
internal static class MixedIdPage
{
    /// <summary>The first ids after a text, each with its documents: two when both forms of it are in use.</summary>
    public static async Task<List<(string Id, List<RawBsonDocument> Forms)>> ReadAsync(
        IMongoCollection<RawBsonDocument> collection,
        FilterDefinition<BsonDocument> filter,
        BsonDocument projection,
        string? after,
        int limit,
        CancellationToken cancellationToken)
    {
        Task<List<RawBsonDocument>> FindAsync(FilterDefinition<BsonDocument>? range) => range is null
            ? Task.FromResult<List<RawBsonDocument>>([])
            : collection.Find(Rendered(filter & range))
                .Sort(new BsonDocument("_id", 1))
                .Project<RawBsonDocument>(projection)
                .Limit(limit)
                .ToListAsync(cancellationToken);

        var strings = FindAsync(DocumentId.StringAfter("_id", after));
        var objectIds = FindAsync(DocumentId.ObjectIdAfter("_id", after));
        await Task.WhenAll(strings, objectIds).ConfigureAwait(false);
        return [.. (await objectIds.ConfigureAwait(false)).Concat(await strings.ConfigureAwait(false))
            .GroupBy(static document => DocumentId.TextOf(document["_id"])!, StringComparer.Ordinal)
            .OrderBy(static group => group.Key, ByteOrder.Instance)
            .Take(limit)
            .Select(static group => (group.Key, group.ToList()))];
    }

    private static BsonDocumentFilterDefinition<RawBsonDocument> Rendered(FilterDefinition<BsonDocument> filter)
    {
        var serializers = MongoDB.Bson.Serialization.BsonSerializer.SerializerRegistry;
        return new(filter.Render(new RenderArgs<BsonDocument>(serializers.GetSerializer<BsonDocument>(), serializers)));
    }

    /// <summary>The server's order of strings.</summary>
    private sealed class ByteOrder : IComparer<string>
    {
        public static readonly ByteOrder Instance = new();

        public int Compare(string? x, string? y) => Encoding.UTF8.GetBytes(x ?? string.Empty).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y ?? string.Empty));
    }
}
