using System.Text.RegularExpressions;
using ActorBots.Domain.Bots.Config;
using ActorBots.Ports.Venues;
using ActorBots.Storage.Mongo.Credentials;
using ActorBots.Testing.Mongo;
using ActorBots.Testing.Node;
using ActorBots.Testing.Storage;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ActorBots.Storage.Tests.Mongo;

/// <summary>With the operator's validators on: what the engine and the documentation write passes, what is wrong is refused.</summary>
public sealed partial class MongoValidatorTests : IClassFixture<MongoFixture>, IAsyncLifetime
{
    private const string Config = """{"trading":{"symbol":"BTCUSDT","leverage":10},"budget":{"allocated_amount":2000.0}}""";

    private readonly MongoDatabaseOfTest _database;

    public MongoValidatorTests(MongoFixture server) => _database = new MongoDatabaseOfTest(server);

    private static CancellationToken None => CancellationToken.None;

    public Task InitializeAsync() => MongoValidators.ApplyAsync(_database.Database);

    public Task DisposeAsync() => _database.DropAsync();

    [Fact]
    public void Collections_Validated_AreThoseThatPeopleMayWrite() =>
        Assert.Equal(["bots", "credentials", "positions", "trades", "webhook_dead_letters"], MongoValidators.Collections);

    [Theory]
    [InlineData("bot-1")]
    [InlineData("665f1c2e9b1d4a0012ab34cd")]
    public async Task Write_EverythingTheStoreWrites_IsAccepted(string botId)
    {
        var store = await _database.OpenAsync();
        var bot = SomeRows.Bot(botId) with { UserId = botId, ConfigJson = Config };

        await store.Bots.PutAsync(bot, None);
        await store.Bots.WriteStatusAsync([SomeRows.Status(botId)], None);
        await store.Bots.PutAsync(bot with { ExtraJson = """{"plan":"gold"}""" }, None);
        await store.Bots.WriteStatusAsync([SomeRows.Status(botId, 2) with { LastError = string.Empty, DesiredStatus = "ERROR" }], None);
        var closed = SomeRows.Position(2, botId) with { IsOpen = false, ClosedAt = SomeRows.At, Quantity = ActorBots.Domain.Instruments.Quantity.Zero };
        await store.Ledger.WriteAsync("books", [SomeRows.Position(1, botId), closed], [SomeRows.Trade(1, botId)], 1, None);
        await store.DeadLetters.AddAsync(SomeRows.Letter(1, botId), None);
        var credentials = new MongoCredentialProvider(_database.Connection, SealingKeys.FromText(SealingKeys.Generate(), "test"), TimeProvider.System);
        await credentials.SealAsync("main", new VenueCredentials("key", "secret"), None);
        await credentials.SealWebhookSecretAsync("main", "whsec_x", None);

        Assert.Equal("gold", BsonDocument.Parse((await store.Bots.FindAsync(botId, None))!.ExtraJson)["plan"]);
        Assert.Equal(2, (await store.Bots.FindStatusAsync(botId, None))?.SequenceNumber);
        Assert.Single((await store.Ledger.ListTradesAsync(botId, null, 10, None)).Items);
        foreach (var collection in MongoValidators.Collections)
        {
            var misfits = _database.Collection(collection).Find(new BsonDocument("$nor", new BsonArray { MongoValidators.Read(collection) }));
            Assert.Equal((collection, 0), (collection, await misfits.CountDocumentsAsync()));
        }
    }

    [Fact]
    public async Task Insert_DocumentOfTheSeed_IsAccepted() =>
        await _database.Collection("bots").InsertOneAsync(BsonDocument.Parse("""
            {
              _id: ObjectId("665f1c2e9b1d4a0012ab34cd"), user_id: ObjectId("665f1c2e9b1d4a0012ab34ce"), exchange: "bitunix", status: "RUNNING",
              config: { trading: { symbol: "BTCUSDT", leverage: 10 }, atr: { period: 10, entry_multiplier: 0.8 }, budget: { allocated_amount: 2000.0 } },
              performance: { total_realized_pnl: 28.50, trades_today: 5 }, last_heartbeat: ISODate("2026-01-01T00:00:00Z")
            }
            """));

    [Fact]
    public async Task Insert_ExampleOfTheReadme_IsAccepted()
    {
        var readme = await File.ReadAllTextAsync(RepositoryFolder.Of("README.md"));

        await _database.Collection("bots").InsertOneAsync(BsonDocument.Parse(JsonBlock().Match(readme).Groups[1].Value));
    }

