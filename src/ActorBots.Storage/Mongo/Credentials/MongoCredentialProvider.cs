using ActorBots.Ports.Venues;
using ActorBots.Storage.Mongo.Documents;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ActorBots.Storage.Mongo.Credentials;

/// <summary>
/// Credentials in the collection <c>credentials</c>, sealed by keys that are not in the database: <c>_id</c> is the account's name with the
/// fields <c>api_key</c> and <c>api_secret</c>, or <c>webhooks/</c> and the secret's name with the field <c>secret</c>. Read anew each time,
/// so that what is sealed now counts at once on every node.
/// </summary>
public sealed class MongoCredentialProvider : ICredentialProvider
{
    /// <summary>The longest secret, characters.</summary>
    public const int MaxLength = 4096;

    private const string ApiKey = "api_key";
    private const string ApiSecret = "api_secret";
    private const string Secret = "secret";

    private readonly IMongoCollection<BsonDocument> _credentials;
    private readonly SealingKeys _keys;
    private readonly TimeProvider _time;

    /// <summary>Credentials of a database.</summary>
    /// <param name="connection">The database; stays the caller's.</param>
    /// <param name="keys">The keys that open and seal.</param>
    /// <param name="time">The wall clock, to note when something was sealed.</param>
    public MongoCredentialProvider(MongoConnection connection, SealingKeys keys, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(time);
        _credentials = connection.Database.GetCollection<BsonDocument>(MongoCollections.Credentials);
        _keys = keys;
        _time = time;
    }

    /// <inheritdoc />
    /// <exception cref="CredentialException">No known key opens the value, it was changed, or belongs to another account.</exception>
    /// <exception cref="MongoException">The server cannot be reached.</exception>
    public async Task<VenueCredentials?> GetVenueCredentialsAsync(string account, CancellationToken cancellationToken)
    {
        if (!CredentialName.IsValid(account) || await FindAsync(account, cancellationToken).ConfigureAwait(false) is not { } found)
            return null;

        return new VenueCredentials(Open(found, account, ApiKey), Open(found, account, ApiSecret));
    }

    /// <inheritdoc />
    /// <exception cref="CredentialException">No known key opens the value, it was changed, or belongs to another name.</exception>
    /// <exception cref="MongoException">The server cannot be reached.</exception>
    public async Task<string?> GetWebhookSecretAsync(string name, CancellationToken cancellationToken)
    {
        if (!CredentialName.IsValid(name) || await FindAsync(WebhookId(name), cancellationToken).ConfigureAwait(false) is not { } found)
            return null;

        return Open(found, WebhookId(name), Secret);
    }

    /// <summary>Seals an account's key pair with the newest key and stores it; what was there before is replaced.</summary>
    /// <exception cref="ArgumentException">The name has another shape than <see cref="CredentialName.Shape"/>, or a value is empty or too long.</exception>
    /// <exception cref="MongoException">The server cannot be reached or refuses.</exception>
    public Task SealAsync(string account, VenueCredentials credentials, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        CheckName(account);
        return WriteAsync(account, [(ApiKey, credentials.ApiKey), (ApiSecret, credentials.ApiSecret)], cancellationToken);
    }

    /// <summary>Seals a webhook's signing secret with the newest key and stores it; what was there before is replaced.</summary>
    /// <exception cref="ArgumentException">The name has another shape than <see cref="CredentialName.Shape"/>, or the value is empty or too long.</exception>
    /// <exception cref="MongoException">The server cannot be reached or refuses.</exception>
    public Task SealWebhookSecretAsync(string name, string secret, CancellationToken cancellationToken)
    {
        CheckName(name);
        return WriteAsync(WebhookId(name), [(Secret, secret)], cancellationToken);
    }

    /// <summary>Seals everything again that an older key has sealed, so that the older key can be taken away.</summary>
    /// <returns>How many documents were sealed again.</returns>
    /// <exception cref="CredentialException">A value cannot be opened; those before it are sealed again.</exception>
    /// <exception cref="MongoException">The server cannot be reached or refuses.</exception>
    public async Task<int> SealAgainAsync(CancellationToken cancellationToken)
    {
        var sealedAgain = 0;
        using var cursor = await _credentials.Find(FilterDefinition<BsonDocument>.Empty).ToCursorAsync(cancellationToken).ConfigureAwait(false);
        while (await cursor.MoveNextAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (var document in cursor.Current.Where(IsOfOlderKey))
            {
                // Only if nobody has sealed something new meanwhile.
                var name = document["_id"].AsString;
                var filter = new BsonDocument(FieldsOf(document).Select(field => new BsonElement(field, document[field]))) { ["_id"] = name };
                var update = Sealed(name, FieldsOf(document).Select(field => (field, Open(document, name, field))));
                var result = await _credentials.UpdateOneAsync(filter, update, null, cancellationToken).ConfigureAwait(false);
                sealedAgain += (int)result.MatchedCount;
            }
        }

        return sealedAgain;
    }

    private static string WebhookId(string name) => $"webhooks/{name}";

    private static IEnumerable<string> FieldsOf(BsonDocument document) => new[] { ApiKey, ApiSecret, Secret }.Where(document.Contains);

    private static void CheckName(string name)
    {
        if (!CredentialName.IsValid(name))
            throw new ArgumentException($"a credential's name must be {CredentialName.Shape}", nameof(name));
    }

    private bool IsOfOlderKey(BsonDocument document) =>
        document["_id"].IsString
        && FieldsOf(document).Any(field => document[field] is not BsonDocument text || text.GetValue("key_id", BsonNull.Value) != _keys.NewestId);

    private async Task<BsonDocument?> FindAsync(string id, CancellationToken cancellationToken) =>
        await _credentials.Find(Builders<BsonDocument>.Filter.Eq("_id", id)).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);

    private string Open(BsonDocument document, string name, string field) =>
        SealedText.Open(_keys, name, field, document.GetValue(field, BsonNull.Value));

    private Task WriteAsync(string id, (string Field, string Value)[] secrets, CancellationToken cancellationToken)
    {
        if (secrets.FirstOrDefault(static s => s.Value is not { Length: >= 1 and <= MaxLength }) is { Field: { } field })
            throw new ArgumentException($"{field} must have 1 to {MaxLength} characters", nameof(secrets));

        return MongoBatches.UpsertAsync(
            _credentials, Builders<BsonDocument>.Filter.Eq("_id", id), Sealed(id, secrets), cancellationToken);
    }

    private BsonDocument Sealed(string id, IEnumerable<(string Field, string Value)> secrets)
    {
        var fields = new BsonDocument(secrets.Select(s => new BsonElement(s.Field, SealedText.Seal(_keys, id, s.Field, s.Value))))
        {
            ["sealed_at"] = StoredValue.Of(_time.GetUtcNow()),
        };
        return new BsonDocument("$set", fields);
    }
}
