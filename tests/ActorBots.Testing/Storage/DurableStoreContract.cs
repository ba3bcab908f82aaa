using ActorBots.Ports.Storage;
using Xunit;

namespace ActorBots.Testing.Storage;

/// <summary>What every store that outlives its process does.</summary>
public abstract class DurableStoreContract : StoreContract
{
    /// <summary>Opens the same store once more, as another process would.</summary>
    protected abstract Task<IStore> OpenAgainAsync();

    [Fact]
    public async Task Open_AfterAbandonWithoutDispose_FindsAllThatWasAnswered()
    {
        await Store.Bots.PutAsync(SomeRows.Bot() with { ExtraJson = """{"plan":"gold"}""" }, None);
        await Store.Bots.WriteStatusAsync([SomeRows.Status()], None);
        await Store.Ledger.WriteAsync("books", [SomeRows.Position()], [SomeRows.Trade()], 3, None);
        await Store.DeadLetters.AddAsync(SomeRows.Letter(), None);

        await using var again = await OpenAgainAsync();

        Assert.Equal("""{"plan":"gold"}""", (await again.Bots.FindAsync("bot-1", None))?.ExtraJson);
        Assert.Equal(SomeRows.Status(), await again.Bots.FindStatusAsync("bot-1", None));
        AssertRows([SomeRows.Position()], await again.Ledger.ListOpenPositionsAsync(null, None));
        AssertRows([SomeRows.Trade()], (await again.Ledger.ListTradesAsync(null, null, 10, None)).Items);
        Assert.Equal(3, await again.Ledger.GetOffsetAsync("books", None));
        AssertRows([SomeRows.Letter()], (await again.DeadLetters.ListAsync(null, null, 10, None)).Items);
    }

    [Fact]
    public async Task Open_AfterDispose_FindsAllThatWasAnswered()
    {
        await Store.Ledger.WriteAsync("books", [], [SomeRows.Trade()], 3, None);
        await Store.DisposeAsync();

        await using var again = await OpenAgainAsync();

        AssertRows([SomeRows.Trade()], (await again.Ledger.ListTradesAsync(null, null, 10, None)).Items);
    }

    [Fact]
    public async Task Write_TwoOpenStores_BothSeeBoth()
    {
        await using var other = await OpenAgainAsync();

        await Task.WhenAll(Enumerable.Range(1, 40).Select(n => Task.Run(() =>
            (n % 2 == 0 ? Store : other).Ledger.WriteAsync("books", [], [SomeRows.Trade(n)], n, None))));

        Assert.Equal(40, (await Store.Ledger.ListTradesAsync(null, null, 100, None)).Items.Length);
        Assert.Equal(40, (await other.Ledger.ListTradesAsync(null, null, 100, None)).Items.Length);
        Assert.Equal(40, await other.Ledger.GetOffsetAsync("books", None));
    }
}
