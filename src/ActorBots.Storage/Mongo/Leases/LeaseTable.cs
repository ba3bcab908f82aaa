using MongoDB.Bson;
using MongoDB.Driver;

namespace ActorBots.Storage.Mongo.Leases;

/// <summary>
/// Leases in a MongoDB collection, one document per name. Each change is one <c>findAndModify</c> that compares and sets on the primary and
/// is acknowledged by a majority, so a grant survives the loss of the primary, and a primary that was cut off can grant nothing. Only the
/// server's clock (<c>$$NOW</c>) decides about expiry. Documents are never deleted, and no TTL index may be put on them: their version is
/// the fencing token, which would begin anew. There are as many as there are names: some hundred shards and accounts.
/// </summary>
public sealed class LeaseTable
{
    /// <summary>The collection's usual name.</summary>
    public const string DefaultCollection = "leases";

    // Two first claims of one name can both try to insert it: the loser finds it there when it tries again.
    private const int Attempts = 3;

    private const int DuplicateKey = 11000;
    private const string Now = "$$NOW";

    private readonly IMongoCollection<BsonDocument> _leases;

    /// <summary>Opens a table. Nothing is sent yet.</summary>
    /// <param name="connection">The connection; its database has the collection.</param>
    /// <param name="collection">The collection's name.</param>
    public LeaseTable(MongoConnection connection, string collection = DefaultCollection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentException.ThrowIfNullOrWhiteSpace(collection);
        _leases = connection.Database.GetCollection<BsonDocument>(collection);
    }

