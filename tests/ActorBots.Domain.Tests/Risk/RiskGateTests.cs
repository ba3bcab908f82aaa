using ActorBots.Domain.Bots;
using ActorBots.Domain.Bots.Config;
using ActorBots.Domain.Budgets;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Domain.Risk;
using ActorBots.Testing;
using ActorBots.Testing.Bots;

namespace ActorBots.Domain.Tests.Risk;

public sealed class RiskGateTests
{
    private static readonly BudgetView Budget = new(0, new Money(1_000m), new Money(100m), new Money(395m));

    [Theory]
    [InlineData(500, null)]
    [InlineData(500.01, "BUDGET_EXHAUSTED")]
    public void Check_Margin_LeavesRoomForSlippage(double margin, string? code)
    {
        var bot = new BotScenario().Started();

        Assert.Equal(code, Check(bot.State, new Money((decimal)margin))?.Code);
    }

    [Fact]
    public void Check_NotTrading_IsDenied()
    {
        var inputs = new BotInput[]
        {
            new BotInput.Pause(), new BotInput.Stop(StopMode.Keep), new BotInput.DataFreshness(true, "silence"), new BotInput.Faulted("X", "y", true),
        };
        foreach (var input in inputs)
        {
            var bot = new BotScenario().Started();
            bot.Tell(input);
            Assert.Equal("STATE_NOT_TRADING", Check(bot.State, new Money(1m))?.Code);
        }
    }

    [Fact]
    public void Check_OrderUnderWay_IsDenied() =>
        Assert.Equal("ORDER_IN_FLIGHT", Check(new BotScenario().Started().Trade(89_500m).State, new Money(1m))?.Code);

    [Fact]
    public void Check_LimitsReached_AreDenied()
    {
        var bot = new BotScenario().Holding();
        var (state, now) = (bot.State, bot.Venue.Now);
        Denial? With(RiskConfig risk, TimeSpan later) =>
            RiskGate.Check(state, bot.Config with { Risk = risk }, Budget, new Money(1m), now + later);

        Assert.Equal("POSITIONS_LIMIT", With(new RiskConfig { MaxConcurrentPositions = 1 }, TimeSpan.Zero)?.Code);
        Assert.Equal("TRADES_LIMIT", With(new RiskConfig { MaxTradesPerMinute = 1 }, TimeSpan.FromSeconds(59.9))?.Code);
        Assert.Null(With(new RiskConfig { MaxTradesPerMinute = 1 }, TimeSpan.FromSeconds(60)));
        Assert.Equal("TRADES_LIMIT", With(new RiskConfig { MaxTradesPerHour = 1 }, TimeSpan.FromMinutes(59))?.Code);
        Assert.Equal("TRADES_LIMIT", With(new RiskConfig { MaxTradesPerDay = 1 }, TimeSpan.FromHours(23))?.Code);
    }

    [Fact]
    public void Approve_OrderOfTheOtherKind_Throws()
    {
        var entry = Some.EntryRequest();
        var exit = entry with { Purpose = OrderPurpose.Exit, Side = OrderSide.Sell };

        Assert.Same(entry, RiskGate.ApproveEntry(entry).Value);
        Assert.Same(exit, RiskGate.ApproveReduction(exit).Value);
        Assert.Throws<ArgumentException>(() => RiskGate.ApproveEntry(exit));
        Assert.Throws<ArgumentException>(() => RiskGate.ApproveReduction(entry));
    }

    private static Denial? Check(BotState state, Money margin) => RiskGate.Check(state, state.Config!, Budget, margin, BotScenario.StartedAt);
}
