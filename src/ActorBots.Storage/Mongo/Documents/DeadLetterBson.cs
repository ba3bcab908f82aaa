using ActorBots.Ports.Storage;
using MongoDB.Bson;

namespace ActorBots.Storage.Mongo.Documents;

/// <summary>Documents of <c>webhook_dead_letters</c>.</summary>
internal static class DeadLetterBson
{
    public static BsonDocument Of(DeadLetter letter) => new()
    {
        ["bot_id"] = DocumentId.Of(letter.BotId),
        ["event_type"] = letter.EventType,
        ["endpoint"] = letter.Endpoint,
        ["payload"] = letter.Payload,
        ["last_error"] = letter.LastError,
        ["attempts"] = letter.Attempts,
        ["failed_at"] = StoredValue.Of(letter.FailedAt),
    };

    /// <exception cref="StoreDocumentException">The document is no dead letter of the engine.</exception>
    public static DeadLetter Read(BsonDocument document)
    {
        var fields = new StoredFields(MongoCollections.DeadLetters, document);
        return new DeadLetter
        {
            NotificationId = fields.Id("_id"),
            BotId = fields.Id("bot_id"),
            EventType = fields.Text("event_type"),
            Endpoint = fields.Text("endpoint"),
            Payload = fields.Text("payload"),
            LastError = fields.Text("last_error", string.Empty),
            Attempts = fields.Whole<int>("attempts"),
            FailedAt = fields.Instant("failed_at"),
        };
    }
}
