using ActorBots.Domain.Bots.Config;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Positions;
using ActorBots.Testing.Bots;

namespace ActorBots.Domain.Tests.Positions;

public sealed class PositionWatchTests
{
    private static readonly BotConfig Config = BotScenario.DefaultConfig with
    {
        Atr = new AtrConfig { TargetMultiplier = 3m },
        Trailing = new TrailingConfig { Enabled = true },
    };

    [Fact]
    public void View_NoPriceYet_IsAbsent() => Assert.Null(PositionWatch.Empty.With(1, new BotScenario().Holding().State).View(new BotScenario().Instrument));

    [Fact]
    public void View_Quiet_GivesUnrealizedPnlAndNoAdvice()
    {
        var bot = new BotScenario().Holding();
        var view = PositionWatch.Empty.With(9, bot.State).At(4, new Price(89_600m)).View(bot.Instrument)!;

        Assert.Equal((9L, 4L, new Money((0.011m * 100m) - (0.011m * 89_500m * 0.00055m))), (view.Sequence, view.PriceNumber, view.UnrealizedPnl));
        Assert.Empty(view.Advice);
    }

    [Fact]
    public void View_TargetOnTheTick_IsReached()
    {
        var bot = new BotScenario().Holding();
        var watch = PositionWatch.Empty.With(1, bot.State);

        Assert.Empty(watch.At(1, new Price(89_824.9m)).View(bot.Instrument)!.Advice);
        Assert.Equal(new PositionAdvice(1, true, null), Assert.Single(watch.At(1, new Price(89_825m)).View(bot.Instrument)!.Advice));
    }

    [Fact]
    public void View_PriceFellBackFromTheBest_StillFollowsTheBest()
    {
        var bot = new BotScenario(Config).Holding();
        var watch = PositionWatch.Empty.With(1, bot.State).At(1, new Price(89_900m)).At(2, new Price(89_800m));

        Assert.Equal(new PositionAdvice(1, false, new Price(89_737.5m)), Assert.Single(watch.View(bot.Instrument)!.Advice));
    }

    [Fact]
    public void NextMove_AnyPriceBelowIt_AdvisesNothing()
    {
        var bot = new BotScenario(Config).Holding().Trade(89_900m).Run();
        var next = PositionWatch.NextMove(bot.State, bot.Position, bot.Instrument)!.Value;
        var watch = PositionWatch.Empty.With(1, bot.State);
        for (var price = next - 0.1m; price > next - 5m; price -= 0.1m)
        {
            var onTick = bot.Instrument.RoundDown(price);
            Assert.Empty(watch.At(1, onTick).View(bot.Instrument)!.Advice);
        }
    }

    [Fact]
    public void NextMove_TrailingOff_IsAbsent()
    {
        var bot = new BotScenario().Holding();

        Assert.Null(PositionWatch.NextMove(bot.State, bot.Position, bot.Instrument));
    }
}
