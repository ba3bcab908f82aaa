using System.Text.RegularExpressions;
using ActorBots.Domain.Bots.Config;
using ActorBots.Ports.Storage;
using ActorBots.Storage.Mongo;
using ActorBots.Testing.Mongo;
using ActorBots.Testing.Node;
using ActorBots.Testing.Storage;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ActorBots.Storage.Tests.Mongo;

/// <summary>Documents of <c>bots</c> that people write with mongosh: good ones are bots, bad ones harm nobody but themselves.</summary>
public sealed partial class MongoHandWrittenBotTests : StoreContract, IClassFixture<MongoFixture>
{
    private const string Id = "665f1c2e9b1d4a0012ab34cd";
    private const string Good = """
        { _id: "good", user_id: "u", exchange: "bybit", config: { trading: { symbol: "BTCUSDT", leverage: 10 }, budget: { allocated_amount: 2000.0 } } }
        """;

    private readonly MongoDatabaseOfTest _database;

    public MongoHandWrittenBotTests(MongoFixture server) => _database = new MongoDatabaseOfTest(server);

    private IMongoCollection<BsonDocument> Stored => _database.Collection("bots");

    protected override Task<IStore> OpenEmptyAsync() => _database.OpenAsync();

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _database.DropAsync();
    }

    [Fact]
    public async Task FindAsync_DocumentOfTheSeed_IsABotOfTheMainAccount()
    {
        var id = ObjectId.GenerateNewId();
        await Stored.InsertOneAsync(BsonDocument.Parse($$"""
            {
              _id: ObjectId("{{id}}"), user_id: ObjectId("665f1c2e9b1d4a0012ab34ce"), exchange: "bitunix",
              config: { trading: { symbol: "BTCUSDT", leverage: 10 }, atr: { period: 10, entry_multiplier: 0.8 }, budget: { allocated_amount: 2000.0 } }
            }
            """));

        var bot = await Store.Bots.FindAsync(id.ToString(), None);

        Assert.NotNull(bot);
        Assert.Empty(bot.Problems);
        Assert.Equal((id.ToString(), "665f1c2e9b1d4a0012ab34ce", "bitunix", "main"), (bot.BotId, bot.UserId, bot.Exchange, bot.Account));
        Assert.Equal(new DateTimeOffset(id.CreationTime), bot.CreatedAt);
        var reading = BotConfigReader.Read(bot.ConfigJson);
        Assert.Empty(reading.Problems);
        Assert.Equal((2000m, 0.8m), (reading.Config!.Budget.AllocatedAmount.Value, reading.Config.Atr.EntryMultiplier));
    }

    [Fact]
    public async Task FindAsync_ExampleOfTheReadme_IsABotWithEveryField()
    {
        var readme = await File.ReadAllTextAsync(RepositoryFolder.Of("README.md"));
        var example = JsonBlock().Match(readme).Groups[1].Value;
        var document = BsonDocument.Parse(example);
        document["_id"] = ObjectId.Parse(document["_id"].AsString);
        document["user_id"] = ObjectId.Parse(document["user_id"].AsString);
        await Stored.InsertOneAsync(document);

        var bot = await Store.Bots.FindAsync(Id, None);

        Assert.Empty(bot!.Problems);
        Assert.Equal(BotDocumentReader.Read(example).Config, BotConfigReader.Read(bot.ConfigJson).Config);
        Assert.NotNull(BotConfigReader.Read(bot.ConfigJson).Config);
        Assert.Equal(bot, Assert.Single((await Store.Bots.ListAsync(null, 10, None)).Items));
    }

    [Fact]
    public async Task WriteStatusAsync_HandWrittenDocument_TouchesOnlyTheStatusFields()
    {
        var before = BsonDocument.Parse($$"""
            {
              _id: ObjectId("{{Id}}"), user_id: ObjectId("665f1c2e9b1d4a0012ab34ce"), exchange: "bybit", status: "RUNNING",
              config: { trading: { symbol: "BTCUSDT", leverage: NumberLong(10) }, budget: { allocated_amount: 2000.0 } },
              performance: { total_realized_pnl: 28.50, trades_today: 5, rank: NumberDecimal("3") },
              last_heartbeat: ISODate("2020-01-01T00:00:00Z"),
              plan: { since: ISODate("2020-01-01T00:00:00Z"), price: 9.99, seats: NumberLong(3), tags: ["a", null, /x/i] }
            }
            """);
        await Stored.InsertOneAsync(before);

        Assert.Null(await Store.Bots.FindStatusAsync(Id, None));
        await Store.Bots.WriteStatusAsync([SomeRows.Status(Id)], None);

        var after = await Stored.Find(new BsonDocument("_id", ObjectId.Parse(Id))).SingleAsync();
        foreach (var field in new[] { "_id", "user_id", "exchange", "config", "plan" })
            Assert.Equal((field, before[field].ToJson()), (field, after[field].ToJson()));
        Assert.Equal("3", after["performance"]["rank"].ToString());
        Assert.Equal(BsonType.Decimal128, after["performance"]["total_realized_pnl"].BsonType);
        Assert.Equal(BsonType.DateTime, after["last_heartbeat"].BsonType);
        Assert.Equal(SomeRows.Status(Id), await Store.Bots.FindStatusAsync(Id, None));
    }

    [Fact]
    public async Task PutAsync_HandWrittenDocument_KeepsTheTypesOfUnknownFields()
    {
        var plan = BsonDocument.Parse("""
            { since: ISODate("2020-01-01T00:00:00Z"), old: ISODate("1900-01-01T00:00:00Z"), price: 9.99, whole: 2000.0, seats: NumberLong(3), count: 4,
              big: NumberLong("9007199254740993"), exact: NumberDecimal("1.50"), round: NumberDecimal("5"), nan: NaN, owner: ObjectId("665f1c2e9b1d4a0012ab34ce"),
              blob: BinData(0, "AQID"), pattern: /x/i, stamp: Timestamp(5, 6), list: [ { a: 1.0 } ], none: null, least: MinKey, looks: { $ref: "x" } }
            """);
        await Stored.InsertOneAsync(BsonDocument.Parse(Good).Add("plan", plan));

        var read = await Store.Bots.FindAsync("good", None);
        await Store.Bots.PutAsync(read! with { Name = "renamed" }, None);

        var after = await Stored.Find(new BsonDocument("_id", "good")).SingleAsync();
        Assert.Equal(plan.ToJson(), after["plan"].ToJson());
        Assert.Equal("renamed", after["name"].AsString);
    }

    [Fact]
    public async Task FindAsync_IdWrittenAsAString_IsFoundAndWrittenInItsOwnForm()
    {
        await Stored.InsertOneAsync(BsonDocument.Parse(Good).Set("_id", Id));

        Assert.Empty((await Store.Bots.FindAsync(Id, None))!.Problems);
        await Store.Bots.PutAsync((await Store.Bots.FindAsync(Id, None))! with { Name = "renamed" }, None);
        await Store.Bots.WriteStatusAsync([SomeRows.Status(Id)], None);

        var stored = Assert.Single(await Stored.Find(FilterDefinition<BsonDocument>.Empty).ToListAsync());
        Assert.Equal((BsonType.String, "renamed", "RUNNING"), (stored["_id"].BsonType, stored["name"].AsString, stored["status"].AsString));
    }

    [Fact]
    public async Task FindAsync_BothFormsOfOneId_IsRefusedByName()
    {
        await Stored.InsertOneAsync(BsonDocument.Parse(Good).Set("_id", Id));
        await Stored.InsertOneAsync(BsonDocument.Parse(Good).Set("_id", ObjectId.Parse(Id)));
        await Stored.InsertOneAsync(BsonDocument.Parse(Good));

        var found = await Store.Bots.FindAsync(Id, None);
        var listed = (await Store.Bots.ListAsync(null, 10, None)).Items;

        var problem = Assert.Single(found!.Problems);
        Assert.Equal("_id", problem.Path);
        Assert.Contains(Id, problem.Value, StringComparison.Ordinal);
        Assert.Equal([(Id, 1), ("good", 0)], listed.Select(b => (b.BotId, b.Problems.Length)));
    }

    [Theory]
    [InlineData("""{ exchange: "bybit", config: {} }""", "user_id")]
    [InlineData("""{ user_id: 5, exchange: ["bybit"], account: "Key!", config: {} }""", "user_id,exchange,account")]
    [InlineData("""{ user_id: "u", exchange: "bybit" }""", "config")]
    [InlineData("""{ user_id: "u", exchange: "bybit", config: "{}" }""", "config")]
    [InlineData("""{ user_id: "u", exchange: "bybit", config: [] }""", "config")]
    [InlineData("""{ user_id: "u", exchange: "bybit", config: {}, created_at: "today", desired_status: 1 }""", "desired_status,created_at")]
    [InlineData("""{ user_id: BinData(0, "AQID"), name: { a: 1 }, exchange: null, config: {} }""", "user_id,name,exchange")]
    public async Task FindAsync_BadFields_AreAllTold(string json, string paths)
    {
        await Stored.InsertOneAsync(BsonDocument.Parse(json).Set("_id", "bad"));
        await Stored.InsertOneAsync(BsonDocument.Parse(Good));

        var found = await Store.Bots.FindAsync("bad", None);

        Assert.Equal(paths.Split(','), found!.Problems.Select(p => p.Path));
        Assert.Equal(["bad", "good"], (await Store.Bots.ListAsync(null, 10, None)).Items.Select(b => b.BotId));
        Assert.Empty((await Store.Bots.FindAsync("good", None))!.Problems);
    }

    [Theory]
    [InlineData("Bot_1")]
    [InlineData("a-bot-id-of-25-characters")]
    [InlineData("größe")]
    public async Task ListAsync_IdThatNoBotMayHave_IsListedWithItsProblem(string id)
    {
        await Stored.InsertOneAsync(BsonDocument.Parse(Good).Set("_id", id));

        var listed = Assert.Single((await Store.Bots.ListAsync(null, 10, None)).Items);

        Assert.Equal((id, "_id"), (listed.BotId, Assert.Single(listed.Problems).Path));
    }

    [Fact]
    public async Task ListAsync_IdThatIsNoText_IsLeftOutAndCounted()
    {
        foreach (var id in new BsonValue[] { 5, 7.5, true, new BsonDocument("a", 1), new BsonBinaryData([1]), new BsonDateTime(0), BsonNull.Value })
            await Stored.InsertOneAsync(BsonDocument.Parse(Good).Set("_id", id));
        await Stored.InsertOneAsync(BsonDocument.Parse(Good));

        Assert.Equal("good", Assert.Single((await Store.Bots.ListAsync(null, 10, None)).Items).BotId);
        Assert.Equal(7, (await MongoInspection.LookAsync(_database.Connection, TimeProvider.System, None)).UnnameableBots);
    }

    [Fact]
    public async Task WriteStatusAsync_StatusFieldsOfAnyType_AreHealedAndTheOthersWritten()
    {
        await Stored.InsertOneAsync(BsonDocument.Parse(Good).Add("performance", BsonNull.Value).Add("last_heartbeat", "never").Add("sequence_number", "x"));
        await Stored.InsertOneAsync(BsonDocument.Parse(Good).Set("_id", "odd").Add("performance", 5));
        await Stored.InsertOneAsync(BsonDocument.Parse(Good).Set("_id", "third").Add("performance", new BsonArray { 1 }));

        await Store.Bots.WriteStatusAsync([SomeRows.Status("good"), SomeRows.Status("odd"), SomeRows.Status("third") with { LastError = "$oops.a" }], None);

        Assert.Equal(SomeRows.Status("good"), await Store.Bots.FindStatusAsync("good", None));
        Assert.Equal(SomeRows.Status("odd"), await Store.Bots.FindStatusAsync("odd", None));
        Assert.Equal("$oops.a", (await Store.Bots.FindStatusAsync("third", None))?.LastError);
    }

    [Fact]
    public async Task FindAsync_RepeatedNameOrBrokenText_IsAProblemAndNoException()
    {
        await InsertRawAsync(BsonDocument.Parse(Good).Set("_id", "twice").Set("plan", "xx").Add("plam", 1), "plam", "plan");
        await InsertRawAsync(BsonDocument.Parse(Good).Set("_id", "broken").Set("plan", "abcd"), "abcd", "\u00ff\u00fe\u00fd\u00fc");
        await Stored.InsertOneAsync(BsonDocument.Parse(Good));

        var listed = (await Store.Bots.ListAsync(null, 10, None)).Items;

        Assert.Equal(["broken", "good", "twice"], listed.Select(b => b.BotId));
        Assert.Equal([1, 0, 1], listed.Select(b => b.Problems.Length));
        Assert.Single((await Store.Bots.FindAsync("twice", None))!.Problems);
    }

    /// <summary>Inserts what the driver would not write: the bytes of a document with one text replaced.</summary>
    private async Task InsertRawAsync(BsonDocument document, string text, string replacement)
    {
        var bytes = document.ToBson();
        var place = bytes.AsSpan().IndexOf(System.Text.Encoding.Latin1.GetBytes(text));
        System.Text.Encoding.Latin1.GetBytes(replacement).CopyTo(bytes, place);
        await _database.Database.GetCollection<RawBsonDocument>("bots").InsertOneAsync(new RawBsonDocument(bytes));
    }

    [GeneratedRegex("## A bot\\s+```json\\s+(.*?)```", RegexOptions.Singleline)]
    private static partial Regex JsonBlock();
}
