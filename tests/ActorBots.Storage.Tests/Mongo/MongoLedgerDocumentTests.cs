using ActorBots.Domain.Instruments;
using ActorBots.Ports.Storage;
using ActorBots.Storage.Mongo;
using ActorBots.Testing.Mongo;
using ActorBots.Testing.Storage;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ActorBots.Storage.Tests.Mongo;

/// <summary>What backends and people see in the books' collections, and what happens when they change it.</summary>
public sealed class MongoLedgerDocumentTests : StoreContract, IClassFixture<MongoFixture>
{
    private const string BotId = "665f1c2e9b1d4a0012ab34cd";

    private readonly MongoDatabaseOfTest _database;

    public MongoLedgerDocumentTests(MongoFixture server) => _database = new MongoDatabaseOfTest(server);

    protected override Task<IStore> OpenEmptyAsync() => _database.OpenAsync();

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _database.DropAsync();
    }

    [Fact]
    public async Task WriteAsync_Position_HasTheNamesAndTypesOfTheDesign()
    {
        await Store.Ledger.WriteAsync("books", [SomeRows.Position(1, BotId) with { UserId = BotId }], [], 1, None);

        var stored = await OneAsync("positions", "{}");

        Assert.Equal(
            BsonDocument.Parse($$"""
                {
                  _id: "{{BotId}}-p000001", bot_id: ObjectId("{{BotId}}"), user_id: ObjectId("{{BotId}}"), exchange: "bybit", symbol: "BTCUSDT",
                  side: "LONG", quantity: NumberDecimal("0.011"), entry_price: NumberDecimal("89500.10"), target_price: NumberDecimal("89825"),
                  stop_loss: NumberDecimal("89012.5"), trailing_stop: null, status: "OPEN", entry_order_id: "{{BotId}}-000001e", stop_order_id: "",
                  opened_at: ISODate("2025-03-04T05:06:07.089Z"), closed_at: null, sequence_number: NumberLong(1)
                }
                """).OrderBy(e => e.Name),
            stored.OrderBy(e => e.Name));
    }

    [Fact]
    public async Task WriteAsync_Trade_HasTheNamesAndTypesOfTheDesign()
    {
        await Store.Ledger.WriteAsync("books", [], [SomeRows.Trade(1, BotId) with { UserId = "u" }], 5, None);

        var stored = await OneAsync("trades", "{}");

        Assert.Equal(
            BsonDocument.Parse($$"""
                {
                  _id: "{{BotId}}-t000001", bot_id: ObjectId("{{BotId}}"), user_id: "u", position_id: "{{BotId}}-p000001", symbol: "BTCUSDT",
                  side: "LONG", quantity: NumberDecimal("0.011"), entry_price: NumberDecimal("89500"), exit_price: NumberDecimal("89825.0"),
                  fees: NumberDecimal("1.0846"), funding: NumberDecimal("-0.01"), pnl: NumberDecimal("2.4804"), exit_reason: "TARGET",
                  opened_at: ISODate("2025-03-04T05:06:07.089Z"), closed_at: ISODate("2025-03-04T05:06:08.089Z")
                }
                """).OrderBy(e => e.Name),
            stored.OrderBy(e => e.Name));
        Assert.Equal(BsonDocument.Parse("""{ _id: "books", offset: NumberLong(5) }"""), await OneAsync("projections", "{}"));
    }

    [Fact]
    public async Task Query_AsTheSeedTypesIt_FindsPositionsAndTrades()
    {
        var closed = SomeRows.Position(2, BotId) with { IsOpen = false, ClosedAt = SomeRows.At };
        await Store.Ledger.WriteAsync(
            "books", [SomeRows.Position(1, BotId), closed, SomeRows.Position()], [.. Enumerable.Range(1, 12).Select(n => SomeRows.Trade(n, BotId))], 1, None);

        var open = await _database.Collection("positions").Find($$"""{"bot_id": ObjectId("{{BotId}}"), "status": "OPEN"}""").ToListAsync();
        var trades = await _database.Collection("trades")
            .Find($$"""{"bot_id": ObjectId("{{BotId}}")}""").Sort("""{"closed_at": -1}""").Limit(10).ToListAsync();

        Assert.Equal($"{BotId}-p000001", Assert.Single(open)["_id"]);
        Assert.Equal(Enumerable.Range(3, 10).Reverse().Select(n => $"{BotId}-t{n:D6}"), trades.Select(t => t["_id"].AsString));
    }

    [Fact]
    public async Task WriteAsync_PositionWithFieldsOfOthers_KeepsThem()
    {
        await Store.Ledger.WriteAsync("books", [SomeRows.Position()], [], 1, None);
        await _database.Collection("positions").UpdateOneAsync("{}", """{ $set: { note: "watch", rating: NumberLong(5) } }""");

        await Store.Ledger.WriteAsync("books", [SomeRows.Position(sequenceNumber: 2) with { StopLoss = new Price(1m) }], [], 2, None);

        var stored = await OneAsync("positions", "{}");
        Assert.Equal(("watch", 5L, "1"), (stored["note"].AsString, stored["rating"].AsInt64, stored["stop_loss"].ToString()));
    }

    [Fact]
    public async Task List_NumbersOfOtherTypesAndIdsAsStrings_AreRead()
    {
        await Store.Ledger.WriteAsync("books", [SomeRows.Position(1, BotId)], [SomeRows.Trade(1, BotId)], 1, None);
        await _database.Collection("positions").UpdateOneAsync("{}", $$"""{ $set: { bot_id: "{{BotId}}", quantity: 0.1, entry_price: 89500, stop_loss: NumberLong(89013), sequence_number: 7 } }""");
        await _database.Collection("trades").UpdateOneAsync("{}", $$"""{ $set: { bot_id: "{{BotId}}", pnl: 3.88 } }""");

        var position = Assert.Single(await Store.Ledger.ListOpenPositionsAsync(BotId, None));
        var trade = Assert.Single((await Store.Ledger.ListTradesAsync(BotId, null, 10, None)).Items);

        Assert.Equal((0.1m, 89500m, 89013m, 7L), (position.Quantity.Value, position.EntryPrice.Value, position.StopLoss.Value, position.SequenceNumber));
        Assert.Equal(3.88m, trade.Pnl.Value);
    }

    [Fact]
    public async Task List_DocumentsOfAnotherProgram_AreLeftOut()
    {
        await Store.Ledger.WriteAsync("books", [SomeRows.Position()], [SomeRows.Trade()], 1, None);
        await _database.Collection("positions").InsertOneAsync(BsonDocument.Parse("""
            { _id: ObjectId("665f1c2e9b1d4a0012ab34cd"), bot_id: ObjectId("665f1c2e9b1d4a0012ab34cd"), symbol: "BTCUSDT", side: "LONG", status: "OPEN", entry_price: 89500 }
            """));
        await _database.Collection("trades").InsertOneAsync(BsonDocument.Parse("""
            { _id: ObjectId("665f1c2e9b1d4a0012ab34cd"), bot_id: ObjectId("665f1c2e9b1d4a0012ab34cd"), pnl: 3.88, closed_at: ISODate("2025-03-04T05:06:08Z") }
            """));

        AssertRows([SomeRows.Position()], await Store.Ledger.ListOpenPositionsAsync(null, None));
        AssertRows([SomeRows.Position()], (await Store.Ledger.ListPositionsAsync(null, 10, None)).Items);
        AssertRows([SomeRows.Trade()], (await Store.Ledger.ListTradesAsync(null, null, 10, None)).Items);
    }

    [Theory]
    [InlineData("""{ $set: { pnl: "much" } }""", "field 'pnl' must be a number of at most 28 digits, not String")]
    [InlineData("""{ $set: { pnl: NumberDecimal("NaN") } }""", "field 'pnl' must be a number of at most 28 digits, not Decimal128")]
    [InlineData("""{ $set: { pnl: NumberDecimal("1E+30") } }""", "field 'pnl' must be a number of at most 28 digits, not Decimal128")]
    [InlineData("""{ $unset: { fees: 1 } }""", "field 'fees' must be a number, not Null")]
    [InlineData("""{ $set: { bot_id: 5 } }""", "field 'bot_id' must be a string or an ObjectId, not Int32")]
    [InlineData("""{ $set: { closed_at: ISODate("2025-03-04T05:06:08Z"), opened_at: 5 } }""", "field 'opened_at' must be a date between the years 1 and 9999, not Int32")]
    [InlineData("""{ $set: { symbol: "?" } }""", "trades 'bot-1-t000001': ")]
    public async Task ListTradesAsync_FieldMadeUnreadable_IsNamed(string update, string expected)
    {
        await Store.Ledger.WriteAsync("books", [], [SomeRows.Trade()], 1, None);
        await _database.Collection("trades").UpdateOneAsync("{}", update);

        var error = await Assert.ThrowsAsync<StoreDocumentException>(() => Store.Ledger.ListTradesAsync(null, null, 10, None));

        Assert.StartsWith("trades 'bot-1-t000001': ", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WriteAsync_OneRowThatTheServerRefuses_KeepsNoOtherOutAndNoOffsetMoves()
    {
        await _database.Database.RunCommandAsync<BsonDocument>("""{ collMod: "trades", validator: { exit_reason: { $ne: "MANUAL" } } }""");

        await Assert.ThrowsAnyAsync<MongoException>(() => Store.Ledger.WriteAsync(
            "books", [SomeRows.Position()], [SomeRows.Trade(1), SomeRows.Trade(2) with { ExitReason = "MANUAL" }, SomeRows.Trade(3)], 5, None));

        Assert.Equal(0, await Store.Ledger.GetOffsetAsync("books", None));
        Assert.Equal(2, (await Store.Ledger.ListTradesAsync(null, null, 10, None)).Items.Length);
        Assert.Single(await Store.Ledger.ListOpenPositionsAsync(null, None));

        await _database.Database.RunCommandAsync<BsonDocument>("""{ collMod: "trades", validator: {} }""");
        await Store.Ledger.WriteAsync(
            "books", [SomeRows.Position()], [SomeRows.Trade(1), SomeRows.Trade(2) with { ExitReason = "MANUAL" }, SomeRows.Trade(3)], 5, None);
        Assert.Equal(5, await Store.Ledger.GetOffsetAsync("books", None));
        Assert.Equal(3, (await Store.Ledger.ListTradesAsync(null, null, 10, None)).Items.Length);
    }

    [Fact]
    public async Task WriteAsync_FirstWritesOfOnePositionRace_NewestStays()
    {
        for (var round = 1; round <= 10; round++)
        {
            await Task.WhenAll(Enumerable.Range(1, 8).Select(n => Task.Run(() =>
                Store.Ledger.WriteAsync("books", [SomeRows.Position(round, sequenceNumber: n)], [], n, None))));

            Assert.Equal(8, (await Store.Ledger.FindPositionAsync($"bot-1-p{round:D6}", None))?.SequenceNumber);
        }
    }

    private Task<BsonDocument> OneAsync(string collection, string filter) => _database.Collection(collection).Find(filter).SingleAsync();
}
