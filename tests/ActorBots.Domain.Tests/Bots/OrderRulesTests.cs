using ActorBots.Domain.Bots;
using ActorBots.Domain.Bots.Config;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Domain.Positions;
using ActorBots.Testing.Bots;

namespace ActorBots.Domain.Tests.Bots;

/// <summary>Late, lost, repeated and contradicting news of orders, one rule each.</summary>
public sealed class OrderRulesTests
{
    private static readonly BotConfig Trailing = BotScenario.DefaultConfig with
    {
        Atr = new AtrConfig { TargetMultiplier = 10m },
        Trailing = new TrailingConfig { Enabled = true },
    };

    [Fact]
    public void Decide_TwoOrders_TheStateKnowsBoth()
    {
        // Empty was once made before the comparer that it needs.
        var bot = new BotScenario().Holding().Trade(89_240m).Run();

        Assert.Equal(2, bot.State.Orders.Count);
    }

    [Fact]
    public void StopMoveRefused_QuantityMove_IsTriedAgainAfterAPause()
    {
        var bot = new BotScenario().Holding();
        bot.Venue.OnChange = _ => new VenuePlan { Refusal = OrderRefusal.Other };
        bot.Venue.HumanSells(0.004m);
        bot.Run();
        Assert.Equal(0.011m, bot.State.Orders.Values.Single().Request.Quantity.Value);
        Assert.True(bot.State.HasWorkUnderWay);
        bot.See().Run();
        Assert.Single(bot.Events.OfType<BotEvent.StopMoveIntended>());

        bot.Venue.OnChange = _ => VenuePlan.Normal;
        bot.Wait(BotEvolution.Pause).See().Run();

        Assert.Equal(0.007m, Assert.Single(bot.Venue.Live).Quantity);
        Assert.False(bot.State.HasWorkUnderWay);
    }

