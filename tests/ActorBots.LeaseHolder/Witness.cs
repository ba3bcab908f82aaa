using MongoDB.Bson;
using MongoDB.Driver;

namespace ActorBots.LeaseHolder;

/// <summary>Writes down when a holder gave its lease up, by the server's clock, over a line of its own.</summary>
internal sealed class Witness
{
    private readonly IMongoCollection<BsonDocument> _losses;

    public Witness(IMongoDatabase database) => _losses = database.GetCollection<BsonDocument>("losses");

    public Task NoteAsync(string owner, CancellationToken cancellationToken) =>
        _losses.UpdateOneAsync(
            new BsonDocument("_id", owner),
            new BsonDocument("$currentDate", new BsonDocument("at", true)),
            new UpdateOptions { IsUpsert = true },
            cancellationToken);
}
