using ActorBots.Domain.Bots;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Domain.Positions;
using ActorBots.Testing;
using ActorBots.Testing.Bots;

namespace ActorBots.Domain.Tests.Bots;

/// <summary>What went wrong for the users of other systems: rests that are too small to be sold. Numbers: reference/hard-cases.md.</summary>
public sealed class HardCaseDustTests
{
    [Fact]
    public void HardCase23_HalfFilledEntryBelowTheMinimum_IsDustThatEndsTheTradeAndIsReportedOnce()
    {
        var instrument = Some.Instrument() with { MinQuantity = new Quantity(0.005m) };
        var bot = new BotScenario(instrument: instrument).Started();
        bot.Venue.OnSubmit = r => r.Purpose == OrderPurpose.Entry ? new VenuePlan { Pieces = [0.004m], CancelsRest = true } : VenuePlan.Normal;
        bot.Trade(89_500m).Tell(new BotInput.Pause());
        bot.Settle();

        Assert.Single(bot.Events.OfType<BotEvent.ErrorRaised>(), e => e.Code == "DUST_LEFT");
        var trade = Assert.Single(bot.Trades);
        Assert.Equal((Quantity.Zero, -trade.Fees), (trade.Quantity, trade.Pnl));
        Assert.Equal(new Quantity(0.004m), bot.State.Dust);
        Assert.True(bot.State.IsFlat);
        Assert.False(bot.State.IsHalted);
        Assert.DoesNotContain(bot.Venue.Orders, o => o.Request.ReduceOnly);
    }

    [Fact]
    public void HardCase23_ExitLeavesARestBelowTheMinimum_TheTradeEndsWithWhatWasSold()
    {
        var instrument = Some.Instrument() with { MinQuantity = new Quantity(0.005m) };
        var bot = new BotScenario(instrument: instrument).Holding();
        bot.Venue.OnSubmit = _ => new VenuePlan { Pieces = [0.008m], CancelsRest = true };
        bot.Trade(89_825m).Run().Settle();

        var trade = Assert.Single(bot.Trades);
        Assert.Equal((new Quantity(0.008m), ExitReason.Target), (trade.Quantity, trade.Reason));
        Assert.Equal(new Money(0.008m * 325m) - trade.Fees, trade.Pnl);
        Assert.Equal(new Quantity(0.003m), bot.State.Dust);

        // A person sells the dust away: nothing to book.
        bot.Venue.HumanSells(0.003m);
        bot.Settle();
        Assert.False(bot.State.IsHalted);
    }
}
