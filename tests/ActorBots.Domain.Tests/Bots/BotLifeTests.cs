using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Domain.Positions;
using ActorBots.Testing.Bots;

namespace ActorBots.Domain.Tests.Bots;

public sealed class BotLifeTests
{
    [Fact]
    public void Decide_WorkedExample_GivesTheLevelsAndBooksOfTheDesign()
    {
        var bot = new BotScenario().Holding();

        Assert.Equal(new Quantity(0.011m), bot.Position.OpenQuantity);
        Assert.Equal(new Price(89_500m), bot.Position.EntryPrice);
        Assert.Equal(new Price(89_825m), bot.Position.Target);
        Assert.Equal(new Price(89_012.5m), bot.Position.Stop);
        var stop = Assert.Single(bot.Venue.Live);
        Assert.Equal((0.011m, new Price(89_012.5m)), (stop.Quantity, stop.Trigger));

        bot.Trade(89_824.9m).Run();
        Assert.Empty(bot.Trades);
        bot.Trade(89_825m).Run();

        var trade = Assert.Single(bot.Trades);
        Assert.Equal(ExitReason.Target, trade.Reason);
        Assert.Equal(bot.Venue.Cash, trade.Pnl);
        Assert.Equal(new Money((0.011m * 325m) - (0.011m * (89_500m + 89_825m) * 0.00055m)), trade.Pnl);
        Assert.True(bot.State.IsFlat);
        Assert.Empty(bot.Venue.Live);
    }

    [Fact]
    public void Decide_TargetReached_CancelsTheStopBeforeTheExitIsSent()
    {
        var bot = new BotScenario().Holding().Trade(89_825m);

        Assert.IsType<VenueCall.Cancel>(Assert.Single(bot.Calls));
        bot.DeliverCall(0);
        Assert.Empty(bot.Venue.Live);
        bot.DeliverNews(0);
        var exit = Assert.IsType<VenueCall.Submit>(Assert.Single(bot.Calls)).Request;
        Assert.Equal((OrderPurpose.Exit, true, new Quantity(0.011m)), (exit.Purpose, exit.ReduceOnly, exit.Quantity));
    }
}
