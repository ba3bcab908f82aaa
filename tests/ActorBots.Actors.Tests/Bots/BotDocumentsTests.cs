using ActorBots.Actors.Bots;
using ActorBots.Domain.Bots.Config;
using ActorBots.Ports.Storage;
using ActorBots.Testing.Bots;
using ActorBots.Testing.Storage;

namespace ActorBots.Actors.Tests.Bots;

/// <summary>A document becomes a bot, or a refusal with all that is wrong with it.</summary>
public sealed class BotDocumentsTests
{
    private static readonly ConfigProblem BadOwner = new("user_id", "5", "1 to 64 characters", "\"user-1\"");
    private static readonly ConfigProblem NoConfig = new("config", "absent", "an object", "{}");

    [Fact]
    public void Read_GoodDocument_IsABot()
    {
        var outcome = BotDocuments.Read("bot-1", SomeRows.Bot() with { ConfigJson = BotConfigWriter.Write(BotScenario.DefaultConfig) });

        Assert.Null(outcome.Refusal);
        Assert.Equal(BotScenario.DefaultConfig, outcome.Config);
        Assert.Equal(("bot-1", "main", "bybit"), (outcome.Identity!.BotId, outcome.Identity.Account, outcome.Identity.Exchange));
    }

    [Fact]
    public void Read_ProblemsInDocumentAndConfiguration_AreOneRefusalWithAll()
    {
        var document = Bad(BadOwner) with { ConfigJson = """{"trading":{"symbol":"BTCUSDT","leverage":-1},"budget":{"allocated_amount":0}}""" };

        var refusal = BotDocuments.Read("bot-1", document).Refusal;

        Assert.Equal(("CONFIG_INVALID", "the document has 3 problems"), (refusal?.Code, refusal?.Message));
        Assert.Equal(["user_id", "config.trading.leverage", "config.budget.allocated_amount"], refusal!.Fields.Select(f => f.Path));
    }

    [Fact]
    public void Read_ProblemsInDocumentOnly_RefuseAGoodConfiguration()
    {
        var refusal = BotDocuments.Read("bot-1", Bad(BadOwner) with { ConfigJson = BotConfigWriter.Write(BotScenario.DefaultConfig) }).Refusal;

        Assert.Equal("user_id", Assert.Single(refusal!.Fields).Path);
        Assert.Contains("1 to 64 characters", refusal.Fields[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ConfigurationMissing_IsToldOnce()
    {
        var refusal = BotDocuments.Read("bot-1", Bad(BadOwner, NoConfig)).Refusal;

        Assert.Equal(["user_id", "config"], refusal!.Fields.Select(f => f.Path));
    }

    [Fact]
    public void Read_EmptyConfigurationOfAGoodDocument_IsRefused()
    {
        var refusal = BotDocuments.Read("bot-1", SomeRows.Bot() with { ConfigJson = string.Empty }).Refusal;

        Assert.Equal("CONFIG_INVALID", refusal?.Code);
        Assert.NotEmpty(refusal!.Fields);
    }

    private static BotDocument Bad(params ConfigProblem[] problems) => new()
    {
        BotId = "bot-1",
        UserId = string.Empty,
        Exchange = string.Empty,
        Account = string.Empty,
        ConfigJson = string.Empty,
        CreatedAt = DateTimeOffset.UnixEpoch,
        Problems = [.. problems],
    };
}
