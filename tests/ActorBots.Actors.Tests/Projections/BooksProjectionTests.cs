using ActorBots.Actors.Projections;
using ActorBots.Domain.Bots;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Storage.Memory;
using ActorBots.Testing.Bots;

namespace ActorBots.Actors.Tests.Projections;

/// <summary>The books follow from the journal, however often and however it is cut.</summary>
public sealed class BooksProjectionTests
{
    private const string BotId = "bot-1";

    [Fact]
    public async Task Write_OpenPosition_IsInTheBooksWithItsStop()
    {
        var (store, journal) = await LifeAsync(closes: false);

        await new BooksProjection(store.Ledger, store.Bots).WriteAsync(journal, CancellationToken.None);

        var row = Assert.Single(await store.Ledger.ListOpenPositionsAsync(BotId, CancellationToken.None));
        Assert.Equal(("bot-1-p000001", "user-ü-1", "bybit", "LONG"), (row.PositionId, row.UserId, row.Exchange, row.Side));
        Assert.Equal((new Price(89_500m), new Price(89_825m), new Price(89_012.5m)), (row.EntryPrice, row.TargetPrice, row.StopLoss));
        Assert.Equal(ClientOrderId.For(BotId, 2, OrderPurpose.ProtectiveStop).Value, row.StopOrderId);
    }

    [Fact]
    public async Task Write_ClosedPosition_IsATradeWithTheNetPnl()
    {
        var (store, journal) = await LifeAsync(closes: true);

        await new BooksProjection(store.Ledger, store.Bots).WriteAsync(journal, CancellationToken.None);

        var trade = Assert.Single((await store.Ledger.ListTradesAsync(BotId, null, 10, CancellationToken.None)).Items);
        var closed = journal.Select(j => j.Event).OfType<BotEvent.PositionClosed>().Single().Trade;
        Assert.Equal((closed.Pnl, closed.Fees, "TARGET", "bot-1-t000001"), (trade.Pnl, trade.Fees, trade.ExitReason, trade.TradeId));
        Assert.Empty(await store.Ledger.ListOpenPositionsAsync(BotId, CancellationToken.None));
        var row = await store.Ledger.FindPositionAsync("bot-1-p000001", CancellationToken.None);
        Assert.Equal((false, Quantity.Zero, trade.ClosedAt), (row!.IsOpen, row.Quantity, row.ClosedAt));
    }

    [Fact]
    public async Task Write_SameBatchAgain_ChangesNothing()
    {
        var (store, journal) = await LifeAsync(closes: true);
        var projection = new BooksProjection(store.Ledger, store.Bots);
        await projection.WriteAsync(journal, CancellationToken.None);
        var before = await BooksAsync(store);

        await projection.WriteAsync(journal, CancellationToken.None);
        await new BooksProjection(store.Ledger, store.Bots).WriteAsync(journal, CancellationToken.None);

        Assert.Equal(before, await BooksAsync(store));
    }

    [Fact]
    public async Task Write_CutAnywhereByACrash_GivesTheSameBooks()
    {
        var (whole, journal) = await LifeAsync(closes: true);
        await new BooksProjection(whole.Ledger, whole.Bots).WriteAsync(journal, CancellationToken.None);
        var expected = await BooksAsync(whole);

        for (var cut = 1; cut < journal.Count; cut++)
        {
            var (store, _) = await LifeAsync(closes: true);
            await new BooksProjection(store.Ledger, store.Bots).WriteAsync([.. journal.Take(cut)], CancellationToken.None);

            // The new process starts where the books are, or a little before.
            var offset = await new BooksProjection(store.Ledger, store.Bots).GetOffsetAsync(CancellationToken.None);
            await new BooksProjection(store.Ledger, store.Bots).WriteAsync([.. journal.Where(j => j.Offset > offset - 2)], CancellationToken.None);

            Assert.Equal(cut, offset);
            Assert.Equal(expected, await BooksAsync(store));
        }
    }

    [Fact]
    public async Task Write_OneByOneWithACrashAfterEach_GivesTheSameBooks()
    {
        var (whole, journal) = await LifeAsync(closes: true);
        await new BooksProjection(whole.Ledger, whole.Bots).WriteAsync(journal, CancellationToken.None);
        var (store, _) = await LifeAsync(closes: true);

        foreach (var happened in journal)
        {
            await new BooksProjection(store.Ledger, store.Bots).WriteAsync([happened], CancellationToken.None);
        }

        Assert.Equal(await BooksAsync(whole), await BooksAsync(store));
    }

    private static async Task<(MemoryStore Store, IReadOnlyList<JournaledEvent> Journal)> LifeAsync(bool closes)
    {
        var store = new MemoryStore();
        await store.Bots.PutAsync(Testing.Storage.SomeRows.Bot(BotId), CancellationToken.None);
        var bot = new BotScenario().Holding();
        if (closes)
        {
            bot.Trade(89_825m).Run();
        }

        return (store, [.. bot.Events.Select((e, i) => new JournaledEvent(BotId, i + 1, e, i + 1))]);
    }

    private static async Task<string> BooksAsync(MemoryStore store)
    {
        var trades = await store.Ledger.ListTradesAsync(null, null, 100, CancellationToken.None);
        var position = await store.Ledger.FindPositionAsync("bot-1-p000001", CancellationToken.None);
        return $"{position}\n{string.Join('\n', trades.Items)}\n{await store.Ledger.GetOffsetAsync(BooksProjection.Name, CancellationToken.None)}";
    }
}
