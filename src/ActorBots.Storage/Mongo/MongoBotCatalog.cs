using ActorBots.Ports.Storage;
using ActorBots.Storage.Mongo.Documents;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ActorBots.Storage.Mongo;

/// <summary>Bots in MongoDB's collection <c>bots</c>, which backends and people write, too.</summary>
internal sealed class MongoBotCatalog : IBotCatalog
{
    private static readonly BsonDocument IdOnly = new("_id", 1);
    private static readonly BsonArray ShouldRun = ["RUNNING", "PAUSED"];

    private readonly IMongoCollection<BsonDocument> _bots;
    private readonly IMongoCollection<RawBsonDocument> _rawBots;
    private readonly TimeProvider _time;

    public MongoBotCatalog(IMongoDatabase database, TimeProvider time)
    {
        _bots = database.GetCollection<BsonDocument>(MongoCollections.Bots);
        _rawBots = database.GetCollection<RawBsonDocument>(MongoCollections.Bots);
        _time = time;
    }

    /// <inheritdoc />
    public async Task<BotDocument?> FindAsync(string botId, CancellationToken cancellationToken)
    {
        var forms = await _bots.Find(DocumentId.Is("_id", botId)).As<RawBsonDocument>().ToListAsync(cancellationToken).ConfigureAwait(false);
        return forms.Count == 0 ? null : BotBson.Read(botId, forms);
    }

    /// <inheritdoc />
    public async Task PutAsync(BotDocument document, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        StoreArgument.CheckDocument(document);
        var update = BotBson.Update(document, _time.GetUtcNow());
        if (DocumentId.IsObjectId(document.BotId))
        {
            // Somebody may have written the digits as a string; then that document is the bot.
            var asText = Builders<BsonDocument>.Filter.Eq("_id", document.BotId);
            if ((await _bots.UpdateOneAsync(asText, update, null, cancellationToken).ConfigureAwait(false)).MatchedCount > 0)
                return;
        }

        var filter = Builders<BsonDocument>.Filter.Eq("_id", DocumentId.Of(document.BotId));
        await MongoBatches.UpsertAsync(_bots, filter, update, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async Task<Page<BotDocument>> ListAsync(string? after, int size, CancellationToken cancellationToken)
    {
        StoreArgument.CheckPageSize(size);
        var rows = await MixedIdPage.ReadAsync(
            _rawBots, FilterDefinition<BsonDocument>.Empty, [], after, size + 1, cancellationToken).ConfigureAwait(false);
        return Paging.Cut(rows.ConvertAll(static row => BotBson.Read(row.Id, row.Forms)), size, static document => document.BotId);
    }

    /// <inheritdoc />
    public Task WriteStatusAsync(IReadOnlyCollection<BotStatusRow> rows, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return MongoBatches.WriteAsync(_bots, rows.SelectMany(BotStatusBson.Updates), cancellationToken);
    }

    /// <inheritdoc />
    public async Task<BotStatusRow?> FindStatusAsync(string botId, CancellationToken cancellationToken)
    {
        var found = await _bots.Find(DocumentId.Is("_id", botId))
            .Project<BsonDocument>(BotStatusBson.Projection)
            .FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        return found is null ? null : BotStatusBson.Read(botId, found);
    }

    /// <inheritdoc />
    public async Task<Page<string>> ListShouldRunAsync(string? after, int size, CancellationToken cancellationToken)
    {
        StoreArgument.CheckPageSize(size);
        var shouldRun = Builders<BsonDocument>.Filter.In(BotStatusBson.DesiredStatus, ShouldRun)
            & Builders<BsonDocument>.Filter.Exists(BotStatusBson.SequenceNumber);
        var rows = await MixedIdPage.ReadAsync(_rawBots, shouldRun, IdOnly, after, size + 1, cancellationToken).ConfigureAwait(false);
        return Paging.Cut(rows.ConvertAll(static row => row.Id), size, static id => id);
    }

    /// <summary>
    /// How many documents have an <c>_id</c> that can be no bot's: neither string nor ObjectId. Nothing can name such a bot, so no list has
    /// it. For an operator's check; reads the index.
    /// </summary>
    public Task<long> CountUnnameableAsync(CancellationToken cancellationToken) =>
        _bots.CountDocumentsAsync(
            Builders<BsonDocument>.Filter.Not(new BsonDocument("_id", new BsonDocument("$type", new BsonArray { "string", "objectId" }))),
            cancellationToken: cancellationToken);
}
