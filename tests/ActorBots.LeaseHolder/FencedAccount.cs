using MongoDB.Bson;
using MongoDB.Driver;

namespace ActorBots.LeaseHolder;

/// <summary>
/// What a lease protects, as a receiver that knows fencing tokens: it accepts a write only if no larger token has written, and keeps the
/// writes in their order with the server's time.
/// </summary>
internal sealed class FencedAccount
{
    private readonly IMongoCollection<BsonDocument> _accounts;

    public FencedAccount(IMongoDatabase database) => _accounts = database.GetCollection<BsonDocument>("fenced");

    /// <returns>Whether it was accepted.</returns>
    public async Task<bool> WriteAsync(string owner, long token, CancellationToken cancellationToken)
    {
        var write = new BsonDocument
        {
            ["owner"] = new BsonDocument("$literal", owner),
            ["token"] = new BsonDocument("$literal", token),
            ["at"] = "$$NOW",
        };
        var stage = new BsonDocument("$set", new BsonDocument
        {
            ["token"] = new BsonDocument("$literal", token),
            ["writes"] = new BsonDocument("$concatArrays", new BsonArray { "$writes", new BsonArray { write } }),
        });
        var unfenced = new BsonDocument { ["_id"] = "account", ["token"] = new BsonDocument("$lte", token) };
        var update = Builders<BsonDocument>.Update.Pipeline(PipelineDefinition<BsonDocument, BsonDocument>.Create(stage));
        var result = await _accounts.UpdateOneAsync(unfenced, update, cancellationToken: cancellationToken);
        return result.MatchedCount == 1;
    }
}
