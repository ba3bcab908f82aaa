using System.Collections.Immutable;
using ActorBots.Ports.Storage;
using ActorBots.Storage.Mongo.Documents;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ActorBots.Storage.Mongo;

/// <summary>
/// Positions and trades in MongoDB. No transaction: each row is written idempotently under its own guard, and the offset only after all
/// rows. Documents whose <c>_id</c> is no string are not the engine's and are left out.
/// </summary>
internal sealed class MongoTradeLedger : ITradeLedger
{
    private static readonly BsonDocument ById = new("_id", 1);
    private static readonly BsonDocument NewestFirst = new() { ["closed_at"] = -1, ["_id"] = -1 };

    private readonly IMongoCollection<BsonDocument> _positions;
    private readonly IMongoCollection<BsonDocument> _trades;
    private readonly IMongoCollection<BsonDocument> _projections;

    public MongoTradeLedger(IMongoDatabase database)
    {
        _positions = database.GetCollection<BsonDocument>(MongoCollections.Positions);
        _trades = database.GetCollection<BsonDocument>(MongoCollections.Trades);
        _projections = database.GetCollection<BsonDocument>(MongoCollections.Projections);
    }

    private static FilterDefinitionBuilder<BsonDocument> Where => Builders<BsonDocument>.Filter;

    /// <inheritdoc />
    public async Task WriteAsync(
        string projection,
        IReadOnlyCollection<PositionRow> positions,
        IReadOnlyCollection<TradeRow> trades,
        long offset,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        StoreArgument.CheckBatch(positions, trades);
        await Task.WhenAll(
            MongoBatches.WriteAsync(_positions, Newest(positions).Select(Put), cancellationToken),
            MongoBatches.WriteAsync(_trades, trades.Select(Add), cancellationToken)).ConfigureAwait(false);

        var move = Builders<BsonDocument>.Update.Max("offset", offset);
        await MongoBatches.UpsertAsync(_projections, Where.Eq("_id", projection), move, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async Task<long> GetOffsetAsync(string projection, CancellationToken cancellationToken)
    {
        var found = await _projections.Find(Where.Eq("_id", projection)).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        return found is null ? 0 : new StoredFields(MongoCollections.Projections, found).Whole<long>("offset");
    }

    /// <inheritdoc />
    public async Task<ImmutableArray<PositionRow>> ListOpenPositionsAsync(string? botId, CancellationToken cancellationToken)
    {
        var filter = OfBot(botId) & Where.Eq("status", PositionBson.Open) & DocumentId.StringAfter("_id", null);
        var found = await _positions.Find(filter).Sort(ById).ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. found.Select(PositionBson.Read)];
    }

    /// <inheritdoc />
    public async Task<PositionRow?> FindPositionAsync(string positionId, CancellationToken cancellationToken)
    {
        var found = await _positions.Find(Where.Eq("_id", positionId)).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        return found is null ? null : PositionBson.Read(found);
    }

    /// <inheritdoc />
    public async Task<Page<PositionRow>> ListPositionsAsync(string? after, int size, CancellationToken cancellationToken)
    {
        StoreArgument.CheckPageSize(size);
        var found = await _positions.Find(DocumentId.StringAfter("_id", after))
            .Sort(ById).Limit(size + 1).ToListAsync(cancellationToken).ConfigureAwait(false);
        return Paging.Cut(found.ConvertAll(PositionBson.Read), size, static position => position.PositionId);
    }

    /// <inheritdoc />
    public async Task<Page<TradeRow>> ListTradesAsync(string? botId, string? after, int size, CancellationToken cancellationToken)
    {
        StoreArgument.CheckPageSize(size);
        var filter = OfBot(botId) & Where.Type("_id", BsonType.String) & Where.Type("closed_at", BsonType.DateTime);
        if (after is not null)
        {
            var place = TradeCursor.Parse(after);
            var closedAt = new BsonDateTime(place.ClosedAtMs);
            filter &= Where.Lte("closed_at", closedAt) & (Where.Lt("closed_at", closedAt) | Where.Lt("_id", place.TradeId));
        }

        var found = await _trades.Find(filter).Sort(NewestFirst).Limit(size + 1).ToListAsync(cancellationToken).ConfigureAwait(false);
        return Paging.Cut(found.ConvertAll(TradeBson.Read), size, static trade => TradeCursor.Of(trade).ToString());
    }

    private static FilterDefinition<BsonDocument> OfBot(string? botId) => botId is null ? Where.Empty : DocumentId.Is("bot_id", botId);

    /// <summary>The newest row of each position, so that the order in which the server writes them does not matter.</summary>
    private static IEnumerable<PositionRow> Newest(IReadOnlyCollection<PositionRow> rows) =>
        rows.GroupBy(static row => row.PositionId, StringComparer.Ordinal)
            .Select(static group => group.Aggregate(static (newest, row) => row.SequenceNumber >= newest.SequenceNumber ? row : newest));

    /// <summary>
    /// Writes a position unless the stored one is newer: then the guard finds nothing, and the insert in its stead fails on the id. Fields
    /// that the engine does not know stay.
    /// </summary>
    private static UpdateOneModel<BsonDocument> Put(PositionRow row) =>
        new(
            Where.Eq("_id", row.PositionId) & Where.Not(Where.Gt("sequence_number", row.SequenceNumber)),
            new BsonDocument("$set", PositionBson.Of(row)))
        { IsUpsert = true };

    private static UpdateOneModel<BsonDocument> Add(TradeRow row) =>
        new(Where.Eq("_id", row.TradeId), new BsonDocument("$setOnInsert", TradeBson.Of(row))) { IsUpsert = true };
}
