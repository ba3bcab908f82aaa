using ActorBots.Ports.Storage;
using Xunit;

namespace ActorBots.Testing.Storage;

/// <summary>What every <see cref="IDeadLetterStore"/> does.</summary>
public abstract class DeadLetterStoreContract : StoreContract
{
    private IDeadLetterStore Letters => Store.DeadLetters;

    [Fact]
    public async Task AddAsync_Letter_ComesBackAsItWent()
    {
        await Letters.AddAsync(SomeRows.Letter(), None);

        AssertRows([SomeRows.Letter()], (await Letters.ListAsync(null, null, 10, None)).Items);
    }

    [Fact]
    public async Task AddAsync_SameIdAgain_Replaces()
    {
        await Letters.AddAsync(SomeRows.Letter(), None);
        var again = SomeRows.Letter() with { Attempts = 8, LastError = "HTTP 503" };

        await Letters.AddAsync(again, None);

        AssertRows([again], (await Letters.ListAsync("bot-1", null, 10, None)).Items);
    }

    [Fact]
    public async Task AddAsync_WithoutId_IsRefused()
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Letters.AddAsync(SomeRows.Letter() with { NotificationId = " " }, None));

        Assert.Empty((await Letters.ListAsync(null, null, 10, None)).Items);
    }

    [Fact]
    public async Task ListAsync_OneBot_GivesOnlyItsLetters()
    {
        await Letters.AddAsync(SomeRows.Letter(1, "bot-1"), None);
        await Letters.AddAsync(SomeRows.Letter(1, "bot-2"), None);

        AssertRows([SomeRows.Letter(1, "bot-2")], (await Letters.ListAsync("bot-2", null, 10, None)).Items);
        Assert.Equal(2, (await Letters.ListAsync(null, null, 10, None)).Items.Length);
    }

    [Fact]
    public async Task ListAsync_LettersAddedAndRemovedBetweenPages_NeitherRepeatsNorSkips()
    {
        foreach (var n in Enumerable.Range(10, 6))
            await Letters.AddAsync(SomeRows.Letter(n), None);

        var first = await Letters.ListAsync("bot-1", null, 3, None);
        await Letters.AddAsync(SomeRows.Letter(1), None);
        await Letters.RemoveAsync(first.Items[0].NotificationId, None);
        var second = await Letters.ListAsync("bot-1", first.Next, 3, None);

        Assert.Equal(Enumerable.Range(10, 3).Select(n => SomeRows.Letter(n)), first.Items);
        Assert.Equal(Enumerable.Range(13, 3).Select(n => SomeRows.Letter(n)), second.Items);
        Assert.Null(second.Next);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public async Task ListAsync_SizeOutOfRange_IsRefused(int size) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Letters.ListAsync(null, null, size, None));

    [Fact]
    public async Task RemoveAsync_TwiceOrUnknown_DoesNothingTheSecondTime()
    {
        await Letters.AddAsync(SomeRows.Letter(1), None);
        await Letters.AddAsync(SomeRows.Letter(2), None);

        await Letters.RemoveAsync("bot-1-n000001", None);
        await Letters.RemoveAsync("bot-1-n000001", None);

        AssertRows([SomeRows.Letter(2)], (await Letters.ListAsync(null, null, 10, None)).Items);
    }

    [Fact]
    public async Task AddAsync_ManyAtOnce_KeepsAll()
    {
        await Task.WhenAll(Enumerable.Range(1, 50).Select(n => Task.Run(() => Letters.AddAsync(SomeRows.Letter(n), None))));

        Assert.Equal(
            Enumerable.Range(1, 50).Select(n => SomeRows.Letter(n)), (await Letters.ListAsync("bot-1", null, 1000, None)).Items);
    }
}
