using System.Collections.Immutable;
using ActorBots.Domain.Bots.Config;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.MarketData;

namespace ActorBots.Domain.Tests.Bots.Config;

public sealed class BotConfigReaderTests
{
    private const string Least = """{"trading": {"symbol": "BTCUSDT", "leverage": 10}, "budget": {"allocated_amount": 2000.0}}""";

    [Fact]
    public void Read_RequiredFieldsOnly_FillsInTheDefaults()
    {
        var reading = BotConfigReader.Read(Least);

        Assert.Empty(reading.Problems);
        Assert.Equal(SomeConfig.Bot(), reading.Config);
        Assert.Equal(CandleInterval.FifteenMinutes, reading.Config!.Trading.Timeframe);
        Assert.Equal(
            [new(1.0m, 0.05m), new(1.5m, 0.08m), new(2.0m, 0.12m), new(2.5m, 0.15m)], reading.Config.Sizing.Steps.AsEnumerable());
        Assert.Null(reading.Config.Risk.MaxLoss);
    }

    [Theory]
    [InlineData("atr", "period", "0", "a whole number from 1 to 100")]
    [InlineData("atr", "period", "101", "a whole number from 1 to 100")]
    [InlineData("atr", "period", "10.5", "a whole number from 1 to 100")]
    [InlineData("atr", "period", "\"10\"", "a whole number from 1 to 100")]
    [InlineData("atr", "period", "null", "a whole number from 1 to 100")]
    [InlineData("atr", "period", "1e400", "a whole number from 1 to 100")]
    [InlineData("atr", "entry_multiplier", "0", "a number from 0.05 to 20")]
    [InlineData("atr", "target_multiplier", "-1", "a number from 0.05 to 50")]
    [InlineData("atr", "stop_multiplier", "0.09", "a number from 0.1 to 20")]
    [InlineData("atr", "recent_high_lookback", "201", "a whole number from 1 to 200")]
    [InlineData("sizing", "high_volatility_rate", "0", "a number greater than 0 and at most 1")]
    [InlineData("sizing", "high_volatility_rate", "1e-40", "a number greater than 0 and at most 1")]
    [InlineData("sizing", "high_volatility_factor", "1.01", "a number greater than 0 and at most 1")]
    [InlineData("risk", "max_trades_per_minute", "0", "a whole number from 1 to 60")]
    [InlineData("risk", "max_trades_per_hour", "1001", "a whole number from 1 to 1000")]
    [InlineData("risk", "max_trades_per_day", "10001", "a whole number from 1 to 10000")]
    [InlineData("risk", "max_concurrent_positions", "11", "a whole number from 1 to 10")]
    [InlineData("risk", "bot_stop_loss", "200", "a number from -1000000000 to -0.01")]
    [InlineData("risk", "bot_stop_loss", "0", "a number from -1000000000 to -0.01")]
    [InlineData("trailing", "enabled", "1", "true or false")]
    [InlineData("trailing", "activation_multiplier", "[]", "a number from 0.05 to 50")]
    [InlineData("trailing", "callback_multiplier", "{\"$numberDecimal\": \"NaN\"}", "a number from 0.05 to 20")]
    [InlineData("trailing", "step_multiplier", "{\"$numberDouble\": \"Infinity\"}", "a number from 0.01 to 10")]
    [InlineData("notifications", "events", "\"BOT_STARTED\"", "a list of 0 to 12 elements")]
    [InlineData("sizing", "steps", "[]", "a list of 1 to 20 elements")]
    public void Read_BadValue_NamesPathValueAndRange(string section, string key, string value, string allowed)
    {
        var problem = Assert.Single(Problems(With(section, $"\"{key}\": {value}")));

        Assert.Equal($"config.{section}.{key}", problem.Path);
        Assert.Equal(value, problem.Value);
        Assert.Equal(allowed, problem.Allowed);
        Assert.NotEmpty(problem.Example);
    }