    [Fact]
    public void StopMoveRefused_TrailingMove_TheVenueEndsUpAtTheWantedLevel()
    {
        var bot = new BotScenario(Trailing).Holding();
        bot.Venue.OnChange = _ => new VenuePlan { Refusal = OrderRefusal.Other };
        bot.Trade(89_825m).Run();
        bot.Venue.OnChange = _ => VenuePlan.Normal;
        bot.Settle();

        Assert.Equal(new Price(89_662.5m), Assert.Single(bot.Venue.Live).Trigger);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Reconcile_MoveOrItsAnswerLost_IsFoundOutOrRepeated(bool isRequestLost)
    {
        var bot = new BotScenario(Trailing).Holding();
        bot.Venue.OnChange = _ => new VenuePlan { LosesRequest = isRequestLost, LosesAnswer = true };
        bot.Trade(89_825m).Run();
        Assert.NotNull(bot.State.Orders.Values.Single().MovingTo);

        bot.Venue.OnChange = _ => VenuePlan.Normal;
        bot.Crash().Run();

        Assert.Null(bot.State.Orders.Values.Single().MovingTo);
        Assert.Equal(new Price(89_662.5m), Assert.Single(bot.Venue.Live).Trigger);
    }

    [Fact]
    public void Observe_PriceFellThroughTheTrailingLevelBeforeTheStopCouldFollow_ExitsAtOnce()
    {
        var bot = new BotScenario(Trailing).Started().Trade(89_500m);
        bot.DeliverCall(0);
        bot.DeliverNews(0);
        bot.DeliverNews(0);
        bot.DeliverNews(0);

        // The stop is in flight while the best price is seen.
        bot.Trade(89_830m).Trade(89_640m).Run();

        Assert.Equal(ExitReason.TrailingStop, bot.Trades.First().Reason);
    }

    [Fact]
    public void Reconcile_CancelLost_IsRepeated()
    {
        var bot = new BotScenario().Holding().Trade(89_825m);
        bot.Calls.Clear();
        bot.AskVenue().Run();

        Assert.Equal(ExitReason.Target, Assert.Single(bot.Trades).Reason);
    }

    [Fact]
    public void Acknowledged_CancelOvertookTheStop_IsRepeated()
    {
        var bot = new BotScenario().Started().Trade(89_500m);
        while (bot.State.Orders.Count != 1 || bot.Calls.Count != 1 || bot.State.OpenPositions.All(p => p.StopOrder is null))
        {
            if (bot.News.Count > 0) { bot.DeliverNews(0); } else { bot.DeliverCall(0); }
        }

        // The stop is on its way; the exit is decided; the cancel arrives first and finds nothing.
        bot.Tell(new BotInput.Close(null));
        bot.DeliverCall(1);
        bot.Tell(new BotInput.Pause());
        bot.Run();

        Assert.Equal((ExitReason.Manual, 0m), (Assert.Single(bot.Trades).Reason, bot.Venue.Net));
        Assert.Empty(bot.Venue.Live);
    }

    [Fact]
    public void Missing_StopToBeCancelledNeverArrived_IsNotSentButGivenUp()
    {
        var bot = new BotScenario().Started();
        bot.Venue.OnSubmit = r => r.Purpose == OrderPurpose.ProtectiveStop ? new VenuePlan { LosesRequest = true } : VenuePlan.Normal;
        bot.Trade(89_500m).Run();
        bot.Tell(new BotInput.Pause());
        bot.Tell(new BotInput.Close(null));
        bot.Run().AskVenue().Run();

        Assert.Equal(ExitReason.Manual, Assert.Single(bot.Trades).Reason);
        Assert.DoesNotContain(bot.Venue.Orders, o => o.Request.Purpose == OrderPurpose.ProtectiveStop);
    }

    [Fact]
    public void Filled_EndedOrderUnknownFill_HaltsEvenWhenItIsOlderThanTheNewestBooking()
    {
        var bot = new BotScenario().Holding();
        var entry = bot.Venue.Fills[0];
        bot.Wait(TimeSpan.FromMinutes(1)).Venue.Fund(-0.01m);
        bot.Run();

        Assert.Empty(bot.Tell(new BotInput.Filled(entry)).Events);
        bot.Tell(new BotInput.Filled(entry with { FillId = "late-one" }));

        Assert.StartsWith("STRAY_FILL", bot.State.LastError, StringComparison.Ordinal);
        Assert.True(bot.State.IsHalted);
        Assert.Empty(bot.Tell(new BotInput.Filled(entry with { FillId = "late-one" })).Events);
    }

    [Fact]
    public void Filled_OldFillAfterItsIdWasForgotten_IsARepeat()
    {
        var bot = new BotScenario { IsChecked = false }.Holding();
        var entry = bot.Venue.Fills[0];
        for (var i = 0; i < BotState.RememberedIds; i++)
        {
            bot.Wait(TimeSpan.FromSeconds(1)).Venue.Fund(-0.01m);
        }

        bot.Run();

        Assert.Empty(bot.Tell(new BotInput.Filled(entry)).Events);
        Assert.False(bot.State.IsHalted);
    }

    [Fact]
    public void Filled_StopSoldMoreThanItsPosition_TheRestIsTakenFromTheOther()
    {
        var bot = new BotScenario().Holding().Trade(89_240m).Run();
        bot.Tell(new BotInput.Pause());
        var total = bot.Venue.Net;

        // A person sells a part of the first position; its stop fires whole before it could shrink.
        bot.Venue.HumanSells(0.005m);
        bot.Venue.Trade(new Price(89_012m));
        bot.Settle();

        Assert.Equal(total - 0.016m, bot.Venue.Net);
        Assert.Equal(bot.Venue.Net, bot.Position.OpenQuantity.Value);
        Assert.Equal(bot.Venue.Net, Assert.Single(bot.Venue.Live).Quantity);
        Assert.Equal(bot.Venue.Cash, bot.Trades.Single().Pnl + bot.Position.PnlAt(new Price(0m)));
    }

    [Fact]
    public void Filled_MoveRefusedButApplied_TheStopIsNotEndedBeforeItsReport()
    {
        var bot = new BotScenario().Started();
        bot.Tell(new BotInput.Pause());
        bot.Tell(new BotInput.Resume());
        bot.Venue.OnSubmit = r => r.Purpose == OrderPurpose.Entry ? new VenuePlan { Pieces = [0.004m], HoldsRest = true } : VenuePlan.Normal;
        bot.Trade(89_500m).Run().Tell(new BotInput.ProtectionDue());
        bot.Run();
        bot.Tell(new BotInput.Pause());
        bot.Venue.OnChange = _ => new VenuePlan { LosesAnswer = true };
        bot.Venue.Finish(ClientOrderId.For("bot-1", 1, OrderPurpose.Entry));
        bot.Run();
        var stop = bot.Position.StopOrder!.Value;
        bot.Tell(new BotInput.StopMoveRefused(stop, OrderRefusal.Other, "TIMEOUT", "no answer"));
        Assert.Equal(0.004m, bot.State.Orders[stop].Request.Quantity.Value);
        Assert.Equal(0.011m, bot.Venue.Order(stop).Quantity);

        bot.Venue.OnTrigger = _ => new VenuePlan { Pieces = [0.004m] };
        bot.Venue.Trade(new Price(89_000m));
        bot.Settle();

        Assert.False(bot.State.IsHalted, bot.State.LastError);
        Assert.Equal(bot.Venue.Cash, Assert.Single(bot.Trades).Pnl);
    }

    [Fact]
    public void Refused_NothingToReduceForEver_IsTriedAtAMeasuredPace()
    {
        var bot = new BotScenario().Holding();
        bot.Tell(new BotInput.Pause());
        bot.Venue.OnSubmit = _ => new VenuePlan { Refusal = OrderRefusal.NothingToReduce };
        bot.Tell(new BotInput.Close(null));
        for (var second = 0; second < 60; second++)
        {
            bot.Wait(TimeSpan.FromSeconds(1)).See().Run();
        }

        Assert.InRange(bot.Events.OfType<BotEvent.OrderIntended>().Count(), 5, 20);
        bot.Venue.OnSubmit = _ => VenuePlan.Normal;
        bot.Settle();
        Assert.Equal((0m, bot.Venue.Cash), (bot.Venue.Net, Assert.Single(bot.Trades).Pnl));
    }

    [Fact]
    public void Close_EntryStillFilling_SellsWhatIsHeldAndThenTheRest()
    {
        var bot = new BotScenario().Started();
        bot.Venue.OnSubmit = r => r.Purpose == OrderPurpose.Entry ? new VenuePlan { Pieces = [0.004m], HoldsRest = true } : VenuePlan.Normal;
        bot.Trade(89_500m).Run().Tell(new BotInput.ProtectionDue());
        bot.Run();
        bot.Tell(new BotInput.Stop(StopMode.Close));
        bot.Run();
        Assert.Equal(0m, bot.Venue.Net);

        bot.Venue.Finish(ClientOrderId.For("bot-1", 1, OrderPurpose.Entry));
        bot.Settle();

        Assert.Equal((0m, ActualStatus.Stopped), (bot.Venue.Net, bot.State.Actual));
        Assert.Equal(bot.Venue.Cash, Assert.Single(bot.Trades).Pnl);
    }

    [Fact]
    public void Reported_StopCancelledByAPerson_IsReplacedOnceTheVenueConfirmedThePosition()
    {
        var bot = new BotScenario().Holding();
        var first = bot.Position.StopOrder!.Value;
        bot.Venue.HumanCancels(first);
        bot.Run();

        var stop = Assert.Single(bot.Venue.Live);
        Assert.NotEqual(first, stop.Request.ClientOrderId);
        Assert.Equal((0.011m, new Price(89_012.5m)), (stop.Quantity, stop.Trigger));
        Assert.Single(bot.Events.OfType<BotEvent.PositionConfirmed>());
    }

    [Fact]
    public void Reconcile_StopMovedByAPerson_IsMovedBack()
    {
        var bot = new BotScenario().Holding();
        bot.Venue.HumanMoves(bot.Position.StopOrder!.Value, new Price(80_000m));
        bot.Run().AskVenue().Run();

        Assert.Equal(new Price(89_012.5m), Assert.Single(bot.Venue.Live).Trigger);
    }

    [Fact]
    public void Reconcile_VenueForgotARestingStop_ANewOneIsPlaced()
    {
        var bot = new BotScenario().Holding();
        var stop = bot.Venue.Order(bot.Position.StopOrder!.Value);
        stop.IsForgotten = true;
        stop.Status = OrderStatus.Cancelled;
        bot.AskVenue().Settle();

        Assert.Single(bot.Venue.Live);
        Assert.Equal(bot.Position.StopOrder, bot.Venue.Live.Single().Request.ClientOrderId);
    }

    [Fact]
    public void FilledOutside_OlderThanThePosition_DoesNotTouchIt()
    {
        var bot = new BotScenario().Started();
        var old = new Fill
        {
            FillId = "by-hand-1",
            VenueOrderId = "v",
            Instrument = bot.Instrument.Id,
            Side = OrderSide.Sell,
            Price = new Price(89_700m),
            Quantity = new Quantity(0.01m),
            Fee = Money.Zero,
            At = bot.Venue.Now,
        };
        bot.Wait(TimeSpan.FromSeconds(5)).Trade(89_500m).Run();

        Assert.Empty(bot.Tell(new BotInput.FilledOutside(old)).Events);
        Assert.Equal(new Quantity(0.011m), bot.Position.OpenQuantity);
    }

    [Fact]
    public void FilledOutside_SnapshotWithoutHoldingSince_StillReducesThePosition()
    {
        var bot = new BotScenario().Holding();
        bot.Wait(TimeSpan.FromSeconds(5)).Venue.HumanSells(0.004m);
        var restored = bot.State with { HoldingSince = null };

        var after = BotDecider.Decide(restored, bot.News[0], bot.Context).After;

        Assert.Equal(new Quantity(0.007m), after.OpenPositions.Single().OpenQuantity);
    }

    [Fact]
    public void FilledOutside_LargerThanAllPositions_TakesWhatIsHeldAndTheRestIsNobodys()
    {
        var bot = new BotScenario().Holding();
        bot.Tell(new BotInput.Pause());
        var fill = new Fill
        {
            FillId = "by-hand-1",
            VenueOrderId = "v",
            Instrument = bot.Instrument.Id,
            Side = OrderSide.Sell,
            Price = new Price(89_600m),
            Quantity = new Quantity(0.022m),
            Fee = new Money(1m),
            At = bot.Venue.Now,
        };
        bot.Tell(new BotInput.FilledOutside(fill));
        bot.Run();

        var trade = Assert.Single(bot.Trades);
        Assert.Equal((new Quantity(0.011m), ExitReason.External), (trade.Quantity, trade.Reason));
        Assert.Equal(bot.Venue.Fills[0].Fee + new Money(0.5m), trade.Fees);
    }

    [Fact]
    public void Reconcile_FundingLostBeforeAFillThatWasHeard_IsStillFound()
    {
        var bot = new BotScenario().Holding();
        bot.Venue.Fund(-0.5m);
        bot.News.Clear();
        bot.Wait(TimeSpan.FromMinutes(2)).Trade(89_240m).Run();
        Assert.Equal(2, bot.State.OpenPositions.Count());
        bot.AskVenue().Run();

        Assert.Equal(new Money(-0.5m), bot.State.OpenPositions.Aggregate(Money.Zero, (sum, p) => sum + p.Funding));
    }

    [Fact]
    public void PositionClosed_PartSoldOutsideThenTargetReached_IsATargetExitAtItsOwnTime()
    {
        var bot = new BotScenario().Holding();
        bot.Venue.HumanSells(0.004m);
        bot.Run().Wait(TimeSpan.FromMinutes(1)).Trade(89_825m);
        var soldAt = bot.Venue.Now;
        bot.DeliverCall(0);
        bot.DeliverNews(0);
        bot.DeliverCall(0);
        bot.Wait(TimeSpan.FromMinutes(1)).Venue.Fund(0.01m);
        (bot.News[0], bot.News[^1]) = (bot.News[^1], bot.News[0]);
        bot.Run();

        var trade = Assert.Single(bot.Trades);
        Assert.Equal((ExitReason.Target, soldAt), (trade.Reason, trade.ClosedAt));
    }
}
