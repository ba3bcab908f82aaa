using System.Collections.Immutable;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ActorBots.Storage.Mongo.Schema;

/// <summary>
/// All indexes of the store's collections. They are made when the store opens; making one that exists changes nothing, so nodes may open at
/// the same time. An index that is no longer here is left to the operator.
/// </summary>
internal static class MongoIndexes
{
    /// <summary>The indexes by collection.</summary>
    public static ImmutableArray<(string Collection, ImmutableArray<MongoIndex> Indexes)> All { get; } =
    [
        (MongoCollections.Bots,
        [
            new("bots_by_desired_status", "{ desired_status: 1, _id: 1 }"),
            new("bots_by_user", "{ user_id: 1, _id: 1 }"),
        ]),
        (MongoCollections.Positions,
        [
            new("positions_by_bot", "{ bot_id: 1, status: 1, _id: 1 }"),
            new("positions_by_user", "{ user_id: 1, opened_at: -1 }"),
            new("positions_open", "{ status: 1, _id: 1 }") { OnlyWhere = """{ status: "OPEN" }""" },
        ]),
        (MongoCollections.Trades,
        [
            new("trades_by_time", "{ closed_at: -1, _id: -1 }"),
            new("trades_by_bot", "{ bot_id: 1, closed_at: -1, _id: -1 }"),
            new("trades_by_user", "{ user_id: 1, closed_at: -1 }"),
        ]),
        (MongoCollections.DeadLetters,
        [
            new("dead_letters_by_bot", "{ bot_id: 1, _id: 1 }"),
        ]),
    ];

    /// <summary>Makes those that are missing; one round trip per collection.</summary>
    /// <exception cref="MongoException">The server cannot be reached, or somebody made another index of the same name.</exception>
    public static async Task CreateAsync(IMongoDatabase database, CancellationToken cancellationToken)
    {
        foreach (var (collection, indexes) in All)
        {
            await database.GetCollection<BsonDocument>(collection).Indexes
                .CreateManyAsync(indexes.Select(static index => index.ToModel()), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Those that are not there, as <c>collection.name</c>.</summary>
    /// <exception cref="MongoException">The server cannot be reached.</exception>
    public static async Task<ImmutableArray<string>> MissingAsync(IMongoDatabase database, CancellationToken cancellationToken)
    {
        var missing = ImmutableArray.CreateBuilder<string>();
        foreach (var (collection, indexes) in All)
        {
            using var cursor = await database.GetCollection<BsonDocument>(collection).Indexes.ListAsync(cancellationToken).ConfigureAwait(false);
            var found = (await cursor.ToListAsync(cancellationToken).ConfigureAwait(false)).Select(static index => index["name"].AsString).ToHashSet();
            missing.AddRange(indexes.Where(index => !found.Contains(index.Name)).Select(index => $"{collection}.{index.Name}"));
        }

        return missing.ToImmutable();
    }
}