    [Theory]
    [InlineData("leverage", "0.99")]
    [InlineData("leverage", "125.01")]
    [InlineData("symbol", "\"btc-usdt\"")]
    [InlineData("symbol", "7")]
    [InlineData("timeframe", "\"2h\"")]
    [InlineData("strategy", "\"short-rally\"")]
    public void Read_BadTradingField_IsTheOnlyProblem(string key, string value)
    {
        var fields = new Dictionary<string, string> { ["symbol"] = "\"BTCUSDT\"", ["leverage"] = "10", [key] = value };
        var trading = string.Join(", ", fields.Select(field => $"\"{field.Key}\": {field.Value}"));

        var problem = Assert.Single(Problems($$$"""{"trading": {{{{trading}}}}, "budget": {"allocated_amount": 2000}}"""));

        Assert.Equal($"config.trading.{key}", problem.Path);
        Assert.Equal(value, problem.Value);
    }

    [Fact]
    public void Read_ManyProblems_TellsAllAtOnce()
    {
        var problems = Problems("""
            {
              "trading": {"leverage": 500, "timeframe": "4h"},
              "atr": {"period": "10", "perid": 10},
              "sizing": {"steps": [{"dip_atr": 1.0, "budget_share": 2}, {"dip_atr": -1}]},
              "budget": {"allocated_amount": -5},
              "risk": [],
              "notifications": {"webhook_url": "ftp://host/x", "events": ["BOT_STARTD"]},
              "extra": 1
            }
            """);

        Assert.Equal(
            [
                "config.extra", "config.trading.symbol", "config.trading.leverage", "config.trading.timeframe", "config.atr.perid",
                "config.atr.period", "config.sizing.steps[0].budget_share", "config.sizing.steps[1].dip_atr",
                "config.sizing.steps[1].budget_share", "config.budget.allocated_amount", "config.risk",
                "config.notifications.webhook_url", "config.notifications.events[0]",
            ],
            problems.Select(problem => problem.Path));
        Assert.Equal("absent", problems[1].Value);
        Assert.Contains("did you mean BOT_STARTED?", problems[^1].Hint);
    }

    [Theory]
    [InlineData("atr", "perid", "period")]
    [InlineData("atr", "Period", "period")]
    [InlineData("atr", "entryMultiplier", "entry_multiplier")]
    [InlineData("risk", "max_trades_per_min", "max_trades_per_minute")]
    [InlineData("risk", "stop_loss", "bot_stop_loss")]
    [InlineData("trailing", "callback", "callback_multiplier")]
    public void Read_UnknownKey_HintsAtTheNearest(string section, string key, string meant)
    {
        var problem = Assert.Single(Problems(With(section, $"\"{key}\": 1")));

        Assert.Equal($"config.{section}.{key}", problem.Path);
        Assert.Equal($"did you mean {meant}?", problem.Hint);
    }

    [Fact]
    public void Read_KeyLikeNothing_ListsTheKeys()
    {
        var problem = Assert.Single(Problems(With("trailing", "\"xyzzy-quux-1\": 1")));

        Assert.Null(problem.Hint);
        Assert.Contains("activation_multiplier, callback_multiplier", problem.Allowed);
    }

    [Fact]
    public void Read_KeyGivenTwice_IsRefused()
    {
        var problem = Assert.Single(Problems(With("atr", "\"period\": 10, \"period\": 20")));

        Assert.Equal(("config.atr.period", "given twice"), (problem.Path, problem.Value));
    }

    [Theory]
    [InlineData("\"dip_atr\": 1.0, \"budget_share\": 0.05}, {\"dip_atr\": 1.0, \"budget_share\": 0.08")]
    [InlineData("\"dip_atr\": 2.0, \"budget_share\": 0.05}, {\"dip_atr\": 1.0, \"budget_share\": 0.08")]
    public void Read_StepsNotAscending_IsRefused(string rows)
    {
        var problem = Assert.Single(Problems(With("sizing", $$"""
            "steps": [{{{rows}}}]
            """)));

        Assert.Equal("config.sizing.steps", problem.Path);
        Assert.Contains("ascending", problem.Allowed);
    }

    [Theory]
    [InlineData("sizing", "\"steps\": [{\"dip_atr\": 1, \"budget_share\": 0.51}]", "config.budget.max_position_percentage")]
    [InlineData("trailing", "\"callback_multiplier\": 2.5", "config.trailing.callback_multiplier")]
    [InlineData("risk", "\"max_trades_per_minute\": 21", "config.risk.max_trades_per_hour")]
    [InlineData("risk", "\"max_trades_per_day\": 19", "config.risk.max_trades_per_day")]
    public void Read_FieldsThatContradict_AreRefused(string section, string fields, string path) =>
        Assert.Equal(path, Assert.Single(Problems(With(section, fields))).Path);

