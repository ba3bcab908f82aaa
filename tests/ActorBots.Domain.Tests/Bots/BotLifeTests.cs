using ActorBots.Domain.Bots;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Domain.Positions;
using ActorBots.Testing.Bots;

namespace ActorBots.Domain.Tests.Bots;

/// <summary>A bot's whole life against a good venue, and what the backend asks for.</summary>
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
    public void Decide_PriceJustAboveTheTrigger_DoesNotEnter()
    {
        var bot = new BotScenario().Started().Trade(89_500.1m);

        Assert.Empty(bot.Calls);
        Assert.Empty(bot.State.Orders);
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

    [Fact]
    public void Decide_StopFires_BooksItWithTheVenuesPrice()
    {
        var bot = new BotScenario().Holding();
        bot.Tell(new BotInput.Pause());
        bot.Trade(89_010m).Run();

        var trade = Assert.Single(bot.Trades);
        Assert.Equal((ExitReason.StopLoss, new Price(89_010m)), (trade.Reason, trade.ExitPrice));
        Assert.Equal(bot.Venue.Cash, trade.Pnl);
    }

    [Fact]
    public void Decide_StopReachedButItsFillUnheard_DoesNotEnter()
    {
        var bot = new BotScenario().Holding().Trade(89_012.5m);
        Assert.Equal("STOP_REACHED", bot.Denials[^1].Code);
        Assert.Single(bot.State.Positions);

        // Heard, the bot is flat, the dip is still there and the ladder starts anew.
        bot.Run();
        Assert.Single(bot.Trades);
        Assert.Single(bot.State.OpenPositions);
    }

    [Fact]
    public void Decide_DeeperDips_BuildALadder()
    {
        var bot = new BotScenario().Holding();

        bot.Trade(89_240.1m).Run();
        Assert.Single(bot.State.Positions);
        bot.Trade(89_240m).Run();
        Assert.Equal(2, bot.State.Positions.Count);
        bot.Trade(89_239m).Trade(89_240m).Run();
        Assert.Equal(2, bot.State.Positions.Count);
    }

    [Fact]
    public void Decide_NewRecentHighWhileHolding_MovesTheReferenceUp()
    {
        var bot = new BotScenario().Holding();

        // 89 800 is a new high: the next entry is due 260 below it, above the first one.
        bot.Trade(89_800m).Run().Trade(89_540m).Run();

        Assert.Equal(2, bot.State.Positions.Count);
    }

    [Fact]
    public void Decide_TrailingArmed_MovesTheRestingStopAndNeverBack()
    {
        var config = BotScenario.DefaultConfig with
        {
            Atr = BotScenario.DefaultConfig.Atr with { TargetMultiplier = 10m },
            Trailing = new() { Enabled = true },
        };
        var bot = new BotScenario(config).Holding().Trade(89_824.9m).Run();
        Assert.Equal(new Price(89_012.5m), Assert.Single(bot.Venue.Live).Trigger);

        bot.Trade(89_825m).Run();
        Assert.Equal(new Price(89_662.5m), Assert.Single(bot.Venue.Live).Trigger);
        bot.Trade(89_850m).Trade(89_700m).Run();
        Assert.Equal(new Price(89_662.5m), Assert.Single(bot.Venue.Live).Trigger);
        bot.Trade(89_660m).Run();

        Assert.Equal(ExitReason.TrailingStop, Assert.Single(bot.Trades).Reason);
        Assert.Single(bot.Events.OfType<BotEvent.StopMoveIntended>());
    }

    [Fact]
    public void Decide_LossLimitReached_ClosesEverythingAndStops()
    {
        var config = BotScenario.DefaultConfig with { Risk = BotScenario.DefaultConfig.Risk with { MaxLoss = new Money(3m) } };
        var bot = new BotScenario(config).Holding().Trade(89_270m).Run();

        Assert.Equal(ExitReason.BotStopLoss, Assert.Single(bot.Trades).Reason);
        Assert.Equal((ActualStatus.Stopped, DesiredStatus.Stopped), (bot.State.Actual, bot.State.Desired));
        bot.Trade(88_000m).Run();
        Assert.True(bot.State.IsFlat);

        // Started again, the limit counts from here and not from the loss that was taken.
        bot.Tell(new BotInput.Start(BotScenario.Identity, config));
        bot.Trade(88_000m).Run();
        Assert.Single(bot.State.OpenPositions);
    }

    [Theory]
    [InlineData(StopMode.Keep)]
    [InlineData(StopMode.Close)]
    public void Stop_EntryInFlight_WaitsForItsOutcome(StopMode mode)
    {
        var bot = new BotScenario().Started().Trade(89_500m);
        bot.Tell(new BotInput.Stop(mode));
        Assert.Equal(ActualStatus.Stopping, bot.State.Actual);

        bot.Run();

        Assert.Equal(ActualStatus.Stopped, bot.State.Actual);
        Assert.Equal(mode == StopMode.Keep ? 1 : 0, bot.Venue.Live.Count());
        Assert.Equal(mode == StopMode.Keep ? 0.011m : 0m, bot.Venue.Net);
        Assert.All(bot.Trades, t => Assert.Equal(ExitReason.BotStopped, t.Reason));
    }

    [Fact]
    public void Stop_CloseAfterKeepWasDone_ClosesEvenWhenTheFirstExitIsRefused()
    {
        var bot = new BotScenario().Holding();
        bot.Tell(new BotInput.Stop(StopMode.Keep));
        Assert.Equal(ActualStatus.Stopped, bot.State.Actual);

        bot.Venue.OnSubmit = r => r.Purpose == OrderPurpose.Exit ? new VenuePlan { Refusal = OrderRefusal.Other } : VenuePlan.Normal;
        bot.Tell(new BotInput.Stop(StopMode.Close));
        bot.Run();
        bot.Venue.OnSubmit = _ => VenuePlan.Normal;
        bot.Settle();

        Assert.Equal(0m, bot.Venue.Net);
        Assert.Equal(ActualStatus.Stopped, bot.State.Actual);
    }

    [Fact]
    public void Stop_KeptPosition_StaysUnderItsStopAndIsBookedWhenItFires()
    {
        var bot = new BotScenario().Holding();
        bot.Tell(new BotInput.Stop(StopMode.Keep));
        bot.Trade(89_900m).Run();
        Assert.Empty(bot.Trades);

        bot.Trade(89_000m).Run();

        Assert.Equal(bot.Venue.Cash, Assert.Single(bot.Trades).Pnl);
        Assert.True(bot.State.IsStopped);
    }

    [Fact]
    public void Decide_RepeatedCommand_GivesNoEvents()
    {
        BotInput[] commands =
        [
            new BotInput.Start(BotScenario.Identity, BotScenario.DefaultConfig), new BotInput.Pause(), new BotInput.Resume(),
            new BotInput.Reload(BotScenario.DefaultConfig with { Atr = new() { Period = 14 } }), new BotInput.DataFreshness(true, "silence"),
            new BotInput.DataFreshness(false, "back"), new BotInput.NotificationsSettled(2), new BotInput.Faulted("X", "y", false),
            new BotInput.Close(null), new BotInput.Stop(StopMode.Keep), new BotInput.Stop(StopMode.Close),
        ];
        var bot = new BotScenario().Holding();
        foreach (var command in commands)
        {
            bot.Tell(command);
            Assert.Empty(bot.Tell(command).Events);
        }
    }

    [Fact]
    public void Decide_EveryNewsTwice_GivesTheSameJournalAsOnce()
    {
        static List<string> Journal(bool isTwice)
        {
            var bot = new BotScenario().Started();
            foreach (var price in new[] { 89_500m, 89_825m, 89_200m, 88_000m })
            {
                bot.Trade(price);
                for (var i = 0; i < 200 && bot.News.Count + bot.Calls.Count > 0; i++)
                {
                    if (bot.News.Count > 0)
                    {
                        bot.DeliverNews(0, isKept: isTwice);
                        if (isTwice)
                        {
                            bot.DeliverNews(0);
                        }
                    }
                    else
                    {
                        bot.DeliverCall(0);
                    }
                }
            }

            return [.. bot.Events.Select(e => StateText.Of(e))];
        }

        Assert.Equal(Journal(isTwice: false), Journal(isTwice: true));
    }

    [Fact]
    public void Pause_WhileHolding_BlocksEntriesButNotExits()
    {
        var bot = new BotScenario().Holding();
        bot.Tell(new BotInput.Pause());
        bot.Trade(89_100m).Run();
        Assert.Single(bot.State.Positions);
        Assert.Equal("STATE_NOT_TRADING", bot.Denials[^1].Code);

        bot.Trade(89_825m).Run();
        Assert.Single(bot.Trades);
    }

    [Fact]
    public void Observe_DegradedOrHalted_StillExits()
    {
        foreach (var trouble in new BotInput[] { new BotInput.DataFreshness(true, "silence"), new BotInput.Faulted("ACCOUNT_MISMATCH", "x", true) })
        {
            var bot = new BotScenario().Holding();
            bot.Tell(trouble);
            bot.Trade(89_100m).Run();
            Assert.Single(bot.State.Positions);
            bot.Trade(89_825m).Run();
            Assert.Equal(ExitReason.Target, Assert.Single(bot.Trades).Reason);
        }
    }

    [Fact]
    public void Close_AnyState_ClosesThePosition()
    {
        var troubles = new Action<BotScenario>[]
        {
            _ => { }, b => b.Tell(new BotInput.Pause()), b => b.Tell(new BotInput.Stop(StopMode.Keep)),
            b => b.Tell(new BotInput.DataFreshness(true, "silence")), b => b.Tell(new BotInput.Faulted("X", "y", true)), b => b.IsReconciled = false,
        };
        foreach (var trouble in troubles)
        {
            var bot = new BotScenario().Holding();
            trouble(bot);
            bot.Tell(new BotInput.Close(bot.Position.Number));
            bot.Run();
            Assert.Equal(ExitReason.Manual, Assert.Single(bot.Trades).Reason);
            Assert.False(bot.State.Positions.ContainsKey(1));
        }
    }

    [Fact]
    public void Close_UnknownOrUnreadyPosition_IsDeniedWithItsCode()
    {
        var bot = new BotScenario().Started().Trade(89_500m);
        Assert.Equal("POSITION_UNKNOWN", bot.Tell(new BotInput.Close(99)).Denial?.Code);

        bot.Venue.OnSubmit = _ => new VenuePlan { Pieces = [0.004m], HoldsRest = true };
        bot.Run();
        Assert.Equal("POSITION_NOT_READY", bot.Tell(new BotInput.Close(1)).Denial?.Code);
    }

    [Fact]
    public void Reload_LeverageWhileHolding_IsDenied()
    {
        var bot = new BotScenario().Holding();
        var config = bot.Config with { Trading = bot.Config.Trading with { Leverage = 20m } };

        Assert.Equal("POSITIONS_OPEN", bot.Tell(new BotInput.Reload(config)).Denial?.Code);
        Assert.Equal("POSITIONS_OPEN", bot.Tell(new BotInput.Start(BotScenario.Identity, config)).Denial?.Code);
        Assert.Equal(10m, bot.State.Config!.Trading.Leverage);
    }

    [Fact]
    public void Start_OtherOwner_IsDenied()
    {
        var bot = new BotScenario().Started();

        var decision = bot.Tell(new BotInput.Start(BotScenario.Identity with { Account = "other" }, bot.Config));

        Assert.Equal("IDENTITY_CHANGED", decision.Denial?.Code);
        Assert.Empty(decision.Events);
    }

    [Fact]
    public void Decide_NeverStarted_RefusesCommands()
    {
        foreach (var command in new BotInput[] { new BotInput.Pause(), new BotInput.Resume(), new BotInput.Stop(StopMode.Close), new BotInput.Close(null) })
        {
            var decision = new BotScenario().Tell(command);
            Assert.Equal("BOT_UNKNOWN", decision.Denial?.Code);
            Assert.Empty(decision.Events);
        }
    }
}
