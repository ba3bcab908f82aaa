using ActorBots.Ports.Storage;
using ActorBots.Storage.Memory;
using ActorBots.Storage.Sqlite;
using ActorBots.Storage.Tests.Mongo;
using ActorBots.Testing.Mongo;
using ActorBots.Testing.Storage;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ActorBots.Storage.Tests;

/// <summary>A copy is the same store, whatever kinds of stores they are and however often it broke off.</summary>
public sealed class StoreCopyTests : IClassFixture<MongoFixture>, IAsyncLifetime
{
    private const string HexId = "665f1c2e9b1d4a0012ab34cd";

    private readonly TemporaryFolder _folder = new();
    private readonly MongoDatabaseOfTest _database;
    private IStore _sqlite = null!;
    private IStore _mongo = null!;

    public StoreCopyTests(MongoFixture server) => _database = new MongoDatabaseOfTest(server);

    private static CancellationToken None => CancellationToken.None;

    public async Task InitializeAsync()
    {
        _sqlite = await SqliteStore.OpenAsync(_folder.File("store.db"), TimeProvider.System, None);
        _mongo = await _database.OpenAsync();
    }

    public async Task DisposeAsync()
    {
        await _sqlite.DisposeAsync();
        await _database.DropAsync();
        _folder.Delete();
    }

    [Fact]
    public async Task RunAsync_SqliteToMongoToMemory_IsTheSameStore()
    {
        await FillAsync(_sqlite);
        var memory = new MemoryStore();

        var counts = await new StoreCopy(_sqlite, _mongo).RunAsync(None);
        await new StoreCopy(_mongo, memory).RunAsync(None);

        Assert.Equal(new StoreCopyCounts(3, 4, 2, 2), counts);
        Assert.Equal(await TextAsync(_sqlite), await TextAsync(_mongo));
        Assert.Equal(await TextAsync(_sqlite), await TextAsync(memory));
        Assert.Equal(BsonType.ObjectId, (await _database.Collection("positions").Find(new BsonDocument("_id", $"{HexId}-p000001")).SingleAsync())["bot_id"].BsonType);
    }

    [Fact]
    public async Task RunAsync_ProjectionOffsets_AreNotCopied()
    {
        await FillAsync(_sqlite);

        await new StoreCopy(_sqlite, _mongo).RunAsync(None);

        Assert.Equal(77, await _sqlite.Ledger.GetOffsetAsync("books", None));
        Assert.Equal(0, await _mongo.Ledger.GetOffsetAsync("books", None));
    }

    [Fact]
    public async Task RunAsync_ManyPages_CopiesAll()
    {
        var trades = Enumerable.Range(1, 1201).Select(n => SomeRows.Trade(n)).ToList();
        await _sqlite.Ledger.WriteAsync("books", [], trades, 1, None);

        Assert.Equal(1201, (await new StoreCopy(_sqlite, _mongo).RunAsync(None)).Trades);

        Assert.Equal(await TextAsync(_sqlite), await TextAsync(_mongo));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(9)]
    public async Task RunAsync_BrokenOffAfterAnyWrite_IsFinishedByTheNextRun(int writes)
    {
        await FillAsync(_sqlite);
        var target = new StoreThatBreaks(_mongo, writes);
        await Assert.ThrowsAsync<IOException>(() => new StoreCopy(_sqlite, target).RunAsync(None));

        var counts = await new StoreCopy(_sqlite, _mongo).RunAsync(None);

        Assert.Equal(new StoreCopyCounts(3, 4, 2, 2), counts);
        Assert.Equal(await TextAsync(_sqlite), await TextAsync(_mongo));
    }

    [Fact]
    public async Task RunAsync_FinishedCopy_IsNotRunAgain()
    {
        await FillAsync(_sqlite);
        await new StoreCopy(_sqlite, _mongo).RunAsync(None);

        var error = await Assert.ThrowsAsync<StoreCopyException>(() => new StoreCopy(_sqlite, _mongo).RunAsync(None));

        Assert.Equal(4, error.Problems.Length);
        Assert.Contains($"bots already, such as '{HexId}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_TargetWithOneTrade_IsRefusedAndNothingWritten()
    {
        await FillAsync(_sqlite);
        await _mongo.Ledger.WriteAsync("books", [], [SomeRows.Trade(9, "other")], 1, None);

        var error = await Assert.ThrowsAsync<StoreCopyException>(() => new StoreCopy(_sqlite, _mongo).RunAsync(None));

        Assert.Equal("the target has trades already, such as 'other-t000009'", Assert.Single(error.Problems));
        Assert.Empty((await _mongo.Bots.ListAsync(null, 1, None)).Items);
    }

    [Fact]
    public async Task RunAsync_BadDocumentsInTheSource_AreAllNamedAndNothingWritten()
    {
        await FillAsync(_mongo);
        await _database.Collection("bots").InsertOneAsync(BsonDocument.Parse("""{ _id: "bad-1", user_id: 5, exchange: "bybit", config: {} }"""));
        await _database.Collection("bots").InsertOneAsync(BsonDocument.Parse("""{ _id: "bad-2", user_id: "u", exchange: "bybit" }"""));

        var error = await Assert.ThrowsAsync<StoreCopyException>(() => new StoreCopy(_mongo, _sqlite).RunAsync(None));

        Assert.Equal(2, error.Problems.Length);
        Assert.Contains("bot 'bad-1': user_id: 5", error.Message, StringComparison.Ordinal);
        Assert.Empty((await _sqlite.Bots.ListAsync(null, 1, None)).Items);
    }

    private static async Task FillAsync(IStore store)
    {
        foreach (var id in new[] { "bot-1", HexId, "bot-never-started" })
        {
            await store.Bots.PutAsync(
                SomeRows.Bot(id) with { ExtraJson = """{"plan":"gold","owner":{"$oid":"665f1c2e9b1d4a0012ab34ce"},"rate":1.50}""" }, None);
        }

        await store.Bots.WriteStatusAsync([SomeRows.Status(), SomeRows.Status(HexId, 7) with { DesiredStatus = "STOPPED" }], None);
        var closed = SomeRows.Position(2) with { IsOpen = false, ClosedAt = SomeRows.At.AddDays(1) };
        await store.Ledger.WriteAsync(
            "books",
            [SomeRows.Position(), closed, SomeRows.Position(1, HexId, 9), SomeRows.Position(3)],
            [SomeRows.Trade(), SomeRows.Trade(1, HexId)],
            77,
            None);
        await store.DeadLetters.AddAsync(SomeRows.Letter(), None);
        await store.DeadLetters.AddAsync(SomeRows.Letter(2, HexId), None);
    }

    /// <summary>Everything in a store that a port can read, as text.</summary>
    private static async Task<string> TextAsync(IStore store)
    {
        var lines = new List<string>();
        foreach (var bot in (await store.Bots.ListAsync(null, 1000, None)).Items)
            lines.Add($"{bot} {await store.Bots.FindStatusAsync(bot.BotId, None)}");
        lines.AddRange((await store.Ledger.ListPositionsAsync(null, 1000, None)).Items.Select(row => row.ToString()));
        string? after = null;
        do
        {
            var page = await store.Ledger.ListTradesAsync(null, after, 1000, None);
            lines.AddRange(page.Items.Select(row => row.ToString()));
            after = page.Next;
        }
        while (after is not null);

        lines.AddRange((await store.DeadLetters.ListAsync(null, null, 1000, None)).Items.Select(row => row.ToString()));
        return string.Join('\n', lines);
    }
}
