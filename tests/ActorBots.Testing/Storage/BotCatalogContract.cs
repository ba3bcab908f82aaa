using System.Text.Json.Nodes;
using ActorBots.Domain.Bots.Config;
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
    public async Task WriteStatusAsync_FiveHundredRowsTwice_EachBotHasItsOwn()
    {
        var ids = Enumerable.Range(1, 501).Select(n => $"bot-{n:D4}").ToList();
        foreach (var id in ids)
            await Bots.PutAsync(SomeRows.Bot(id), None);

        for (var i = 0; i < 2; i++)
            await Bots.WriteStatusAsync([.. ids.Select((id, n) => SomeRows.Status(id) with { TradesTotal = n })], None);

        Assert.Equal(SomeRows.Status("bot-0001") with { TradesTotal = 0 }, await Bots.FindStatusAsync("bot-0001", None));
        Assert.Equal(SomeRows.Status("bot-0501") with { TradesTotal = 500 }, await Bots.FindStatusAsync("bot-0501", None));
        Assert.Equal(501, (await Bots.ListShouldRunAsync(null, 1000, None)).Items.Length);
    }

    [Fact]
    public async Task PutAsync_WholeConfiguration_ComesBackWithTheSameNumbers()
    {
        const string config = """{"n":{"i":10,"l":9007199254740993,"d":0.80,"e":0.0000000000000000000000000001,"b":true,"z":null,"a":[1,[],{}]},"t":"ü \"'\\"}""";

        await Bots.PutAsync(SomeRows.Bot() with { ConfigJson = config }, None);

        AssertSameJson(config, (await Bots.FindAsync("bot-1", None))?.ConfigJson);
    }

    [Theory]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"a":{"b":1,"b":1}}""")]
    [InlineData("""{"a":"\ud800"}""")]
    [InlineData("""{"a\u0000b":1}""")]
    public async Task PutAsync_JsonThatNotEveryStoreCanKeep_IsRefusedAndNothingWritten(string json)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Bots.PutAsync(SomeRows.Bot() with { ConfigJson = json }, None));
        await Assert.ThrowsAsync<ArgumentException>(() => Bots.PutAsync(SomeRows.Bot() with { ExtraJson = json }, None));

        Assert.Null(await Bots.FindAsync("bot-1", None));
    }

    [Theory]
    [InlineData("""{"$set":1}""", "$set")]
    [InlineData("""{"a.b":1}""", "a.b")]
    [InlineData("""{"":1}""", "''")]
    [InlineData("""{"desired_status":"RUNNING"}""", "desired_status")]
    [InlineData("""{"performance":{}}""", "performance")]
    public async Task PutAsync_UnknownFieldWithAnImpossibleName_IsRefusedByItsName(string extra, string name)
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() => Bots.PutAsync(SomeRows.Bot() with { ExtraJson = extra }, None));

        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.Null(await Bots.FindAsync("bot-1", None));
    }

    [Fact]
    public async Task PutAsync_DocumentWithProblems_IsRefusedWithThem()
    {
        var bad = SomeRows.Bot() with { Problems = [new ConfigProblem("user_id", "5", "a text", "\"u\"")] };

        var error = await Assert.ThrowsAsync<ArgumentException>(() => Bots.PutAsync(bad, None));

        Assert.Contains("user_id: 5", error.Message, StringComparison.Ordinal);
        Assert.Null(await Bots.FindAsync("bot-1", None));
    }

    [Fact]
    public async Task PutAsync_ExtendedJsonInUnknownFields_ComesBackAsItWent()
    {
        const string extra = """
            {"owner":{"$oid":"665f1c2e9b1d4a0012ab34ce"},"since":{"$date":{"$numberLong":"1741064767089"}},"rate":{"$numberDouble":"2000.0"},
             "count":{"$numberLong":"5"},"whole":{"$numberDecimal":"7"},"blob":{"$binary":{"base64":"AQID","subType":"00"}}}
            """;
        await Bots.PutAsync(SomeRows.Bot() with { ExtraJson = extra }, None);

        var read = await Bots.FindAsync("bot-1", None);
        await Bots.PutAsync(read!, None);

        AssertSameJson(extra, (await Bots.FindAsync("bot-1", None))?.ExtraJson);
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
