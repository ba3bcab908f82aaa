using MongoDB.Bson;
using MongoDB.Driver;

namespace ActorBots.Storage.Tests.Mongo.Leases;

/// <summary>Documents by id.</summary>
internal static class FoundDocument
{
    public static Task<BsonDocument> FindByIdAsync(this IMongoCollection<BsonDocument> collection, string id) =>
        collection.Find(new BsonDocument("_id", id)).SingleAsync();
}
