using ActorBots.Domain.Bots;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Domain.Positions;
using ActorBots.Testing.Bots;

namespace ActorBots.Domain.Tests.Bots;

/// <summary>What went wrong for the users of other systems, at the level of the rules. Cases 12 to 23: positions and their protection; numbers: reference/hard-cases.md.</summary>
public sealed class HardCasePositionTests
{
    private static BotScenario Entering(Func<OrderRequest, VenuePlan> onSubmit)
    {
        var bot = new BotScenario().Started();
        bot.Venue.OnSubmit = onSubmit;
        return bot.Trade(89_500m).Run();
    }

    private static VenuePlan EntryOnly(OrderRequest request, VenuePlan plan) => request.Purpose == OrderPurpose.Entry ? plan : VenuePlan.Normal;

    [Fact]
    public void HardCase12_HumanClosesWhileTheProcessIsDead_IsBookedOutsideAndTheStopIsTakenAway()
    {
        var bot = new BotScenario().Holding();
        bot.Tell(new BotInput.Pause());
        bot.Venue.Trade(new Price(89_600m));
        bot.Venue.HumanSells(1m);
        bot.Crash().Settle();

        var trade = Assert.Single(bot.Trades);
        Assert.Equal((ExitReason.External, new Price(89_600m), bot.Venue.Cash), (trade.Reason, trade.ExitPrice, trade.Pnl));
        Assert.Empty(bot.Venue.Live);
        Assert.Contains(bot.State.Outbox, n => n.EventType == BusinessEvents.PositionClosed && n.Payload.Contains("\"EXTERNAL\"", StringComparison.Ordinal));
    }

    [Fact]
    public void HardCase12_HumanClosesAPart_TheStopShrinksAtOnce()
    {
        var bot = new BotScenario().Holding();
        bot.Venue.HumanSells(0.004m);
        bot.Run();

        Assert.Equal(0.007m, Assert.Single(bot.Venue.Live).Quantity);
        bot.Trade(89_825m).Run();
        Assert.Equal((ExitReason.Target, bot.Venue.Cash), (Assert.Single(bot.Trades).Reason, bot.Trades.Single().Pnl));
    }

    [Fact]
    public void HardCase12_PositionGoneWithoutAnyFill_IsBookedAtTheSecondLookOnly()
    {
        var bot = new BotScenario().Holding();
        bot.Tell(new BotInput.Pause());
        bot.Venue.Drift(-bot.Venue.Net);
        bot.AskVenue().DeliverCall(0);
        bot.DeliverNews(0);
        Assert.Single(bot.State.OpenPositions);

        bot.Run();
        Assert.Equal(ExitReason.External, Assert.Single(bot.Trades).Reason);
        Assert.Empty(bot.Venue.Live);
        bot.AskVenue().Run().AskVenue().Run();
        Assert.Null(bot.State.Mismatch);
    }

    [Theory]
    [InlineData(FillKind.Liquidation, false, ExitReason.Liquidation)]
    [InlineData(FillKind.AutoDeleveraging, true, ExitReason.AutoDeleveraging)]
    public void HardCase13_VenueTakesThePositionAway_IsAClosedTradeWithItsReason(FillKind kind, bool isHeardBackwards, ExitReason reason)
    {
        var bot = new BotScenario().Holding();
        bot.Tell(new BotInput.Pause());
        bot.Venue.Trade(new Price(89_100m));
        bot.Venue.Liquidate(kind);
        if (isHeardBackwards)
        {
            bot.News.Reverse();
        }

        bot.Settle();

        var trade = Assert.Single(bot.Trades);
        Assert.Equal((reason, new Price(89_100m), bot.Venue.Cash), (trade.Reason, trade.ExitPrice, trade.Pnl));
    }

    [Fact]
    public void HardCase21_EntryFillsInPieces_TheStopAlwaysCoversWhatIsHeld()
    {
        var bot = Entering(r => EntryOnly(r, new VenuePlan { Pieces = [0.004m], HoldsRest = true }));
        Assert.DoesNotContain(bot.Venue.Live, o => o.Request.ReduceOnly);
        bot.Tell(new BotInput.ProtectionDue());
        bot.Run();
        Assert.Equal(0.004m, Assert.Single(bot.Venue.Live, o => o.Request.ReduceOnly).Quantity);

        bot.Venue.Finish(ClientOrderId.For("bot-1", 1, OrderPurpose.Entry));
        bot.Run();

        Assert.Equal(0.011m, Assert.Single(bot.Venue.Live).Quantity);
        Assert.Single(bot.Events.OfType<BotEvent.PositionOpened>());
    }

