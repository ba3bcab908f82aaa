using MongoDB.Bson;
using MongoDB.Driver;

namespace ActorBots.Storage.Mongo.Schema;

/// <summary>One index.</summary>
/// <param name="Name">Its name; never changes its meaning.</param>
/// <param name="Keys">The fields and their directions, as one types them in <c>mongosh</c>.</param>
internal sealed record MongoIndex(string Name, string Keys)
{
    /// <summary>Which documents are in it; absent means all.</summary>
    public string? OnlyWhere { get; init; }

    public CreateIndexModel<BsonDocument> ToModel() => new(
        BsonDocument.Parse(Keys),
        new CreateIndexOptions<BsonDocument> { Name = Name, PartialFilterExpression = OnlyWhere is null ? null : BsonDocument.Parse(OnlyWhere) });
}
