using ActorBots.Domain.Bots;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Domain.Positions;
using ActorBots.Testing.Bots;

namespace ActorBots.Domain.Tests.Bots;

/// <summary>What went wrong for the users of other systems, at the level of the rules. Numbers: reference/hard-cases.md.</summary>
public sealed class HardCaseTests
{
    private static BotScenario Entering(Func<OrderRequest, VenuePlan> onSubmit)
    {
        var bot = new BotScenario().Started();
        bot.Venue.OnSubmit = onSubmit;
        return bot.Trade(89_500m).Run();
    }

    private static VenuePlan EntryOnly(OrderRequest request, VenuePlan plan) => request.Purpose == OrderPurpose.Entry ? plan : VenuePlan.Normal;

    [Fact]
    public void HardCase01_EntryTimedOutButTheVenueHasIt_IsNotSentAgain()
    {
        var bot = Entering(r => EntryOnly(r, new VenuePlan { LosesAnswer = true, HoldsRest = true, Pieces = [0.003m] }));
        bot.Crash();
        bot.Trade(89_400m).Trade(89_300m);
        Assert.Empty(bot.Calls.OfType<VenueCall.Submit>());

        bot.Venue.Finish(bot.State.Orders.Keys.Single());
        bot.Settle();

        Assert.Equal(0.011m, bot.Venue.Net);
        Assert.Single(bot.Venue.Orders, o => o.Request.Purpose == OrderPurpose.Entry);
        Assert.Equal(new Quantity(0.011m), bot.Position.OpenQuantity);
    }

    [Fact]
    public void HardCase01_EntryNeverArrived_IsGivenUpAndTheNextHasANewId()
    {
        var bot = Entering(r => EntryOnly(r, new VenuePlan { LosesRequest = true }));
        Assert.Single(bot.State.Orders);

        bot.Venue.OnSubmit = _ => VenuePlan.Normal;
        bot.AskVenue().Run();
        Assert.Equal("NEVER_ARRIVED", Assert.Single(bot.Events.OfType<BotEvent.OrderRejected>()).Code);

        Assert.Equal("bot-1-000002e", Assert.Single(bot.Venue.Orders, o => o.Request.Purpose == OrderPurpose.Entry).Request.ClientOrderId.Value);
    }

    [Fact]
    public void HardCase02_AcceptanceHeardBeforeAStaleRefusal_TheEvidenceWins()
    {
        var bot = Entering(r => EntryOnly(r, new VenuePlan { LosesAnswer = true, HoldsRest = true, Pieces = [] }));
        var id = ClientOrderId.For("bot-1", 1, OrderPurpose.Entry);
        bot = new BotScenario().Started().Trade(89_500m);
        bot.Tell(new BotInput.Acknowledged(id, "v1"));

        var decision = bot.Tell(new BotInput.Refused(id, OrderRefusal.NeverArrived, "NEVER_ARRIVED", "a stale query"));

        Assert.Empty(decision.Events);
        Assert.True(decision.NeedsReconciliation);
        Assert.True(bot.State.Orders.ContainsKey(id));
    }

    [Fact]
    public void HardCase02_StopResentButItHadArrived_DuplicateIdIsSuccess()
    {
        var bot = new BotScenario().Started();
        bot.Venue.OnSubmit = r => r.Purpose == OrderPurpose.ProtectiveStop ? new VenuePlan { LosesAnswer = true } : VenuePlan.Normal;
        bot.Trade(89_500m).Run();
        var stop = bot.Position.StopOrder!.Value;

        bot.Tell(new BotInput.Refused(stop, OrderRefusal.NeverArrived, "NEVER_ARRIVED", "a query that came too early"));
        bot.Settle();

        Assert.Equal(stop, Assert.Single(bot.Venue.Live).Request.ClientOrderId);
    }

    [Fact]
    public void HardCase03_OutcomeUnknownForEver_NoTerminalStateAndNoNewEntry()
    {
        var bot = new BotScenario().Started().Trade(89_500m);
        bot.Calls.Clear();
        for (var i = 0; i < 50; i++)
        {
            bot.Wait(TimeSpan.FromMinutes(1)).Trade(89_300m - i);

            // The venue cannot say whether it has the order: it is neither among the known nor the missing.
            bot.Tell(new BotInput.Reconciled(new VenueSnapshot()));
        }

        Assert.Equal(OrderPhase.InFlight, Assert.Single(bot.State.Orders.Values).Phase);
        Assert.Single(bot.Events.OfType<BotEvent.OrderIntended>());
        Assert.Equal("ORDER_IN_FLIGHT", bot.Denials[^1].Code);
    }

    [Fact]
    public void HardCase04_ExposureNobodyKnows_HaltsEntriesAtTheSecondLookAndKeepsExits()
    {
        var bot = new BotScenario().Holding();
        var snapshot = bot.Venue.Snapshot(new VenueCall.Reconcile([.. bot.State.Orders.Keys], null), _ => false) with { NetQuantity = 0.017m };

        bot.Tell(new BotInput.Reconciled(snapshot));
        Assert.False(bot.State.IsHalted);
        bot.Tell(new BotInput.Reconciled(snapshot));
        Assert.StartsWith("ACCOUNT_MISMATCH", bot.State.LastError, StringComparison.Ordinal);

        bot.Trade(89_100m).Run();
        Assert.Single(bot.State.Positions);
        bot.Trade(89_825m).Run();
        Assert.Single(bot.Trades);
    }