    [Fact]
    public void HardCase21_ExitFillsInPart_TheRestIsSoldByAnotherExit()
    {
        var bot = new BotScenario().Holding();
        var isFirst = true;
        bot.Venue.OnSubmit = r =>
        {
            var plan = r.Purpose == OrderPurpose.Exit && isFirst ? new VenuePlan { Pieces = [0.004m], CancelsRest = true } : VenuePlan.Normal;
            isFirst = isFirst && r.Purpose != OrderPurpose.Exit;
            return plan;
        };
        bot.Trade(89_825m).Run();

        Assert.Equal([0.011m, 0.007m], bot.Venue.Orders.Where(o => o.Request.Purpose == OrderPurpose.Exit).Select(o => o.Request.Quantity.Value));
        Assert.Equal((0m, bot.Venue.Cash), (bot.Venue.Net, Assert.Single(bot.Trades).Pnl));
    }

    [Fact]
    public void HardCase21_StopFillsInPartBeforeItsCancel_TheExitSellsTheRest()
    {
        var bot = new BotScenario().Holding().Trade(89_825m);
        bot.Venue.OnTrigger = _ => new VenuePlan { Pieces = [0.004m], HoldsRest = true };
        bot.Venue.Trade(new Price(89_000m));
        bot.Run();

        Assert.Equal(0.007m, Assert.Single(bot.Venue.Orders, o => o.Request.Purpose == OrderPurpose.Exit).Quantity);
        Assert.Equal((0m, bot.Venue.Cash), (bot.Venue.Net, Assert.Single(bot.Trades).Pnl));
    }

    [Fact]
    public void HardCase21_StopFillsInPartAndIsCancelledByTheVenue_TheRestIsNotLeftNaked()
    {
        var bot = new BotScenario().Holding();
        bot.Tell(new BotInput.Pause());
        bot.Venue.OnTrigger = _ => new VenuePlan { Pieces = [0.004m], CancelsRest = true };
        bot.Trade(89_000m).Settle();

        Assert.Equal(0m, bot.Venue.Net);
        Assert.Equal((ExitReason.StopLoss, bot.Venue.Cash), (Assert.Single(bot.Trades).Reason, bot.Trades.Single().Pnl));
    }

    [Fact]
    public void HardCase22_StopRefusedBecausePriceIsThroughIt_ClosesOnceAtTheMarket()
    {
        var bot = new BotScenario().Started().Trade(89_500m);
        bot.DeliverCall(0);
        bot.Tell(new BotInput.Pause());
        bot.Venue.Trade(new Price(88_900m));
        bot.Run();

        Assert.Single(bot.Events.OfType<BotEvent.OrderIntended>(), e => e.Request.Purpose == OrderPurpose.ProtectiveStop);
        Assert.Single(bot.Events.OfType<BotEvent.OrderIntended>(), e => e.Request.Purpose == OrderPurpose.Exit);
        Assert.Equal((ExitReason.StopLoss, 0m), (Assert.Single(bot.Trades).Reason, bot.Venue.Net));
    }

    [Fact]
    public void HardCase22_StopLostOnItsWay_IsSentAgainUnderTheSameIdAndNothingIsSold()
    {
        var bot = new BotScenario().Started();
        bot.Venue.OnSubmit = r => r.Purpose == OrderPurpose.ProtectiveStop ? new VenuePlan { LosesRequest = true } : VenuePlan.Normal;
        bot.Trade(89_500m).Run();
        bot.Venue.OnSubmit = _ => VenuePlan.Normal;
        bot.AskVenue().Run();

        Assert.Equal(bot.Position.StopOrder, Assert.Single(bot.Venue.Live).Request.ClientOrderId);
        Assert.Equal(2, bot.State.NextIntent - 1);
    }

    [Fact]
    public void HardCase22_VenueRefusesStopsAndExits_TriesAtAMeasuredPace()
    {
        var bot = new BotScenario().Started();
        bot.Venue.OnSubmit = r => r.ReduceOnly ? new VenuePlan { Refusal = OrderRefusal.Other } : VenuePlan.Normal;
        bot.Trade(89_500m).Run();
        for (var second = 0; second < 60; second++)
        {
            bot.Wait(TimeSpan.FromSeconds(1)).See().Run();
        }

        Assert.InRange(bot.Events.OfType<BotEvent.OrderIntended>().Count(), 10, 40);
        bot.Venue.OnSubmit = _ => VenuePlan.Normal;
        bot.Settle();
        Assert.Equal(bot.Venue.Net, bot.Venue.Live.Sum(o => o.Quantity));
    }
}
