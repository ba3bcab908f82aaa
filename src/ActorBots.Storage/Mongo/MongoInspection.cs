using System.Collections.Immutable;
using ActorBots.Storage.Mongo.Documents;
using ActorBots.Storage.Mongo.Schema;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ActorBots.Storage.Mongo;

/// <summary>What an operator wants to know of a database before and while nodes use it. Looking changes nothing.</summary>
public sealed record MongoInspection
{
    /// <summary>The server's version as it says it.</summary>
    public required string ServerVersion { get; init; }

    /// <summary>The replica set's name; empty for a standalone or a sharded cluster.</summary>
    public required string ReplicaSet { get; init; }

    /// <summary>Whether the server offers transactions over several documents. The store needs none.</summary>
    public required bool OffersTransactions { get; init; }

    /// <summary>The write concern of all writes.</summary>
    public required string WriteConcern { get; init; }

    /// <summary>The read concern of all reads.</summary>
    public required string ReadConcern { get; init; }

    /// <summary>The server's clock less this machine's; accurate to half of <see cref="RoundTrip"/>.</summary>
    public required TimeSpan ClockOffset { get; init; }

    /// <summary>How long one question and its answer took.</summary>
    public required TimeSpan RoundTrip { get; init; }

    /// <summary>The collections' version; zero before a node first opened the store.</summary>
    public required int SchemaVersion { get; init; }

    /// <summary>The newest version that this program knows.</summary>
    public required int KnownSchemaVersion { get; init; }

    /// <summary>Indexes that are not there, as <c>collection.name</c>; a node makes them when it opens the store.</summary>
    public required ImmutableArray<string> MissingIndexes { get; init; }

    /// <summary>Documents of <c>bots</c> whose <c>_id</c> is neither string nor ObjectId, so that nothing can name them.</summary>
    public required long UnnameableBots { get; init; }

    /// <summary>Looks.</summary>
    /// <param name="connection">The database.</param>
    /// <param name="time">This machine's clock.</param>
    /// <param name="cancellationToken">Ends the effort.</param>
    /// <exception cref="MongoException">The server cannot be reached or refuses.</exception>
    public static async Task<MongoInspection> LookAsync(MongoConnection connection, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(time);
        var database = connection.Database;
        var offersTransactions = await connection.OffersTransactionsAsync(cancellationToken).ConfigureAwait(false);
        var build = await RunAsync(database, "buildInfo", cancellationToken).ConfigureAwait(false);

        // The connection is open by now: the round trip is the network's and the server's.
        var asked = time.GetTimestamp();
        var hello = await RunAsync(database, "hello", cancellationToken).ConfigureAwait(false);
        var roundTrip = time.GetElapsedTime(asked);
        var serverTime = new StoredFields("hello", hello).Instant("localTime");
        return new MongoInspection
        {
            ServerVersion = build.GetValue("version", "unknown").ToString()!,
            ReplicaSet = hello.GetValue("setName", string.Empty).ToString()!,
            OffersTransactions = offersTransactions,
            WriteConcern = database.Settings.WriteConcern.ToString(),
            ReadConcern = database.Settings.ReadConcern.Level?.ToString() ?? "the server's default",
            ClockOffset = serverTime - (time.GetUtcNow() - (roundTrip / 2)),
            RoundTrip = roundTrip,
            SchemaVersion = await new MongoSchema(database, MongoSchema.Migrations, time).ReadAsync(cancellationToken).ConfigureAwait(false),
            KnownSchemaVersion = MongoSchema.Migrations.Length,
            MissingIndexes = await MongoIndexes.MissingAsync(database, cancellationToken).ConfigureAwait(false),
            UnnameableBots = await new MongoBotCatalog(database, time).CountUnnameableAsync(cancellationToken).ConfigureAwait(false),
        };
    }

    private static Task<BsonDocument> RunAsync(IMongoDatabase database, string command, CancellationToken cancellationToken) =>
        database.RunCommandAsync<BsonDocument>(new BsonDocument(command, 1), cancellationToken: cancellationToken);
}
