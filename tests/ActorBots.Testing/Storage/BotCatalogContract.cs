using System.Text.Json.Nodes;
using ActorBots.Ports.Storage;
using Xunit;

namespace ActorBots.Testing.Storage;

/// <summary>What every <see cref="IBotCatalog"/> does.</summary>
public abstract class BotCatalogContract : StoreContract
{
    private IBotCatalog Bots => Store.Bots;

    [Fact]
    public async Task FindAsync_UnknownBot_GivesNothing()
    {
        Assert.Null(await Bots.FindAsync("nobody", None));
        Assert.Null(await Bots.FindStatusAsync("nobody", None));
    }

    [Fact]
    public async Task PutAsync_NewBot_ComesBackAsItWent()
    {
        await Bots.PutAsync(SomeRows.Bot(), None);

        Assert.Equal(SomeRows.Bot(), await Bots.FindAsync("bot-1", None));
        Assert.Null(await Bots.FindStatusAsync("bot-1", None));
    }

    [Fact]
    public async Task PutAsync_SameBotAgain_ReplacesConfigurationAndKeepsTheRest()
    {
        await Bots.PutAsync(SomeRows.Bot(), None);
        await Bots.WriteStatusAsync([SomeRows.Status()], None);

        await Bots.PutAsync(
            SomeRows.Bot() with { Account = "second", ConfigJson = """{"a":2}""", CreatedAt = SomeRows.At.AddDays(1) }, None);

        Assert.Equal(SomeRows.Bot() with { Account = "second", ConfigJson = """{"a":2}""" }, await Bots.FindAsync("bot-1", None));
        Assert.Equal(SomeRows.Status(), await Bots.FindStatusAsync("bot-1", None));
    }

    [Fact]
    public async Task PutAsync_WithoutUnknownFields_KeepsTheStoredOnes()
    {
        const string extra = """{"tags":["a",{"b":1.50}],"plan":"gold","größe":null}""";
        await Bots.PutAsync(SomeRows.Bot() with { ExtraJson = extra }, None);

        await Bots.PutAsync(SomeRows.Bot() with { Name = "renamed" }, None);

        var found = await Bots.FindAsync("bot-1", None);
        Assert.Equal("renamed", found?.Name);
        AssertSameJson(extra, found?.ExtraJson);
    }

    [Fact]
    public async Task PutAsync_DocumentReadAndWrittenBack_KeepsUnknownFields()
    {
        const string extra = """{"plan":"gold","nested":{"deep":[1,2,3]}}""";
        await Bots.PutAsync(SomeRows.Bot() with { ExtraJson = extra }, None);

        var read = await Bots.FindAsync("bot-1", None);
        Assert.NotNull(read);
        await Bots.PutAsync(read, None);
        await Bots.WriteStatusAsync([SomeRows.Status()], None);

        AssertSameJson(extra, (await Bots.FindAsync("bot-1", None))?.ExtraJson);
    }

