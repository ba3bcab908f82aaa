using ActorBots.Domain.Bots;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Testing.Bots;

namespace ActorBots.Domain.Tests.Bots;

public sealed class QuietBandTests
{
    [Fact]
    public void Of_FlatBot_LiesBetweenTheEntryAndTheRecentHigh()
    {
        var bot = new BotScenario().Started();

        Assert.Equal(new QuietBand(new Price(89_500m), new Price(89_760m)), QuietBand.Of(bot.State, bot.Context));
    }

    [Fact]
    public void Of_HoldingAndPaused_LiesBetweenStopAndTarget()
    {
        var bot = new BotScenario().Holding();
        bot.Tell(new BotInput.Pause());

        Assert.Equal(new QuietBand(new Price(89_012.5m), new Price(89_825m)), QuietBand.Of(bot.State, bot.Context));
    }

    [Fact]
    public void Of_LossLimitAboveTheStop_IsTheLowerEdge()
    {
        var config = BotScenario.DefaultConfig with { Risk = BotScenario.DefaultConfig.Risk with { MaxLoss = new Money(3m), MaxConcurrentPositions = 1 } };
        var bot = new BotScenario(config).Holding();
        var low = QuietBand.Of(bot.State, bot.Context).Low!.Value;

        Assert.InRange(low.Value, 89_276.4m, 89_276.6m);
        Assert.NotEmpty(bot.Peek(bot.Instrument.RoundDown(low)).Events);
        Assert.Empty(bot.Peek(bot.Instrument.RoundUp(low)).Events);
    }

    [Fact]
    public void Of_WorkUnderWayOrExitPaused_IsAlways()
    {
        var bot = new BotScenario().Started().Trade(89_500m);
        Assert.Equal(QuietBand.Always, QuietBand.Of(bot.State, bot.Context));

        bot.Run();
        bot.Venue.OnSubmit = r => r.Purpose == OrderPurpose.Exit ? new VenuePlan { Refusal = OrderRefusal.Other } : VenuePlan.Normal;
        bot.Trade(89_825m).Run();
        Assert.False(bot.State.HasWorkUnderWay);
        Assert.Equal(QuietBand.Always, QuietBand.Of(bot.State, bot.Context));
    }

    [Fact]
    public void IsOutside_TheEdgesThemselves_AreOutside()
    {
        var band = new QuietBand(new Price(10m), new Price(20m));

        Assert.True(band.IsOutside(new Price(10m)));
        Assert.True(band.IsOutside(new Price(20m)));
        Assert.False(band.IsOutside(new Price(15m)));
        Assert.True(QuietBand.Always.IsOutside(new Price(15m)));
        Assert.False(new QuietBand(null, null).IsOutside(new Price(15m)));
    }
}
