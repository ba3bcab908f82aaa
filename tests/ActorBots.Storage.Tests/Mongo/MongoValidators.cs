using ActorBots.Testing.Node;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ActorBots.Storage.Tests.Mongo;

/// <summary>The validators that an operator can apply, as <c>apply.js</c> applies them.</summary>
internal static class MongoValidators
{
    private static readonly string Folder = RepositoryFolder.Of("k8s", "mongodb", "validators");

    /// <summary>The collections that have one.</summary>
    public static IEnumerable<string> Collections => Directory.GetFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!).Order();

    public static BsonDocument Read(string collection) => BsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, $"{collection}.json")));

    /// <summary>Makes the collections with their validators.</summary>
    public static async Task ApplyAsync(IMongoDatabase database)
    {
        foreach (var collection in Collections)
        {
            await database.CreateCollectionAsync(collection, new CreateCollectionOptions<BsonDocument>
            {
                Validator = Read(collection),
                ValidationLevel = DocumentValidationLevel.Moderate,
                ValidationAction = DocumentValidationAction.Error,
            });
        }
    }
}