    [Fact]
    public async Task Put_ConfigurationWithEveryField_IsAccepted()
    {
        var store = await _database.OpenAsync();
        var full = BotConfigReader.Read(BsonDocument.Parse(
            JsonBlock().Match(await File.ReadAllTextAsync(RepositoryFolder.Of("README.md"))).Groups[1].Value)["config"].ToJson()).Config!;

        await store.Bots.PutAsync(SomeRows.Bot() with { ConfigJson = BotConfigWriter.Write(full) }, None);
        await store.Bots.PutAsync(SomeRows.Bot() with { ConfigJson = BotConfigWriter.Write(full with { Risk = new RiskConfig(), Notifications = new NotificationsConfig() }) }, None);

        Assert.NotNull(await store.Bots.FindAsync("bot-1", None));
    }

    [Theory]
    [InlineData("bots", """{ _id: "b", user_id: "u", exchange: "bybit" }""")]
    [InlineData("bots", """{ _id: "b", exchange: "bybit", config: { trading: { symbol: "BTCUSDT", leverage: 10 }, budget: { allocated_amount: 1 } } }""")]
    [InlineData("bots", """{ _id: "b", user_id: "u", exchange: "bybit", config: "{}" }""")]
    [InlineData("bots", """{ _id: "b", user_id: "u", exchange: "bybit", config: { trading: { symbol: "BTCUSDT" }, budget: { allocated_amount: 1 } } }""")]
    [InlineData("bots", """{ _id: "b", user_id: "u", exchange: "bybit", config: { trading: { symbol: "BTCUSDT", leverage: "10" }, budget: { allocated_amount: 1 } } }""")]
    [InlineData("bots", """{ _id: "b", user_id: "u", exchange: "bybit", config: { trading: { symbol: "BTCUSDT", leverage: 0 }, budget: { allocated_amount: 1 } } }""")]
    [InlineData("bots", """{ _id: "b", user_id: 5, exchange: "bybit", config: { trading: { symbol: "BTCUSDT", leverage: 1 }, budget: { allocated_amount: 1 } } }""")]
    [InlineData("bots", """{ _id: "Bot_1", user_id: "u", exchange: "bybit", config: { trading: { symbol: "BTCUSDT", leverage: 1 }, budget: { allocated_amount: 1 } } }""")]
    [InlineData("bots", """{ _id: 5, user_id: "u", exchange: "bybit", config: { trading: { symbol: "BTCUSDT", leverage: 1 }, budget: { allocated_amount: 1 } } }""")]
    [InlineData("bots", """{ _id: "b", user_id: "u", exchange: "bybit", account: "key:secret", config: { trading: { symbol: "BTCUSDT", leverage: 1 }, budget: { allocated_amount: 1 } } }""")]
    [InlineData("positions", """{ _id: "p", bot_id: "b", status: "HALF" }""")]
    [InlineData("trades", """{ _id: "t", bot_id: "b", pnl: "3.88" }""")]
    [InlineData("webhook_dead_letters", """{ _id: "n", bot_id: "b" }""")]
    [InlineData("credentials", """{ _id: "main", api_key: "clear", api_secret: "text", sealed_at: ISODate("2026-01-01T00:00:00Z") }""")]
    [InlineData("credentials", """{ _id: "main", sealed_at: ISODate("2026-01-01T00:00:00Z") }""")]
    public async Task Insert_BadDocument_IsRefused(string collection, string json)
    {
        var error = await Assert.ThrowsAsync<MongoWriteException>(() => _database.Collection(collection).InsertOneAsync(BsonDocument.Parse(json)));

        Assert.Equal(121, error.WriteError.Code);
    }

    [Fact]
    public async Task WriteStatus_BadDocumentThatWasThereBefore_StaysPossible()
    {
        await _database.Database.DropCollectionAsync("bots");
        await _database.Collection("bots").InsertOneAsync(BsonDocument.Parse("""{ _id: "bot-1", user_id: 5 }"""));
        await _database.Database.RunCommandAsync<BsonDocument>(new BsonDocument
        {
            ["collMod"] = "bots",
            ["validator"] = MongoValidators.Read("bots"),
            ["validationLevel"] = "moderate",
            ["validationAction"] = "error",
        });
        var store = await _database.OpenAsync();

        await store.Bots.WriteStatusAsync([SomeRows.Status()], None);

        Assert.Equal(SomeRows.Status(), await store.Bots.FindStatusAsync("bot-1", None));
    }

    [GeneratedRegex("## A bot\\s+```json\\s+(.*?)```", RegexOptions.Singleline)]
    private static partial Regex JsonBlock();
}
