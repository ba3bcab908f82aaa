using ActorBots.Ports.Storage;
using ActorBots.Storage.Mongo.Documents;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ActorBots.Storage.Mongo;

/// <summary>Dead letters in MongoDB.</summary>
internal sealed class MongoDeadLetterStore : IDeadLetterStore
{
    private static readonly BsonDocument ById = new("_id", 1);

    private readonly IMongoCollection<BsonDocument> _letters;

    public MongoDeadLetterStore(IMongoDatabase database)
    {
        _letters = database.GetCollection<BsonDocument>(MongoCollections.DeadLetters);
    }

    /// <inheritdoc />
    public Task AddAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        StoreArgument.CheckId(letter.NotificationId);
        return MongoBatches.UpsertAsync(
            _letters,
            Builders<BsonDocument>.Filter.Eq("_id", letter.NotificationId),
            new BsonDocument("$set", DeadLetterBson.Of(letter)),
            cancellationToken);
    }

    /// <inheritdoc />
    public async Task<Page<DeadLetter>> ListAsync(string? botId, string? after, int size, CancellationToken cancellationToken)
    {
        StoreArgument.CheckPageSize(size);
        var filter = DocumentId.StringAfter("_id", after);
        if (botId is not null)
            filter &= DocumentId.Is("bot_id", botId);

        var found = await _letters.Find(filter).Sort(ById).Limit(size + 1).ToListAsync(cancellationToken).ConfigureAwait(false);
        return Paging.Cut(found.ConvertAll(DeadLetterBson.Read), size, static letter => letter.NotificationId);
    }

    /// <inheritdoc />
    public Task RemoveAsync(string notificationId, CancellationToken cancellationToken) =>
        _letters.DeleteOneAsync(Builders<BsonDocument>.Filter.Eq("_id", notificationId), cancellationToken);
}
