using System.Collections.Immutable;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ActorBots.Storage.Mongo.Persistence;

/// <summary>Reads all persistence ids in the order of the server's timestamps.</summary>
internal sealed class OrderedPages
{
    private static readonly FilterDefinitionBuilder<BsonDocument> Filter = Builders<BsonDocument>.Filter;
    private static readonly SortDefinitionBuilder<BsonDocument> Sort = Builders<BsonDocument>.Sort;

    private readonly JournalCollections _collections;
    private readonly ReadGate _gate;

    public OrderedPages(JournalCollections collections, ReadGate gate)
    {
        _collections = collections;
        _gate = gate;
    }

    /// <summary>The highest timestamp that can be seen; null in an empty journal.</summary>
    public Task<BsonTimestamp?> TopAsync(CancellationToken cancellationToken) =>
        RunAsync(token => FirstOrderingAsync(Filter.Empty, 0, token), cancellationToken);

    /// <summary>The timestamp before that of the n-th event from the end, among those up to a ceiling; 0 when there are fewer.</summary>
    public Task<long> BeforeLastAsync(int count, string? tag, BsonTimestamp ceiling, CancellationToken cancellationToken) => RunAsync(
        async token => await FirstOrderingAsync(Matching(0, tag, ceiling), Math.Max(count, 1) - 1, token).ConfigureAwait(false) is { } first
            ? count <= 0 ? ceiling.Value : first.Value - 1
            : 0,
        cancellationToken);

    /// <summary>The next documents after an offset, up to a ceiling.</summary>
    /// <returns>The documents, and the offset after which to go on.</returns>
    public async Task<(ImmutableArray<BsonDocument> Page, long Next)> PageAsync(
        long from, string? tag, BsonTimestamp ceiling, int limit, CancellationToken cancellationToken)
    {
        var page = await RunAsync(
            async token =>
            {
                using var cursor = await _collections.Events.FindAsync(
                    Matching(from, tag, ceiling),
                    new FindOptions<BsonDocument> { Sort = Sort.Ascending(EventFields.Ordering), Limit = limit, BatchSize = limit },
                    token).ConfigureAwait(false);
                return (await cursor.ToListAsync(token).ConfigureAwait(false)).ToImmutableArray();
            },
            cancellationToken).ConfigureAwait(false);
        if (page.Length < limit)
        {
            return (page, ceiling.Value);
        }

        // Events of one timestamp (two shards may give the same) stay together, for the next page starts after it.
        var last = OrderingOf(page[^1]);
        var whole = page.RemoveAll(d => OrderingOf(d) == last);
        return whole.IsEmpty ? (page, last) : (whole, OrderingOf(whole[^1]));
    }

    /// <summary>All persistence ids that have an event after an offset.</summary>
    public Task<ImmutableArray<string>> PersistenceIdsAsync(long from, CancellationToken cancellationToken) => RunAsync(
        async token =>
        {
            var pipeline = new EmptyPipelineDefinition<BsonDocument>()
                .Match(Filter.Gt(EventFields.Ordering, new BsonTimestamp(from)))
                .Group(new BsonDocument(EventFields.Id, $"${EventFields.PersistenceId}"));
            using var cursor = await _collections.Events.AggregateAsync(pipeline, cancellationToken: token).ConfigureAwait(false);
            var ids = await cursor.ToListAsync(token).ConfigureAwait(false);
            return ids.Select(d => d[EventFields.Id].AsString).Order(StringComparer.Ordinal).ToImmutableArray();
        },
        cancellationToken);

    public static long OrderingOf(BsonDocument document) => document[EventFields.Ordering].AsBsonTimestamp.Value;

    private static FilterDefinition<BsonDocument> Matching(long from, string? tag, BsonTimestamp ceiling)
    {
        var range = Filter.Gt(EventFields.Ordering, new BsonTimestamp(from)) & Filter.Lte(EventFields.Ordering, ceiling);
        return tag is null ? range : range & Filter.Eq(EventFields.Tags, tag);
    }

    private async Task<BsonTimestamp?> FirstOrderingAsync(FilterDefinition<BsonDocument> filter, int skip, CancellationToken cancellationToken)
    {
        using var cursor = await _collections.Events.FindAsync(
            filter,
            new FindOptions<BsonDocument>
            {
                Sort = Sort.Descending(EventFields.Ordering),
                Skip = skip,
                Limit = 1,
                Projection = Builders<BsonDocument>.Projection.Include(EventFields.Ordering),
            },
            cancellationToken).ConfigureAwait(false);
        return (await cursor.FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false))?[EventFields.Ordering].AsBsonTimestamp;
    }

    private Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken) => _gate.RunAsync(
        "reading the journal in its order",
        async token =>
        {
            await _collections.OfferTransactionsAsync(token).ConfigureAwait(false);
            return await work(token).ConfigureAwait(false);
        },
        cancellationToken);
}
