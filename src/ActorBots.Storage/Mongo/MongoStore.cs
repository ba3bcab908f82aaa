using ActorBots.Ports.Storage;
using ActorBots.Storage.Mongo.Schema;
using MongoDB.Driver;

namespace ActorBots.Storage.Mongo;

/// <summary>
/// A store in a MongoDB database, standalone or replica set. Needs no transaction: each write is idempotent and guarded by itself. Other
/// components and the backend may keep collections and fields of their own in the same database.
/// </summary>
public sealed class MongoStore : IStore
{
    private MongoStore(IMongoDatabase database, TimeProvider time)
    {
        Bots = new MongoBotCatalog(database, time);
        Ledger = new MongoTradeLedger(database);
        DeadLetters = new MongoDeadLetterStore(database);
    }

    /// <inheritdoc />
    public IBotCatalog Bots { get; }

    /// <inheritdoc />
    public ITradeLedger Ledger { get; }

    /// <inheritdoc />
    public IDeadLetterStore DeadLetters { get; }

    /// <summary>Brings the collections to the newest version and makes the indexes that are missing.</summary>
    /// <param name="connection">The database; stays the caller's, who disposes of it after the store.</param>
    /// <param name="time">The wall clock, for the instants that the store itself notes.</param>
    /// <param name="cancellationToken">Ends the effort.</param>
    /// <exception cref="StoreVersionException">A newer program has written the database.</exception>
    /// <exception cref="MongoException">The server cannot be reached or refuses.</exception>
    public static async Task<MongoStore> OpenAsync(MongoConnection connection, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(time);
        await new MongoSchema(connection.Database, MongoSchema.Migrations, time).MigrateAsync(cancellationToken).ConfigureAwait(false);
        await MongoIndexes.CreateAsync(connection.Database, cancellationToken).ConfigureAwait(false);
        return new MongoStore(connection.Database, time);
    }

    /// <summary>Nothing to close: the connection is the caller's.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
