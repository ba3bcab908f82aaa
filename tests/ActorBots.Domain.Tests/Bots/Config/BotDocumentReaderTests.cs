using ActorBots.Domain.Bots.Config;
using ActorBots.Domain.Instruments;

namespace ActorBots.Domain.Tests.Bots.Config;

public sealed class BotDocumentReaderTests
{
    private static readonly string Example = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Bots", "Config", "full-example.json"));

    [Fact]
    public void Read_FullExample_GivesEveryField()
    {
        var reading = BotDocumentReader.Read(Example, ["bitunix", "bybit", "paper"]);

        Assert.Empty(reading.Problems);
        Assert.Equal("665f1c2e9b1d4a0012ab34cd", reading.BotId);
        Assert.Equal("665f1c2e9b1d4a0012ab34ce", reading.UserId);
        Assert.Equal("BTC dip buyer", reading.Name);
        Assert.Equal("bitunix", reading.Exchange);
        Assert.Equal("main", reading.Account);
        Assert.Equal("RUNNING", reading.Status);
        Assert.Equal("RUNNING", reading.DesiredStatus);
        Assert.Equal(new DateTimeOffset(2026, 7, 31, 12, 0, 0, TimeSpan.Zero), reading.LastHeartbeat);
        Assert.Null(reading.LastError);
        Assert.Equal(reading.LastHeartbeat, reading.CreatedAt);
        Assert.Equal(new DateTimeOffset(2026, 7, 31, 10, 0, 0, TimeSpan.Zero), reading.UpdatedAt);
        Assert.Equal(Expected(), reading.Config);
    }

    [Fact]
    public void Read_DocumentOfTheSeed_IsAcceptedAndMeansTheMainAccount()
    {
        var reading = BotDocumentReader.Read("""
            {
              "user_id": { "$oid": "665f1c2e9b1d4a0012ab34ce" },
              "exchange": "bitunix",
              "config": {
                "trading": { "symbol": "BTCUSDT", "leverage": 10 },
                "atr": { "period": 10, "entry_multiplier": 0.8 },
                "budget": { "allocated_amount": 2000.0 }
              }
            }
            """);

        Assert.Empty(reading.Problems);
        Assert.Null(reading.BotId);
        Assert.Equal("main", reading.Account);
        Assert.Equal(SomeConfig.Bot(), reading.Config);
    }

    [Theory]
    [InlineData("\"_id\": { \"$oid\": \"665f1c2e9b1d4a0012ab34cd\" }", "\"_id\": \"Bot_1\"", "_id")]
    [InlineData("\"_id\": { \"$oid\": \"665f1c2e9b1d4a0012ab34cd\" }", "\"_id\": \"a-bot-id-of-25-characters\"", "_id")]
    [InlineData("\"exchange\": \"bitunix\"", "\"exchange\": \"bitunx\"", "exchange")]
    [InlineData("\"exchange\": \"bitunix\",", "", "exchange")]
    [InlineData("\"account\": \"main\"", "\"account\": \"key:hunter2\"", "account")]
    [InlineData("\"desired_status\": \"RUNNING\"", "\"desired_status\": \"running\"", "desired_status")]
    [InlineData("\"2026-07-31T12:00:00+02:00\"", "\"2026-07-31T12:00:00\"", "updated_at")]
    [InlineData("\"1785499200000\"", "\"soon\"", "created_at")]
    [InlineData("\"period\": 10", "\"period\": -10", "config.atr.period")]
    [InlineData("\"tags\": [\"belongs\", \"to\", \"the\", \"backend\"]", "\"exchange\": \"bybit\"", "exchange")]
    public void Read_BadField_NamesItAndGivesNothingElse(string good, string bad, string path)
    {
        Assert.Contains(good, Example);

        var reading = BotDocumentReader.Read(Example.Replace(good, bad), ["bitunix", "bybit", "paper"]);

        var problem = Assert.Single(reading.Problems);
        Assert.Equal(path, problem.Path);
        Assert.DoesNotContain("hunter2", problem.ToString());
        Assert.Null(reading.Config);
        Assert.Null(reading.BotId);
    }

    [Theory]
    [InlineData("bitunx", "did you mean bitunix?")]
    [InlineData("ByBit", "did you mean bybit?")]
    public void Read_MistypedExchange_HintsAtTheNearest(string exchange, string hint)
    {
        var reading = BotDocumentReader.Read(Example.Replace("\"bitunix\"", $"\"{exchange}\""), ["bitunix", "bybit", "paper"]);

        Assert.Equal(hint, Assert.Single(reading.Problems).Hint);
    }

    [Fact]
    public void Read_WithoutConfig_SaysSo() =>
        Assert.Equal(
            ["user_id", "exchange", "config"], BotDocumentReader.Read("{}").Problems.Select(problem => problem.Path));

    [Fact]
    public void ReadFields_ConfigFullOfProblems_IsNoneOfItsBusiness()
    {
        var reading = BotDocumentReader.ReadFields("""{"_id": "bot-1", "user_id": "u", "exchange": "bybit", "config": {"nonsense": -1}}""");

        Assert.Empty(reading.Problems);
        Assert.Equal(("bot-1", "u", "bybit", "main"), (reading.BotId, reading.UserId, reading.Exchange, reading.Account));
        Assert.Null(reading.Config);
    }

    [Theory]
    [InlineData("", "absent")]
    [InlineData(", \"config\": null", "null")]
    [InlineData(", \"config\": [1]", "[1]")]
    [InlineData(", \"config\": \"{}\"", "\"{}\"")]
    public void ReadFields_ConfigThatIsNoObject_IsAProblemBesideTheOthers(string config, string shown)
    {
        var reading = BotDocumentReader.ReadFields("""{"_id": "bot-1", "user_id": 5, "exchange": "bybit" """ + config + "}");

        Assert.Equal([("user_id", "5"), ("config", shown)], reading.Problems.Select(p => (p.Path, p.Value)));
        Assert.Empty(reading.Exchange);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("oops")]
    public void ReadFields_NoDocument_IsOneProblemAboutIt(string text) =>
        Assert.Equal("document", Assert.Single(BotDocumentReader.ReadFields(text).Problems).Path);

    [Theory]
    [InlineData("[]")]
    [InlineData("oops")]
    public void Read_NoDocument_IsOneProblemAboutIt(string text) =>
        Assert.Equal("document", Assert.Single(BotDocumentReader.Read(text).Problems).Path);

    private static BotConfig Expected() => SomeConfig.Bot() with
    {
        Risk = new RiskConfig { MaxLoss = new Money(200m) },
        Trailing = new TrailingConfig { Enabled = true },
        Notifications = new NotificationsConfig
        {
            WebhookUrl = new Uri("https://backend.example.com/hooks/bots"),
            WebhookSecret = "backend-webhook",
            Events = ["BOT_STARTED", "POSITION_OPENED", "POSITION_CLOSED", "BOT_STOPPED", "BOT_ERROR"],
        },
    };
}
