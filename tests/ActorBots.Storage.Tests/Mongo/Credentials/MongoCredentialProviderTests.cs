using System.Text;
using ActorBots.Ports.Venues;
using ActorBots.Storage.Mongo.Credentials;
using ActorBots.Testing.Mongo;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ActorBots.Storage.Tests.Mongo.Credentials;

/// <summary>What is sealed comes back, in its own place, with its own key, and is nowhere to be read.</summary>
public sealed class MongoCredentialProviderTests : IClassFixture<MongoFixture>, IAsyncLifetime
{
    private static readonly VenueCredentials Pair = new("the-api-key", "the-api-secret-ü");

    private readonly string _oldKey = SealingKeys.Generate();
    private readonly string _newKey = SealingKeys.Generate();
    private readonly MongoDatabaseOfTest _database;

    public MongoCredentialProviderTests(MongoFixture server) => _database = new MongoDatabaseOfTest(server);

    private static CancellationToken None => CancellationToken.None;

    private IMongoCollection<BsonDocument> Stored => _database.Collection("credentials");

    public Task InitializeAsync() => _database.OpenAsync();

    public Task DisposeAsync() => _database.DropAsync();

    [Fact]
    public async Task SealAsync_KeyPair_ComesBackAndOthersAreUnknown()
    {
        await Provider(_oldKey).SealAsync("main", Pair, None);

        Assert.Equal(Pair, await Provider(_oldKey).GetVenueCredentialsAsync("main", None));
        Assert.Null(await Provider(_oldKey).GetVenueCredentialsAsync("other", None));
        Assert.Null(await Provider(_oldKey).GetWebhookSecretAsync("main", None));
        Assert.Null(await Provider(_oldKey).GetVenueCredentialsAsync("webhooks/main", None));
    }

    [Fact]
    public async Task SealWebhookSecretAsync_SameNameAsAnAccount_IsAnotherSecret()
    {
        await Provider(_oldKey).SealAsync("main", Pair, None);
        await Provider(_oldKey).SealWebhookSecretAsync("main", "whsec_x", None);

        Assert.Equal("whsec_x", await Provider(_oldKey).GetWebhookSecretAsync("main", None));
        Assert.Equal(Pair, await Provider(_oldKey).GetVenueCredentialsAsync("main", None));
    }

    [Fact]
    public async Task SealAsync_Again_ReplacesAndNeverRepeatsANonce()
    {
        await Provider(_oldKey).SealAsync("main", Pair, None);
        var before = await FindAsync("main");
        await Provider(_oldKey).SealAsync("main", Pair, None);
        var after = await FindAsync("main");

        Assert.NotEqual(before["api_key"]["nonce"], after["api_key"]["nonce"]);
        Assert.NotEqual(before["api_key"]["ciphertext"], after["api_key"]["ciphertext"]);
        Assert.NotEqual(after["api_key"]["nonce"], after["api_secret"]["nonce"]);
    }

