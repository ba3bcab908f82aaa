using System.Collections.Immutable;
using System.Globalization;
using ActorBots.Storage.Mongo.Schema;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ActorBots.Storage.Mongo;

/// <summary>Looks at the engine's database without changing anything.</summary>
internal static class MongoDatabaseInspection
{
    private const string StartANode = "start a node of this version once: it makes what is missing";

    public static async Task<ImmutableArray<StoreFinding>> LookAsync(IMongoDatabase database, CancellationToken cancellationToken)
    {
        var findings = ImmutableArray.CreateBuilder<StoreFinding>();
        findings.Add(await VersionAsync(database, cancellationToken).ConfigureAwait(false));
        foreach (var (collection, indexes) in MongoIndexes.All)
        {
            findings.Add(await IndexesAsync(database, collection, indexes, cancellationToken).ConfigureAwait(false));
        }

        var unnameable = await new MongoBotCatalog(database, TimeProvider.System).CountUnnameableAsync(cancellationToken).ConfigureAwait(false);
        findings.Add(new StoreFinding(
            "bots that no name can reach",
            string.Create(CultureInfo.InvariantCulture, $"{unnameable}"),
            unnameable == 0,
            unnameable == 0 ? string.Empty : "give them an _id that is a string or an ObjectId"));
        return findings.ToImmutable();
    }

    private static async Task<StoreFinding> VersionAsync(IMongoDatabase database, CancellationToken cancellationToken)
    {
        var what = $"schema version of '{database.DatabaseNamespace.DatabaseName}'";
        var known = MongoSchema.Migrations.Length;
        var version = await new MongoSchema(database, MongoSchema.Migrations, TimeProvider.System).ReadAsync(cancellationToken).ConfigureAwait(false);
        return new StoreFinding(
            what,
            string.Create(CultureInfo.InvariantCulture, $"{version} of {known}"),
            version == known,
            version == known ? string.Empty : version > known ? "use a newer program" : StartANode);
    }

    private static async Task<StoreFinding> IndexesAsync(
        IMongoDatabase database, string collection, ImmutableArray<MongoIndex> expected, CancellationToken cancellationToken)
    {
        using var cursor = await database.GetCollection<BsonDocument>(collection).Indexes.ListAsync(cancellationToken).ConfigureAwait(false);
        var found = (await cursor.ToListAsync(cancellationToken).ConfigureAwait(false)).ToDictionary(i => i["name"].AsString, i => i["key"].AsBsonDocument);
        var missing = expected.Where(i => !found.ContainsKey(i.Name)).Select(i => i.Name).ToList();
        var other = expected.Where(i => found.TryGetValue(i.Name, out var keys) && !HaveSameKeys(keys, BsonDocument.Parse(i.Keys))).Select(i => i.Name).ToList();
        return (missing.Count, other.Count) switch
        {
            (0, 0) => new StoreFinding($"indexes of {collection}", $"all {expected.Length} there"),
            (_, 0) => new StoreFinding($"indexes of {collection}", $"missing: {string.Join(", ", missing)}", IsFine: false, StartANode),
            _ => new StoreFinding(
                $"indexes of {collection}", $"with other keys: {string.Join(", ", other)}", IsFine: false, "drop them, then start a node: it makes them anew"),
        };
    }

    /// <summary>Servers tell directions as whole or floating numbers.</summary>
    private static bool HaveSameKeys(BsonDocument one, BsonDocument two) =>
        one.Names.SequenceEqual(two.Names, StringComparer.Ordinal) && one.Values.Zip(two.Values).All(p => p.First.ToInt32() == p.Second.ToInt32());
}
