using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence;
using Akka.Persistence.Snapshot;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ActorBots.Storage.Mongo.Persistence;

/// <summary>The snapshot store on MongoDB, in the official plugin's documents. Snapshots speed recovery; they fence nothing.</summary>
internal sealed class MongoSnapshotStore : SnapshotStore
{
    private static readonly FilterDefinitionBuilder<BsonDocument> Filter = Builders<BsonDocument>.Filter;

    private readonly IMongoCollection<BsonDocument> _snapshots;
    private readonly SnapshotDocuments _documents;
    private readonly SnapshotSaves _saves = new();
    private readonly ReadGate _gate;
    private readonly Once<bool> _ready;

    /// <param name="config">The plugin's section.</param>
    public MongoSnapshotStore(Config config)
    {
        var settings = SnapshotSettings.Read(Self.Path.Name, config);
        var connection = MongoPersistence.For(Context.System).ConnectionOf(Self.Path.Name, config);
        _snapshots = connection.Database.GetCollection<BsonDocument>(settings.Collection);
        _documents = new SnapshotDocuments((ExtendedActorSystem)Context.System);
        _gate = new ReadGate(settings.ParallelOperations, settings.CallTimeout);
        _ready = new Once<bool>(token => PrepareAsync(settings, token), settings.CallTimeout);
    }

    public override Task<PersistenceHealthCheckResult> CheckHealthAsync(CancellationToken cancellationToken = default) =>
        MongoHealth.CheckAsync(_snapshots.Database, base.CheckHealthAsync, cancellationToken);

    protected override Task<SelectedSnapshot> LoadAsync(string persistenceId, SnapshotSelectionCriteria criteria, CancellationToken cancellationToken) =>
        _saves.RunAsync(persistenceId, async () =>
        {
            var document = await RunAsync(
                $"loading a snapshot of {persistenceId}",
                async token =>
                {
                    var options = new FindOptions<BsonDocument> { Sort = Builders<BsonDocument>.Sort.Descending(EventFields.SequenceNr), Limit = 1 };
                    using var cursor = await _snapshots.FindAsync(Matching(persistenceId, criteria), options, token).ConfigureAwait(false);
                    return await cursor.FirstOrDefaultAsync(token).ConfigureAwait(false);
                },
                cancellationToken).ConfigureAwait(false);
            return document is null ? null! : _documents.Read(document);
        });

    protected override Task SaveAsync(SnapshotMetadata metadata, object snapshot, CancellationToken cancellationToken)
    {
        // Here and not later: the order of saves is that of the calls, and a snapshot that cannot be serialized fails at once.
        var document = _documents.Write(metadata, snapshot);
        return _saves.RunAsync(metadata.PersistenceId, () => RunAsync(
            $"saving a snapshot of {metadata.PersistenceId}",
            async token =>
            {
                try
                {
                    await ReplaceAsync(document, token).ConfigureAwait(false);
                }
                catch (MongoException e) when (ServerTrouble.IsDuplicate(e))
                {
                    // Two upserts at once, of two nodes: the loser replaces what the winner made.
                    await ReplaceAsync(document, token).ConfigureAwait(false);
                }

                return true;
            },
            cancellationToken));
    }

    protected override Task DeleteAsync(SnapshotMetadata metadata, CancellationToken cancellationToken)
    {
        var filter = Filter.Eq(EventFields.Id, EventFields.IdOf(metadata.PersistenceId, metadata.SequenceNr));
        if (metadata.Timestamp != DateTime.MinValue)
        {
            // Akka deletes after a failed save: without the timestamp that would take a good older snapshot of the same number.
            filter &= Filter.Eq(EventFields.Timestamp, metadata.Timestamp.Ticks);
        }

        return DeleteAsync(metadata.PersistenceId, filter, cancellationToken);
    }

    protected override Task DeleteAsync(string persistenceId, SnapshotSelectionCriteria criteria, CancellationToken cancellationToken) =>
        DeleteAsync(persistenceId, Matching(persistenceId, criteria), cancellationToken);

    private static FilterDefinition<BsonDocument> Matching(string persistenceId, SnapshotSelectionCriteria criteria) =>
        Filter.Eq(EventFields.PersistenceId, persistenceId)
        & Filter.Gte(EventFields.SequenceNr, criteria.MinSequenceNr)
        & Filter.Lte(EventFields.SequenceNr, criteria.MaxSequenceNr)
        & Filter.Gte(EventFields.Timestamp, (criteria.MinTimestamp ?? DateTime.MinValue).Ticks)
        & Filter.Lte(EventFields.Timestamp, criteria.MaxTimeStamp.Ticks);

    private Task<bool> DeleteAsync(string persistenceId, FilterDefinition<BsonDocument> filter, CancellationToken cancellationToken) =>
        _saves.RunAsync(persistenceId, () => RunAsync(
            $"deleting snapshots of {persistenceId}",
            async token =>
            {
                await _snapshots.DeleteManyAsync(filter, token).ConfigureAwait(false);
                return true;
            },
            cancellationToken));

    private Task<ReplaceOneResult> ReplaceAsync(BsonDocument document, CancellationToken cancellationToken) => _snapshots.ReplaceOneAsync(
        Filter.Eq(EventFields.Id, document[EventFields.Id]), document, new ReplaceOptions { IsUpsert = true }, cancellationToken);

    private Task<T> RunAsync<T>(string what, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken) => _gate.RunAsync(
        what,
        async token =>
        {
            await _ready.GetAsync(token).ConfigureAwait(false);
            return await work(token).ConfigureAwait(false);
        },
        cancellationToken);

    private async Task<bool> PrepareAsync(SnapshotSettings settings, CancellationToken cancellationToken)
    {
        if (settings.AutoInitialize)
        {
            var keys = Builders<BsonDocument>.IndexKeys;
            await _snapshots.Indexes.CreateManyAsync(
                [new(keys.Ascending(EventFields.PersistenceId).Descending(EventFields.SequenceNr))], cancellationToken).ConfigureAwait(false);
        }

        return true;
    }
}
