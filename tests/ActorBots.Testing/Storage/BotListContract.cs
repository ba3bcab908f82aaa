using ActorBots.Ports.Storage;
using Xunit;

namespace ActorBots.Testing.Storage;

/// <summary>What every <see cref="IBotCatalog"/> lists, and in which order.</summary>
public abstract class BotListContract : StoreContract
{
    private IBotCatalog Bots => Store.Bots;

    [Fact]
    public async Task ListAsync_RowsInsertedBetweenPages_NeitherRepeatsNorSkipsOldRows()
    {
        string[] first = ["bot-b", "bot-d", "bot-f", "bot-h", "bot-j"];
        foreach (var id in first)
            await Bots.PutAsync(SomeRows.Bot(id), None);

        var seen = new List<string>();
        string? after = null;
        var inserted = 0;
        do
        {
            var page = await Bots.ListAsync(after, 2, None);
            seen.AddRange(page.Items.Select(b => b.BotId));
            after = page.Next;
            await Bots.PutAsync(SomeRows.Bot($"bot-a{inserted}"), None);
            await Bots.PutAsync(SomeRows.Bot($"bot-e{inserted++}"), None);
        }
        while (after is not null);

        Assert.Equal(seen.Distinct().Order(StringComparer.Ordinal), seen);
        Assert.Subset(seen.ToHashSet(), first.ToHashSet());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public async Task ListAsync_SizeOutOfRange_IsRefused(int size) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Bots.ListAsync(null, size, None));

    [Fact]
    public async Task ListAsync_ExactlyOnePage_HasNoNext()
    {
        await Bots.PutAsync(SomeRows.Bot("bot-1"), None);
        await Bots.PutAsync(SomeRows.Bot("bot-2"), None);

        var page = await Bots.ListAsync(null, 2, None);

        Assert.Equal(["bot-1", "bot-2"], page.Items.Select(b => b.BotId));
        Assert.Null(page.Next);
    }

    [Fact]
    public async Task ListShouldRunAsync_EveryDesiredStatus_GivesRunningAndPausedById()
    {
        (string Id, string? Desired)[] bots =
        [
            ("bot-c", "RUNNING"), ("bot-a", "PAUSED"), ("bot-b", "STOPPED"), ("bot-d", null), ("665f1c2e9b1d4a0012ab34cd", "RUNNING"),
            ("bot-e", "ERROR"), ("aot", "RUNNING"), ("7", "PAUSED"),
        ];
        foreach (var (id, desired) in bots)
        {
            await Bots.PutAsync(SomeRows.Bot(id), None);
            if (desired is not null)
                await Bots.WriteStatusAsync([SomeRows.Status(id) with { DesiredStatus = desired }], None);
        }

        var seen = new List<string>();
        string? after = null;
        do
        {
            var page = await Bots.ListShouldRunAsync(after, 2, None);
            Assert.InRange(page.Items.Length, 1, 2);
            seen.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(["665f1c2e9b1d4a0012ab34cd", "7", "aot", "bot-a", "bot-c"], seen);
    }

    [Fact]
    public async Task ListShouldRunAsync_StatusWrittenLater_Counts()
    {
        await Bots.PutAsync(SomeRows.Bot(), None);
        await Bots.WriteStatusAsync([SomeRows.Status()], None);
        await Bots.WriteStatusAsync([SomeRows.Status(sequenceNumber: 2) with { DesiredStatus = "STOPPED" }], None);

        Assert.Empty((await Bots.ListShouldRunAsync(null, 10, None)).Items);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public async Task ListShouldRunAsync_SizeOutOfRange_IsRefused(int size) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Bots.ListShouldRunAsync(null, size, None));

    [Fact]
    public async Task ListAsync_IdsOfEveryShape_ComeInOrdinalOrder()
    {
        string[] ids =
        [
            "0", "00000000000000000000000a", "5", "665f1c2e9b1d4a0012ab34cc", "665f1c2e9b1d4a0012ab34cd", "665f1c2e9b1d4a0012ab34c-", "665f",
            "665g", "a", "ffffffffffffffffffffffff", "f", "fg", "g", "-", "bot-1", "c0ffee",
        ];
        foreach (var id in ids)
            await Bots.PutAsync(SomeRows.Bot(id), None);

        foreach (var size in new[] { 1, 3, 100 })
        {
            var seen = new List<string>();
            string? after = null;
            do
            {
                var page = await Bots.ListAsync(after, size, None);
                seen.AddRange(page.Items.Select(b => b.BotId));
                after = page.Next;
            }
            while (after is not null);

            Assert.Equal(ids.Order(StringComparer.Ordinal), seen);
        }
    }

    [Fact]
    public async Task AnyMember_IdLikeAnObjectId_IsFoundByItsText()
    {
        var bot = SomeRows.Bot("665f1c2e9b1d4a0012ab34cd") with { UserId = "665f1c2e9b1d4a0012ab34ce" };
        await Bots.PutAsync(bot with { Name = "first" }, None);
        await Bots.PutAsync(bot, None);
        await Bots.WriteStatusAsync([SomeRows.Status(bot.BotId)], None);

        Assert.Equal(bot, await Bots.FindAsync(bot.BotId, None));
        Assert.Equal(SomeRows.Status(bot.BotId), await Bots.FindStatusAsync(bot.BotId, None));
        Assert.Equal(bot, Assert.Single((await Bots.ListAsync(null, 10, None)).Items));
    }
}