    [Fact]
    public async Task SealAsync_Stored_HasNoPlainTextAndNoKey()
    {
        await Provider(_oldKey).SealAsync("main", Pair, None);
        await Provider(_oldKey).SealWebhookSecretAsync("hook", "whsec_plain", None);

        foreach (var document in await Stored.Find(FilterDefinition<BsonDocument>.Empty).ToListAsync())
        {
            var bytes = document.ToBson();
            foreach (var secret in new[] { Pair.ApiKey, Pair.ApiSecret, "whsec_plain", _oldKey })
            {
                Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)));
                Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)), document.ToJson(), StringComparison.Ordinal);
            }

            Assert.Equal(-1, bytes.AsSpan().IndexOf(Convert.FromBase64String(_oldKey)));
        }
    }

    [Fact]
    public async Task GetVenueCredentialsAsync_WrongKey_NamesTheKeyIdsOnly()
    {
        await Provider(_oldKey).SealAsync("main", Pair, None);

        var error = await Assert.ThrowsAsync<CredentialException>(() => Provider(_newKey).GetVenueCredentialsAsync("main", None));

        Assert.Contains("'main'", error.Message, StringComparison.Ordinal);
        Assert.Contains(SealingKeys.FromText(_oldKey, "x").NewestId, error.Message, StringComparison.Ordinal);
        AssertTellsNothing(error);
    }

    [Theory]
    [InlineData("ciphertext")]
    [InlineData("tag")]
    [InlineData("nonce")]
    public async Task GetVenueCredentialsAsync_OneBitChanged_IsRefused(string part)
    {
        await Provider(_oldKey).SealAsync("main", Pair, None);
        var document = await FindAsync("main");
        document["api_secret"][part].AsByteArray[0] ^= 1;
        await Stored.ReplaceOneAsync(new BsonDocument("_id", "main"), document);

        var error = await Assert.ThrowsAsync<CredentialException>(() => Provider(_oldKey).GetVenueCredentialsAsync("main", None));

        Assert.Equal("credentials 'main': field 'api_secret' was changed, or sealed for another name or field", error.Message);
    }

    [Fact]
    public async Task GetVenueCredentialsAsync_ValuesOfAnotherAccount_AreRefused()
    {
        await Provider(_oldKey).SealAsync("main", Pair, None);
        var stolen = await FindAsync("main");
        stolen["_id"] = "mine";
        await Stored.InsertOneAsync(stolen);

        var error = await Assert.ThrowsAsync<CredentialException>(() => Provider(_oldKey).GetVenueCredentialsAsync("mine", None));

        AssertTellsNothing(error);
    }

    [Fact]
    public async Task GetVenueCredentialsAsync_KeyAndSecretSwapped_AreRefused()
    {
        await Provider(_oldKey).SealAsync("main", Pair, None);
        var document = await FindAsync("main");
        (document["api_key"], document["api_secret"]) = (document["api_secret"], document["api_key"]);
        await Stored.ReplaceOneAsync(new BsonDocument("_id", "main"), document);

        await Assert.ThrowsAsync<CredentialException>(() => Provider(_oldKey).GetVenueCredentialsAsync("main", None));
    }

    [Theory]
    [InlineData("""{ _id: "main" }""")]
    [InlineData("""{ _id: "main", api_key: "clear", api_secret: "text" }""")]
    [InlineData("""{ _id: "main", api_key: { key_id: 1 }, api_secret: {} }""")]
    public async Task GetVenueCredentialsAsync_DocumentThatIsNotSealed_IsRefusedWithoutItsContent(string json)
    {
        await Stored.InsertOneAsync(BsonDocument.Parse(json));

        var error = await Assert.ThrowsAsync<CredentialException>(() => Provider(_oldKey).GetVenueCredentialsAsync("main", None));

        Assert.Contains("must be a sealed value", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("clear", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SealAgainAsync_NewKeyAdded_OldKeyIsNoLongerNeeded()
    {
        await Provider(_oldKey).SealAsync("main", Pair, None);
        await Provider(_oldKey).SealWebhookSecretAsync("hook", "whsec_x", None);
        var both = Provider($"{_oldKey} {_newKey}");
        await both.SealAsync("second", Pair, None);
        Assert.Equal(Pair, await both.GetVenueCredentialsAsync("main", None));

        Assert.Equal(2, await both.SealAgainAsync(None));
        Assert.Equal(0, await both.SealAgainAsync(None));

        Assert.Equal(Pair, await Provider(_newKey).GetVenueCredentialsAsync("main", None));
        Assert.Equal(Pair, await Provider(_newKey).GetVenueCredentialsAsync("second", None));
        Assert.Equal("whsec_x", await Provider(_newKey).GetWebhookSecretAsync("hook", None));
        await Assert.ThrowsAsync<CredentialException>(() => Provider(_oldKey).GetVenueCredentialsAsync("main", None));
    }

    [Theory]
    [InlineData("", "key", "secret")]
    [InlineData("Main", "key", "secret")]
    [InlineData("webhooks/x", "key", "secret")]
    [InlineData("main", "", "secret")]
    [InlineData("main", "key", "")]
    public async Task SealAsync_BadNameOrEmptyValue_IsRefusedAndNothingStored(string name, string key, string secret)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Provider(_oldKey).SealAsync(name, new VenueCredentials(key, secret), None));

        Assert.Equal(0, await Stored.CountDocumentsAsync(FilterDefinition<BsonDocument>.Empty));
    }

    private static void AssertTellsNothing(Exception error)
    {
        Assert.DoesNotContain("the-api", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String("the-api-key"u8), error.ToString(), StringComparison.Ordinal);
    }

    private MongoCredentialProvider Provider(string keys) =>
        new(_database.Connection, SealingKeys.FromText(keys, "test"), TimeProvider.System);

    private Task<BsonDocument> FindAsync(string id) => Stored.Find(new BsonDocument("_id", id)).SingleAsync();
}
