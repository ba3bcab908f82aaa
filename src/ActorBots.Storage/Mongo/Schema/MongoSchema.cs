using System.Collections.Immutable;
using ActorBots.Storage.Mongo.Documents;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ActorBots.Storage.Mongo.Schema;

/// <summary>
/// The version of the collections: one document of <c>schema_versions</c>. A node claims the next step in it, runs it, and moves the version
/// on; the others wait. A claim that is not fulfilled in time, because its node died, is taken over. A published migration never changes; a
/// new one is added at the end.
/// </summary>
internal sealed class MongoSchema
{
    private const string DocumentName = "store";
    private const string Version = "version";
    private const string ClaimedUntil = "claimed_until";
    private const int NamespaceExists = 48;

    private readonly IMongoDatabase _database;
    private readonly IMongoCollection<BsonDocument> _versions;
    private readonly ImmutableArray<MongoMigration> _migrations;
    private readonly TimeProvider _time;

    public MongoSchema(IMongoDatabase database, ImmutableArray<MongoMigration> migrations, TimeProvider time)
    {
        _database = database;
        _versions = database.GetCollection<BsonDocument>(MongoCollections.SchemaVersions);
        _migrations = migrations;
        _time = time;
    }

    /// <summary>All migrations: the first makes version 1 from nothing, the next version 2 from 1, and so on.</summary>
    public static ImmutableArray<MongoMigration> Migrations { get; } = [new("make the collections", CreateCollectionsAsync)];

    /// <summary>How long a node may take for one step before another node takes it over.</summary>
    public static TimeSpan ClaimTime { get; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a node waits before it looks again at another node's step.</summary>
    public static TimeSpan Pause { get; } = TimeSpan.FromMilliseconds(200);

    private static FilterDefinition<BsonDocument> Own => Builders<BsonDocument>.Filter.Eq("_id", DocumentName);

    /// <summary>Brings the collections to the newest version.</summary>
    /// <exception cref="StoreVersionException">A newer program has written them.</exception>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await CreateAsync(_database, MongoCollections.SchemaVersions, cancellationToken).ConfigureAwait(false);
        var version = await ReadAsync(cancellationToken).ConfigureAwait(false);
        while (version < _migrations.Length)
        {
            if (await ClaimAsync(version, cancellationToken).ConfigureAwait(false))
            {
                await _migrations[version].RunAsync(_database, cancellationToken).ConfigureAwait(false);
                await MoveOnAsync(version, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await Task.Delay(Pause, _time, cancellationToken).ConfigureAwait(false);
            }

            version = await ReadAsync(cancellationToken).ConfigureAwait(false);
        }

        if (version > _migrations.Length)
        {
            throw new StoreVersionException(
                $"database '{_database.DatabaseNamespace.DatabaseName}' has schema version {version}; this program knows versions up to {_migrations.Length}");
        }
    }

    /// <summary>The version that is there; zero before the first migration.</summary>
    public async Task<int> ReadAsync(CancellationToken cancellationToken)
    {
        var found = await _versions.Find(Own).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        return found is null ? 0 : new StoredFields(MongoCollections.SchemaVersions, found).Whole<int>(Version);
    }

    /// <summary>Makes a collection unless it is there.</summary>
    private static async Task CreateAsync(IMongoDatabase database, string collection, CancellationToken cancellationToken)
    {
        try
        {
            await database.CreateCollectionAsync(collection, null, cancellationToken).ConfigureAwait(false);
        }
        catch (MongoCommandException exception) when (exception.Code == NamespaceExists)
        {
            // Another node, or an operator with a validator, was first.
        }
    }

    private static async Task CreateCollectionsAsync(IMongoDatabase database, CancellationToken cancellationToken)
    {
        string[] collections =
        [
            MongoCollections.Bots, MongoCollections.Positions, MongoCollections.Trades, MongoCollections.DeadLetters,
            MongoCollections.Projections, MongoCollections.Credentials,
        ];
        foreach (var collection in collections)
            await CreateAsync(database, collection, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether the step from this version is ours now.</summary>
    private async Task<bool> ClaimAsync(int version, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var filter = Builders<BsonDocument>.Filter;
        var isFree = Own & filter.Eq(Version, version) & (filter.Eq(ClaimedUntil, BsonNull.Value) | filter.Lt(ClaimedUntil, StoredValue.Of(now)));
        var claim = Builders<BsonDocument>.Update.Set(ClaimedUntil, StoredValue.Of(now + ClaimTime));
        try
        {
            var result = await _versions.UpdateOneAsync(
                isFree, claim, new UpdateOptions { IsUpsert = version == 0 }, cancellationToken).ConfigureAwait(false);
            return result.ModifiedCount > 0 || result.UpsertedId is not null;
        }
        catch (MongoWriteException exception) when (exception.WriteError?.Category == ServerErrorCategory.DuplicateKey)
        {
            // The document is there, and its step is another node's.
            return false;
        }
    }

    private async Task MoveOnAsync(int version, CancellationToken cancellationToken)
    {
        var next = Builders<BsonDocument>.Update
            .Set(Version, version + 1)
            .Set("applied_at", StoredValue.Of(_time.GetUtcNow()))
            .Unset(ClaimedUntil);
        await _versions.UpdateOneAsync(
            Own & Builders<BsonDocument>.Filter.Eq(Version, version), next, null, cancellationToken).ConfigureAwait(false);
    }
}
