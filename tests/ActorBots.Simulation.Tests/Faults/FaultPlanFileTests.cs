using System.Text.RegularExpressions;
using ActorBots.Simulation.Faults;

namespace ActorBots.Simulation.Tests.Faults;

public sealed class FaultPlanFileTests
{
    private const string EveryAction = """
        {
          "seed": 3,
          "rules": [
            { "when": { "operation": "a" }, "do": { "action": "drop-answer" } },
            { "when": { "operation": "a" }, "do": { "action": "drop-request" } },
            { "when": { "operation": "a" }, "do": { "action": "server-error", "status": 504, "executed": true } },
            { "when": { "operation": "a" }, "do": { "action": "rate-limit", "resetHeader": false } },
            { "when": { "operation": "a" }, "do": { "action": "forbid" } },
            { "when": { "operation": "a" }, "do": { "action": "reject", "code": 110007, "text": "ab not enough for new order" } },
            { "when": { "stream": "public", "topic": "kline.*" }, "do": { "action": "cut-stream" } },
            { "when": { "operation": "a" }, "do": { "action": "freeze-stream", "ms": 500, "stream": "private" } },
            { "when": { "stream": "private" }, "do": { "action": "duplicate", "times": 3 } },
            { "when": { "stream": "private" }, "do": { "action": "delay", "ms": 40 } },
            { "when": { "stream": "private" }, "do": { "action": "reorder" } },
            { "when": { "operation": "a" }, "do": { "action": "partial-fill", "pieces": 2, "share": 0.5, "onePerTick": true } },
            { "when": { "operation": "a" }, "do": { "action": "skew-clock", "ms": -2000, "forMs": 10 } },
            { "when": { "operation": "a" }, "do": { "action": "go-down", "ms": 3000, "answer": "503" } },
            { "when": { "operation": "a" }, "do": { "action": "hide-order", "ms": 700 } },
            { "when": { "operation": "a" }, "do": { "action": "push-before-answer" } },
          ]
        }
        """;

    [Fact]
    public void Parse_EveryAction_IsRead()
    {
        FaultAction[] expected =
        [
            new FaultAction.DropAnswer(),
            new FaultAction.DropRequest(),
            new FaultAction.ServerError(504, true),
            new FaultAction.RateLimit(false),
            new FaultAction.Forbid(),
            new FaultAction.Reject(110007, "ab not enough for new order"),
            new FaultAction.CutStream(),
            new FaultAction.FreezeStream(TimeSpan.FromMilliseconds(500), FaultStream.Private),
            new FaultAction.Duplicate(3),
            new FaultAction.Delay(TimeSpan.FromMilliseconds(40)),
            new FaultAction.Reorder(TimeSpan.FromSeconds(1)),
            new FaultAction.PartialFill(2, 0.5m, true),
            new FaultAction.SkewClock(TimeSpan.FromSeconds(-2), TimeSpan.FromMilliseconds(10)),
            new FaultAction.GoDown(TimeSpan.FromSeconds(3), true),
            new FaultAction.HideOrder(TimeSpan.FromMilliseconds(700)),
            new FaultAction.PushBeforeAnswer(),
        ];
        var actions = FaultPlanFile.Parse(EveryAction, "test").Faults.Select(f => f.Rule.Do).ToList();

        Assert.Equal(expected, actions);
        Assert.Equal(typeof(FaultAction).GetNestedTypes().Length, actions.Select(a => a.GetType()).Distinct().Count());
    }

    [Fact]
    public void Parse_EveryCondition_IsRead()
    {
        const string Json = """
            { "rules": [ { "name": "n", "when": { "operation": "order.create", "symbol": "BTC*", "orderLinkId": "*e", "apiKey": "k", "from": 2, "to": 4,
              "probability": 0.25, "marketFrom": "2024-03-01T12:00:00Z", "marketUntil": "2024-03-01T14:00:00+01:00" }, "do": { "action": "forbid" } } ] }
            """;

        var rule = Assert.Single(FaultPlanFile.Parse(Json, "test").Faults).Rule;

        Assert.Equal("n", rule.Name);
        Assert.Equal(
            new FaultMatch
            {
                Operation = "order.create",
                Symbol = "BTC*",
                OrderLinkId = "*e",
                ApiKey = "k",
                From = 2,
                To = 4,
                Probability = 0.25,
                MarketFrom = new DateTimeOffset(2024, 3, 1, 12, 0, 0, TimeSpan.Zero),
                MarketUntil = new DateTimeOffset(2024, 3, 1, 13, 0, 0, TimeSpan.Zero),
            },
            rule.When);
    }

    [Fact]
    public void Parse_ManyMistakes_TellsAllAtOnceWithTheirPaths()
    {
        const string Json = """
            { "sed": 3, "rules": [
              { "when": { "operation": 5, "colour": "red" }, "do": { "action": "explode" } },
              { "when": { "stream": "both" }, "do": { "action": "delay", "ms": "soon" }, "then": 1 },
              { "do": { "action": "drop-answer", "ms": 5 } },
              { "when": { "operation": "x" }, "do": { "action": "delay", "ms": 0 } } ] }
            """;

        var error = Assert.Throws<FaultPlanException>(() => FaultPlanFile.Parse(Json, "faults.json"));

        Assert.StartsWith("faults.json: ", error.Message, StringComparison.Ordinal);
        Assert.All(
            [
                "plan.sed: unknown field", "rules[0].when.operation 5: must be a text", "rules[0].when.colour: unknown field",
                "rules[0].do.action 'explode': must be one of", "rules[1].when.stream 'both': must be one of",
                "rules[1].do.ms \"soon\": must be a whole number", "rules[1].then: unknown field", "rules[2].do.ms: unknown field",
                "rules[2].when: must be given", "rules[3].do.ms 0: must be 1 to 600000",
            ],
            part => Assert.Contains(error.Problems, p => p.StartsWith(part, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("{", "is not JSON")]
    [InlineData("[]", "plan: must be an object")]
    [InlineData("{}", "plan.rules: must be given")]
    public void Parse_NotAPlan_SaysSo(string json, string problem) =>
        Assert.Contains(problem, Assert.Throws<FaultPlanException>(() => FaultPlanFile.Parse(json, "x")).Message, StringComparison.Ordinal);

    [Fact]
    public async Task LoadAsync_AbsentFile_NamesIt()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "no-such-plan.json");

        var error = await Assert.ThrowsAsync<FaultPlanException>(() => FaultPlan.LoadAsync(path, CancellationToken.None));

        Assert.Contains("no-such-plan.json", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_ExampleOfTheReadme_IsAGoodPlan()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "ActorBots.sln")))
        {
            folder = folder.Parent;
        }

        var readme = File.ReadAllText(Path.Combine(folder.FullName, "src", "ActorBots.Simulation", "Faults", "README.md"));
        var example = Regex.Match(readme, "```json(.*?)```", RegexOptions.Singleline).Groups[1].Value;

        Assert.Equal(3, FaultPlanFile.Parse(example, "README.md").Faults.Length);
    }
}
