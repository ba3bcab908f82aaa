using MongoDB.Bson;
using MongoDB.Driver;

namespace ActorBots.Storage.Mongo.Persistence;

/// <summary>A journal's two collections, and what the server offers for them.</summary>
internal sealed class JournalCollections
{
    private readonly MongoConnection _connection;
    private readonly JournalSettings _settings;
    private readonly Once<bool> _ready;

    public JournalCollections(MongoConnection connection, JournalSettings settings)
    {
        _connection = connection;
        _settings = settings;
        Events = connection.Database.GetCollection<BsonDocument>(settings.Collection);
        Metadata = connection.Database.GetCollection<BsonDocument>(settings.MetadataCollection);
        _ready = new Once<bool>(PrepareAsync, settings.CallTimeout);
    }

    public IMongoCollection<BsonDocument> Events { get; }

    public IMongoCollection<BsonDocument> Metadata { get; }

    public IMongoClient Client => _connection.Client;

    public IMongoDatabase Database => _connection.Database;

    /// <summary>
    /// Makes the indexes once and tells whether several documents can be written in one transaction. Done with the first use and not at the
    /// start: a server that is away then must not keep the plugin from coming up with it later.
    /// </summary>
    public Task<bool> OfferTransactionsAsync(CancellationToken cancellationToken) => _ready.GetAsync(cancellationToken);

    private async Task<bool> PrepareAsync(CancellationToken cancellationToken)
    {
        var offersTransactions = await _connection.OffersTransactionsAsync(cancellationToken).ConfigureAwait(false);
        if (_settings.AutoInitialize)
        {
            // The official plugin's, with their default names: none is unique, that two events never share a number rests on _id.
            var keys = Builders<BsonDocument>.IndexKeys;
            await Events.Indexes.CreateManyAsync(
                [
                    new(keys.Ascending(EventFields.PersistenceId).Descending(EventFields.SequenceNr)),
                    new(keys.Ascending(EventFields.Ordering)),
                    new(keys.Ascending(EventFields.Tags).Ascending(EventFields.Ordering)),
                ],
                cancellationToken).ConfigureAwait(false);
            await Metadata.Indexes.CreateManyAsync([new(keys.Ascending(EventFields.PersistenceId))], cancellationToken).ConfigureAwait(false);
        }

        return offersTransactions && _settings.UseTransactions;
    }
}
