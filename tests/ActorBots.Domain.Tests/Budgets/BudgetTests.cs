using ActorBots.Domain.Bots;
using ActorBots.Domain.Budgets;
using ActorBots.Domain.Instruments;
using ActorBots.Testing.Bots;

namespace ActorBots.Domain.Tests.Budgets;

public sealed class BudgetTests
{
    [Fact]
    public void Of_UnknownBot_IsNothing() => Assert.Equal(Money.Zero, Budget.Of(0, BotState.Empty).Free);

    [Fact]
    public void Of_EntryUnderWay_ReservesItsMarginWithRoomForSlippage()
    {
        var bot = new BotScenario().Started().Trade(89_500m);

        Assert.Equal(new BudgetView(3, new Money(1_000m), new Money(98.45m * 1.01m), Money.Zero), Budget.Of(3, bot.State));
    }

    [Fact]
    public void Of_EntryPartlyFilled_StillReservesTheWhole()
    {
        var bot = new BotScenario().Started();
        bot.Venue.OnSubmit = _ => new VenuePlan { Pieces = [0.004m], HoldsRest = true };
        bot.Trade(89_500m).Run();

        Assert.Equal((new Money(98.45m * 1.01m), Money.Zero), (Budget.Of(0, bot.State).Reserved, Budget.Of(0, bot.State).Used));
    }

    [Fact]
    public void Of_OpenPosition_UsesTheMarginOfWhatIsLeft()
    {
        var bot = new BotScenario().Holding();
        Assert.Equal((Money.Zero, new Money(98.45m)), (Budget.Of(0, bot.State).Reserved, Budget.Of(0, bot.State).Used));

        bot.Venue.HumanSells(0.0055m);
        bot.Run();
        Assert.Equal(new Money(49.225m), Budget.Of(0, bot.State).Used);
    }
}
