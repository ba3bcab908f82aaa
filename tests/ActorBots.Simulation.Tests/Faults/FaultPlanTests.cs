using ActorBots.Simulation.Faults;

namespace ActorBots.Simulation.Tests.Faults;

public sealed class FaultPlanTests
{
    private static readonly FaultContext Create = new()
    {
        Operation = "order.create",
        Symbol = "BTCUSDT",
        OrderLinkId = "bot-1-000001e",
        ApiKey = "key-1",
        MarketAt = new DateTimeOffset(2024, 3, 1, 12, 0, 0, TimeSpan.Zero),
    };

    [Theory]
    [InlineData("order.create", "order.create", true)]
    [InlineData("order.*", "order.create", true)]
    [InlineData("*", "/v5/market/kline", true)]
    [InlineData("order.cancel", "order.create", false)]
    [InlineData("order.creat?", "order.create", true)]
    [InlineData("*create*", "order.create", true)]
    [InlineData("order.cr*te", "order.create", true)]
    [InlineData("order.cr*tex", "order.create", false)]
    public void Strike_OperationPattern_MatchesByGlob(string pattern, string operation, bool matches)
    {
        var plan = new FaultPlan();
        plan.Add(FaultMatch.On(pattern), new FaultAction.DropAnswer());

        Assert.Equal(matches, !plan.Strike(Create with { Operation = operation }).IsEmpty);
    }

    [Fact]
    public void Strike_ConditionsThatDoNotHold_DoNotMatch()
    {
        var plan = new FaultPlan();
        var at = Create.MarketAt;
        FaultMatch[] others =
        [
            FaultMatch.On("order.create") with { Symbol = "ETH*" },
            FaultMatch.On("order.create") with { OrderLinkId = "*s" },
            FaultMatch.On("order.create") with { ApiKey = "key-2" },
            FaultMatch.On("order.create") with { MarketFrom = at.AddSeconds(1) },
            FaultMatch.On("order.create") with { MarketUntil = at },
            FaultMatch.OnMessage(FaultStream.Private, "*"),
        ];
        foreach (var other in others)
        {
            plan.Add(other, new FaultAction.CutStream(FaultStream.Public));
        }

        Assert.Empty(plan.Strike(Create));
    }

    [Fact]
    public void Strike_NthToMthMatch_CountsOnlyMatches()
    {
        var plan = new FaultPlan();
        var fault = plan.Add(FaultMatch.On("order.create") with { Symbol = "BTCUSDT", From = 2, To = 3 }, new FaultAction.DropAnswer());

        var strikes = Enumerable.Range(0, 5).Select(_ =>
        {
            plan.Strike(Create with { Symbol = "ETHUSDT" });
            return !plan.Strike(Create).IsEmpty;
        }).ToArray();

        Assert.Equal([false, true, true, false, false], strikes);
        Assert.Equal(2, fault.Hits);
        Assert.True(fault.FirstHit.IsCompletedSuccessfully);
    }

    [Fact]
    public void Strike_ProbabilityWithSameSeed_StrikesTheSameMatches()
    {
        bool[] Run(int seed)
        {
            var plan = new FaultPlan(seed);
            plan.Add(FaultMatch.On("*") with { Probability = 0.3 }, new FaultAction.DropAnswer());
            return [.. Enumerable.Range(0, 200).Select(_ => !plan.Strike(Create).IsEmpty)];
        }

        Assert.Equal(Run(7), Run(7));
        Assert.NotEqual(Run(7), Run(8));
        Assert.InRange(Run(7).Count(s => s), 30, 90);
    }

    [Fact]
    public void Strike_SeveralRules_StrikeTogetherInOrder()
    {
        var plan = new FaultPlan();
        plan.Add(FaultMatch.On("order.create"), new FaultAction.PushBeforeAnswer());
        var second = plan.Add(FaultMatch.On("order.*"), new FaultAction.DropAnswer());

        Assert.Equal<FaultAction>([new FaultAction.PushBeforeAnswer(), new FaultAction.DropAnswer()], plan.Strike(Create));
        second.Disarm();
        Assert.Equal<FaultAction>([new FaultAction.PushBeforeAnswer()], plan.Strike(Create));
        plan.Clear();
        Assert.Empty(plan.Strike(Create));
    }

    [Fact]
    public void Add_BadRule_NamesAllProblems()
    {
        var bad = new FaultRule("r", new FaultMatch { From = 0, To = -1, Probability = 2 }, new FaultAction.ServerError(200, false));

        var error = Assert.Throws<FaultPlanException>(() => new FaultPlan().Add(bad));

        Assert.Equal(6, error.Problems.Length);
        Assert.All(["exactly one", "when.from 0", "when.to -1", "when.probability 2", "do.status 200", "applies to an operation"],
            part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }
}