    [Fact]
    public async Task PutAsync_OwnUnknownFields_ReplaceTheStoredOnes()
    {
        await Bots.PutAsync(SomeRows.Bot() with { ExtraJson = """{"plan":"gold","old":1}""" }, None);

        await Bots.PutAsync(SomeRows.Bot() with { ExtraJson = """{"plan":"silver"}""" }, None);

        AssertSameJson("""{"plan":"silver"}""", (await Bots.FindAsync("bot-1", None))?.ExtraJson);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("[1]")]
    [InlineData("{")]
    public async Task PutAsync_JsonThatIsNoObject_IsRefusedAndNothingWritten(string json)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Bots.PutAsync(SomeRows.Bot() with { ConfigJson = json }, None));
        await Assert.ThrowsAsync<ArgumentException>(() => Bots.PutAsync(SomeRows.Bot() with { ExtraJson = json }, None));

        Assert.Null(await Bots.FindAsync("bot-1", None));
    }

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
    public async Task WriteStatusAsync_Status_ComesBackToTheDigit()
    {
        await Bots.PutAsync(SomeRows.Bot(), None);

        await Bots.WriteStatusAsync([SomeRows.Status()], None);

        var found = await Bots.FindStatusAsync("bot-1", None);
        Assert.Equal(SomeRows.Status(), found);
        Assert.Equal(SomeRows.ManyDigits.ToString(), found?.TotalRealizedPnl.ToString());
        Assert.Equal("-0.1200", found?.UnrealizedPnl.ToString());
    }

    [Fact]
    public async Task WriteStatusAsync_OlderSequenceNumber_OnlyRefreshesHeartbeat()
    {
        await Bots.PutAsync(SomeRows.Bot(), None);
        await Bots.WriteStatusAsync([SomeRows.Status(sequenceNumber: 5)], None);

        await Bots.WriteStatusAsync(
            [SomeRows.Status(sequenceNumber: 4) with { Status = "ERROR", LastHeartbeat = SomeRows.At.AddSeconds(30) }], None);

        Assert.Equal(
            SomeRows.Status(sequenceNumber: 5) with { LastHeartbeat = SomeRows.At.AddSeconds(30) },
            await Bots.FindStatusAsync("bot-1", None));
    }

    [Fact]
    public async Task WriteStatusAsync_SameSequenceNumber_NewerHeartbeatWins()
    {
        await Bots.PutAsync(SomeRows.Bot(), None);
        var newer = SomeRows.Status() with { UnrealizedPnl = new(7m), LastHeartbeat = SomeRows.At.AddSeconds(30) };
        await Bots.WriteStatusAsync([newer], None);

        await Bots.WriteStatusAsync([SomeRows.Status()], None);

        Assert.Equal(newer, await Bots.FindStatusAsync("bot-1", None));
    }

    [Fact]
    public async Task WriteStatusAsync_NewerSequenceNumberWithOlderHeartbeat_HeartbeatNeverMovesBack()
    {
        await Bots.PutAsync(SomeRows.Bot(), None);
        await Bots.WriteStatusAsync([SomeRows.Status() with { LastHeartbeat = SomeRows.At.AddSeconds(30) }], None);

        await Bots.WriteStatusAsync([SomeRows.Status(sequenceNumber: 2) with { Status = "PAUSED" }], None);

        Assert.Equal(
            SomeRows.Status(sequenceNumber: 2) with { Status = "PAUSED", LastHeartbeat = SomeRows.At.AddSeconds(30) },
            await Bots.FindStatusAsync("bot-1", None));
    }

    [Fact]
    public async Task WriteStatusAsync_BotWithoutDocument_IsSkippedAndTheOthersWritten()
    {
        await Bots.PutAsync(SomeRows.Bot(), None);

        await Bots.WriteStatusAsync([SomeRows.Status("ghost"), SomeRows.Status()], None);

        Assert.Null(await Bots.FindStatusAsync("ghost", None));
        Assert.Null(await Bots.FindAsync("ghost", None));
        Assert.NotNull(await Bots.FindStatusAsync("bot-1", None));
    }

    [Fact]
    public async Task WriteStatusAsync_ManyWritersAtOnce_HighestSequenceNumberStays()
    {
        await Bots.PutAsync(SomeRows.Bot(), None);

        await Task.WhenAll(Enumerable.Range(1, 100).Select(i => Task.Run(() =>
            Bots.WriteStatusAsync([SomeRows.Status(sequenceNumber: i * 37 % 101) with { TradesTotal = i * 37 % 101 }], None))));

        var found = await Bots.FindStatusAsync("bot-1", None);
        Assert.Equal(100, found?.SequenceNumber);
        Assert.Equal(100, found?.TradesTotal);
    }

    [Fact]
    public async Task PutAsync_Cancelled_WritesNothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Bots.PutAsync(SomeRows.Bot(), new CancellationToken(true)));

        Assert.Null(await Bots.FindAsync("bot-1", None));
    }

    private static void AssertSameJson(string expected, string? actual) =>
        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual ?? "null")), $"expected {expected}, got {actual}");
}
