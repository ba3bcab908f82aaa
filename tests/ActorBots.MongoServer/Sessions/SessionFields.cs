using MongoDB.Bson;

namespace ActorBots.MongoServer.Sessions;

/// <summary>What a command says about its session and transaction.</summary>
internal sealed record SessionFields(string? SessionId, long? TransactionNumber, bool StartsTransaction, bool IsInTransaction)
{
    /// <summary>A single write with a number, which its driver may send again; it must be carried out once.</summary>
    public bool IsRetryableWrite => SessionId is not null && TransactionNumber is not null && !IsInTransaction;

    public static SessionFields Of(BsonDocument body) => new(
        body.TryGetValue("lsid", out var session) && session.IsBsonDocument ? IdOf(session.AsBsonDocument["id"]) : null,
        body.TryGetValue("txnNumber", out var number) ? number.ToInt64() : null,
        body.GetValue("startTransaction", false).ToBoolean(),
        body.TryGetValue("autocommit", out var autocommit) && !autocommit.ToBoolean());

    /// <summary>A session's id as text.</summary>
    public static string IdOf(BsonValue id) => Convert.ToHexStringLower(id.AsBsonBinaryData.Bytes);
}