    /// <summary>
    /// Takes a lease that is free, expired, the claim's own or that of the claimant's earlier tenure. Claiming one's own again renews it and
    /// keeps its token, so a claim whose answer was lost may be repeated.
    /// </summary>
    /// <returns>The lease as it is now: granted if its incarnation is the claim's, else it shows who holds it.</returns>
    /// <exception cref="MongoException">The store could not answer; the claim may have been granted.</exception>
    /// <exception cref="TimeoutException">No server could be reached.</exception>
    public async Task<LeaseRow> AcquireAsync(LeaseClaim claim, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(claim);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var found = await ChangeAsync(claim.Name, Grant(claim), isUpsert: true, cancellationToken).ConfigureAwait(false);
                return RowOf(found!);
            }
            catch (MongoCommandException e) when (e.Code == DuplicateKey && attempt < Attempts)
            {
                // Another claim inserted the document first; it is there now.
            }
        }
    }

    /// <summary>Moves the expiry of a tenure's lease, which has not been taken by another.</summary>
    /// <param name="name">The lease's name.</param>
    /// <param name="incarnation">The tenure.</param>
    /// <param name="timeout">How long it holds from now, the server's now.</param>
    /// <param name="cancellationToken">Gives up waiting; the renewal may still happen.</param>
    /// <returns>The lease as it is now: renewed if its incarnation is the tenure's; nothing when its document is gone.</returns>
    /// <exception cref="MongoException">The store could not answer.</exception>
    /// <exception cref="TimeoutException">No server could be reached.</exception>
    public async Task<LeaseRow?> RenewAsync(string name, string incarnation, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var isOwn = Eq("$incarnation", incarnation);
        var renewal = new BsonDocument("$set", new BsonDocument
        {
            ["renewed_at"] = If(isOwn, Now, "$renewed_at"),
            ["expires_at"] = If(isOwn, After(timeout), "$expires_at"),
        });
        return await ChangeAsync(name, renewal, isUpsert: false, cancellationToken).ConfigureAwait(false) is { } found ? RowOf(found) : null;
    }

    /// <summary>Frees a tenure's lease for anybody. A lease that is another's by now stays as it is, and so does one that is free.</summary>
    /// <returns>Whether it was this tenure's until now.</returns>
    /// <exception cref="MongoException">The store could not answer; the lease may be free.</exception>
    /// <exception cref="TimeoutException">No server could be reached.</exception>
    public async Task<bool> ReleaseAsync(string name, string incarnation, CancellationToken cancellationToken)
    {
        var release = new BsonDocument("$set", new BsonDocument
        {
            ["owner"] = BsonNull.Value,
            ["incarnation"] = BsonNull.Value,
            ["renewed_at"] = Now,
            ["expires_at"] = Now,
        });
        var own = new BsonDocument { ["_id"] = name, ["incarnation"] = incarnation };
        var result = await _leases.UpdateOneAsync(own, Pipeline(release), cancellationToken: cancellationToken).ConfigureAwait(false);
        return result.MatchedCount > 0;
    }

    /// <summary>Reads a lease; nothing when it was never held.</summary>
    /// <exception cref="MongoException">The store could not answer.</exception>
    /// <exception cref="TimeoutException">No server could be reached.</exception>
    public async Task<LeaseRow?> FindAsync(string name, CancellationToken cancellationToken)
    {
        var found = await _leases.Find(new BsonDocument("_id", name)).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        return found is null ? null : RowOf(found);
    }

    private async Task<BsonDocument?> ChangeAsync(string name, BsonDocument stage, bool isUpsert, CancellationToken cancellationToken) =>
        await _leases.FindOneAndUpdateAsync(
            new BsonDocument("_id", name),
            Pipeline(stage),
            new FindOneAndUpdateOptions<BsonDocument> { IsUpsert = isUpsert, ReturnDocument = ReturnDocument.After },
            cancellationToken).ConfigureAwait(false);

    // All expressions of one $set see the document as it was, so every field decides alike.
    private static BsonDocument Grant(LeaseClaim claim)
    {
        var isOwn = Eq("$incarnation", claim.Incarnation);
        var isOpen = new BsonDocument("$or", new BsonArray
        {
            Eq(new BsonDocument("$ifNull", new BsonArray { "$incarnation", BsonNull.Value }), BsonNull.Value),
            new BsonDocument("$lte", new BsonArray { "$expires_at", Now }),
            isOwn,
            Eq("$incarnation", claim.Previous ?? claim.Incarnation),
        });
        var next = new BsonDocument("$add", new BsonArray { new BsonDocument("$ifNull", new BsonArray { "$version", 0L }), 1L });
        return new BsonDocument("$set", new BsonDocument
        {
            ["owner"] = If(isOpen, new BsonDocument("$literal", claim.Owner), "$owner"),
            ["incarnation"] = If(isOpen, new BsonDocument("$literal", claim.Incarnation), "$incarnation"),
            ["version"] = If(isOwn, "$version", If(isOpen, next, "$version")),
            ["acquired_at"] = If(isOwn, "$acquired_at", If(isOpen, Now, "$acquired_at")),
            ["renewed_at"] = If(isOpen, Now, "$renewed_at"),
            ["expires_at"] = If(isOpen, After(claim.Timeout), "$expires_at"),
        });
    }

    private static UpdateDefinition<BsonDocument> Pipeline(BsonDocument stage) =>
        Builders<BsonDocument>.Update.Pipeline(PipelineDefinition<BsonDocument, BsonDocument>.Create(stage));

    private static BsonDocument Eq(BsonValue left, BsonValue right) =>
        new("$eq", new BsonArray { left, right is BsonString ? new BsonDocument("$literal", right) : right });

    private static BsonDocument If(BsonValue condition, BsonValue then, BsonValue otherwise) =>
        new("$cond", new BsonArray { condition, then, otherwise });

    private static BsonDocument After(TimeSpan timeout) => new("$add", new BsonArray { Now, (long)timeout.TotalMilliseconds });

    private static LeaseRow RowOf(BsonDocument document) => new()
    {
        Name = document["_id"].AsString,
        Owner = TextOf(document, "owner"),
        Incarnation = TextOf(document, "incarnation"),
        Version = document["version"].ToInt64(),
        AcquiredAt = InstantOf(document, "acquired_at"),
        RenewedAt = InstantOf(document, "renewed_at"),
        ExpiresAt = InstantOf(document, "expires_at"),
    };

    private static string? TextOf(BsonDocument document, string field) =>
        document.TryGetValue(field, out var value) && value.IsString ? value.AsString : null;

    private static DateTimeOffset InstantOf(BsonDocument document, string field) => new(document[field].ToUniversalTime());
}