    [Fact]
    public void HardCase05_CancelFindsTheStopFilled_NoExitIsSent()
    {
        var bot = new BotScenario().Holding().Trade(89_825m);
        var cancel = Assert.Single(bot.Calls);
        bot.Venue.Trade(new Price(89_000m));

        // News of the fill are late: the answer to the cancel comes first.
        bot.DeliverCall(0);
        while (bot.News.Count > 0)
        {
            bot.DeliverNews(bot.News.Count - 1);
        }

        bot.Run();

        Assert.IsType<VenueCall.Cancel>(cancel);
        Assert.DoesNotContain(bot.Events.OfType<BotEvent.OrderIntended>(), e => e.Request.Purpose == OrderPurpose.Exit);
        Assert.Equal((ExitReason.StopLoss, bot.Venue.Cash), (Assert.Single(bot.Trades).Reason, bot.Trades.Single().Pnl));
    }

    [Fact]
    public void HardCase06_PricesBeforeTheFillIsHeard_DoNotEnterTwice()
    {
        var bot = new BotScenario().Started().Trade(89_500m);
        bot.DeliverCall(0);
        bot.Trade(89_240m).Trade(89_100m).Trade(89_050m);
        Assert.Single(bot.Events.OfType<BotEvent.OrderIntended>());

        bot.Tell(new BotInput.Pause());
        bot.Run();
        Assert.Equal(0.011m, bot.Position.EntryQuantity.Value);
    }

    [Fact]
    public void HardCase06_ViewsBehindTheJournal_DoNotDecide()
    {
        var bot = new BotScenario().Started();
        bot.Venue.Trade(new Price(89_500m));
        var context = bot.Context with { Price = new PriceView(2, new Price(89_500m), new Price(89_700m), bot.Venue.Now) };

        Assert.Empty(BotDecider.Decide(bot.State, new BotInput.Observe(), context).Events);
        Assert.Empty(BotDecider.Decide(bot.State, new BotInput.Observe(), context with { Price = bot.Context.Price, Sequence = 7 }).Events);
    }

    [Fact]
    public void HardCase07_ExitFilledButUnnoticed_NoFurtherExitIsSent()
    {
        var bot = new BotScenario().Holding().Trade(89_825m);
        bot.DeliverCall(0);
        bot.DeliverNews(0);
        bot.DeliverCall(0);
        for (var i = 0; i < 20; i++)
        {
            bot.Wait(TimeSpan.FromSeconds(10)).Trade(89_830m + i);
            bot.Tell(new BotInput.Close(null));
        }

        Assert.Single(bot.Events.OfType<BotEvent.OrderIntended>(), e => e.Request.Purpose == OrderPurpose.Exit);
        bot.Settle();
        Assert.Single(bot.Trades);
        Assert.Empty(bot.Tell(new BotInput.Close(null)).Events);
    }

    [Fact]
    public void HardCase08_ReconciledTwiceFromTheSameSnapshot_NothingChanges()
    {
        var bot = new BotScenario().Holding();
        bot.Venue.HumanSells(0.004m);
        bot.Venue.Fund(-0.2m);
        bot.Crash();
        bot.DeliverCall(0);
        var snapshot = bot.News[0];
        bot.DeliverNews(0);
        var text = StateText.Of(bot.State);

        for (var i = 0; i < 10; i++)
        {
            Assert.Empty(bot.Tell(snapshot).Events);
        }

        Assert.Equal(text, StateText.Of(bot.State));
        Assert.Equal(new Quantity(0.007m), bot.Position.OpenQuantity);
    }

    [Fact]
    public void HardCase09_FillsDoNotExplainThePosition_WorkingOrdersSurvive()
    {
        var bot = new BotScenario().Holding();
        var snapshot = new VenueSnapshot { NetQuantity = 5m };
        bot.Tell(new BotInput.Reconciled(snapshot));
        bot.Tell(new BotInput.Reconciled(snapshot));
        bot.Tell(new BotInput.Reconciled(snapshot));

        Assert.True(bot.State.Orders.ContainsKey(bot.Position.StopOrder!.Value));
        Assert.Single(bot.Venue.Live);
    }

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
        var snapshot = new VenueSnapshot { NetQuantity = 0m };
        bot.Tell(new BotInput.Reconciled(snapshot));
        Assert.Single(bot.State.OpenPositions);

        bot.Tell(new BotInput.Reconciled(snapshot));
        bot.Run();

        Assert.Equal(ExitReason.External, Assert.Single(bot.Trades).Reason);
        Assert.Empty(bot.Venue.Live);
    }

    [Theory]
    [InlineData(FillKind.Liquidation, false)]
    [InlineData(FillKind.AutoDeleveraging, true)]
    public void HardCase13_VenueTakesThePositionAway_IsAClosedTradeWithItsReason(FillKind kind, bool isHeardBackwards)
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
        Assert.Equal((ExitReason.Liquidation, new Price(89_100m), bot.Venue.Cash), (trade.Reason, trade.ExitPrice, trade.Pnl));
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