    [Theory]
    [InlineData("sizing", "\"steps\": [{\"dip_atr\": 0, \"budget_share\": 0.5}]")]
    [InlineData("trailing", "\"callback_multiplier\": 2.4999")]
    [InlineData("risk", "\"max_trades_per_minute\": 20, \"max_trades_per_hour\": 20, \"max_trades_per_day\": 20")]
    [InlineData("risk", "\"bot_stop_loss\": null")]
    [InlineData("notifications", "\"webhook_url\": null, \"webhook_secret\": null, \"events\": []")]
    public void Read_ValuesAtTheEdge_AreAccepted(string section, string fields) => Assert.Empty(Problems(With(section, fields)));

    [Theory]
    [InlineData("{\"$numberDecimal\": \"12\"}")]
    [InlineData("{\"$numberInt\": \"12\"}")]
    [InlineData("{\"$numberLong\": \"12\"}")]
    [InlineData("{\"$numberDouble\": \"12.0\"}")]
    [InlineData("1.2e1")]
    [InlineData("12.000")]
    public void Read_NumberOfADocumentExport_IsTaken(string value) =>
        Assert.Equal(12, BotConfigReader.Read(With("atr", $"\"period\": {value}")).Config!.Atr.Period);

    [Fact]
    public void Read_StopLoss_BecomesAPositiveAmount() =>
        Assert.Equal(new Money(200m), BotConfigReader.Read(With("risk", "\"bot_stop_loss\": -200")).Config!.Risk.MaxLoss);

    [Theory]
    [InlineData("webhook_url", "https://user:hunter2@example.com/hook")]
    [InlineData("webhook_url", "hunter2")]
    [InlineData("webhook_secret", "whsec_hunter2")]
    [InlineData("webhook_secret", "hunter2 with blanks")]
    public void Read_ValueThatMayBeASecret_IsNotRepeated(string key, string value)
    {
        var problem = Assert.Single(Problems(With("notifications", $"\"{key}\": \"{value}\"")));

        Assert.DoesNotContain("hunter2", problem.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("not json")]
    [InlineData("{\"trading\": {},}")]
    [InlineData("{} // done")]
    [InlineData("{\"trading\": NaN}")]
    [InlineData("{\"\\ud800\": 1}")]
    [InlineData("{\"trading\": {\"symbol\": \"\\udc00\"}}")]
    public void Read_NoJson_IsOneProblem(string text) => Assert.Equal("config", Assert.Single(Problems(text)).Path);

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("\"text\"")]
    public void Read_NoObject_IsRefused(string text) => Assert.Equal("config", Problems(text)[0].Path);

    [Fact]
    public void Read_DeepNesting_IsOneProblem() =>
        Assert.Single(Problems(new string('[', 100_000) + new string(']', 100_000)));

    [Fact]
    public void Read_TooLong_IsOneProblem() => Assert.Single(Problems(new string(' ', 1_000_001)));

    [Fact]
    public void Read_FloodOfProblems_IsBounded()
    {
        var keys = string.Join(", ", Enumerable.Range(0, 5_000).Select(i => $"\"k{i}\": 1"));

        var problems = Problems($"{{{keys}}}");

        Assert.Equal(101, problems.Length);
        Assert.Contains("more problems", problems[^1].Value);
    }

    [Fact]
    public void ToString_Problem_IsOneClearLine()
    {
        var problem = Assert.Single(Problems(With("atr", "\"period\": {\n \"a\":\n 1 }")));

        Assert.Equal("config.atr.period: { \"a\": 1 } — must be a whole number from 1 to 100, for example 10", problem.ToString());
    }

    private static string With(string section, string fields) => section == "budget"
        ? throw new ArgumentException("the budget is in the text already", nameof(section))
        : $$$"""{{{{Least[1..^1]}}}, "{{{section}}}": {{{{fields}}}}}""";

    private static ImmutableArray<ConfigProblem> Problems(string json)
    {
        var reading = BotConfigReader.Read(json);
        Assert.Equal(reading.Problems.IsEmpty, reading.Config is not null);
        return reading.Problems;
    }
}
