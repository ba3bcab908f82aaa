using ActorBots.Domain.Accounts;
using ActorBots.Domain.Bots;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Domain.Positions;
using ActorBots.Testing;
using ActorBots.Testing.Bots;

namespace ActorBots.Domain.Tests.Bots;

/// <summary>Several bots on one account, and what belongs to none of them; numbers: reference/hard-cases.md.</summary>
public sealed class HardCaseAccountTests
{
    [Fact]
    public void HardCase26_TwoBotsOnOneSymbol_EachKeepsItsStopAndItsBooks()
    {
        var (one, other) = Pair();
        one.Trade(89_500m).Run();
        other.See().Run();

        one.Trade(89_825m).Run();
        other.Tell(new BotInput.Pause());

        Assert.Equal("bot-2", Assert.Single(one.Venue.Live).Request.ClientOrderId.BotId);
        Assert.Equal((1, 0), (one.Trades.Count(), other.Trades.Count()));
        Assert.Equal(other.Position.OpenQuantity.Value, one.Venue.Net);
        other.Trade(89_000m).Run();
        Assert.Equal(one.Venue.Cash, one.Trades.Single().Pnl + other.Trades.Single().Pnl);
    }

    [Fact]
    public void HardCase26_ForeignPosition_BlocksEveryBotAndIsToldOncePerDifference()
    {
        var (one, other) = Pair();
        one.Venue.Drift(0.006m);
        Look(one, other);
        Look(one, other);

        one.Trade(89_500m).Run();
        other.See().Run();
        Assert.Equal(["ACCOUNT_MISMATCH", "ACCOUNT_MISMATCH"], new[] { one.Denials[^1].Code, other.Denials[^1].Code });
        Assert.Empty(one.Venue.Orders);
        var told = Assert.Single(one.State.Outbox, n => n.EventType == BusinessEvents.AccountMismatch);
        Assert.Contains("\"excess\":0.006", told.Payload, StringComparison.Ordinal);

        one.Venue.Drift(0.001m);
        Look(one, other);
        Assert.Equal(2, other.State.Outbox.Count(n => n.EventType == BusinessEvents.AccountMismatch));
    }

    [Fact]
    public void HardCase26_DifferenceIsOver_EntriesResumeByThemselves()
    {
        var (one, other) = Pair();
        one.Venue.Drift(0.006m);
        Look(one, other);
        one.Venue.Drift(-0.006m);
        Look(one, other);

        one.Trade(89_500m).Run();

        Assert.Equal((null, string.Empty), (one.State.Mismatch, one.State.LastError));
        Assert.Contains(one.State.Outbox, n => n.EventType == BusinessEvents.AccountMatched);
        Assert.Single(one.State.OpenPositions);
    }

    [Fact]
    public void HardCase26_MismatchWhileHolding_ExitsAndStopsGo()
    {
        var bot = new BotScenario().Holding();
        bot.Venue.PlaceForeign("by-hand");
        Look(bot);
        Assert.NotNull(bot.State.Mismatch);

        bot.Trade(89_825m).Run();

        Assert.Equal(ExitReason.Target, Assert.Single(bot.Trades).Reason);
    }

    [Fact]
    public void HardCase26_ForeignOrderIsCancelledByCommand_TheAccountMatches()
    {
        var bot = new BotScenario().Started();
        bot.Venue.PlaceForeign("by-hand");
        bot.Venue.PlaceForeign("disowned", ClientOrderId.For("bot-1", 77, OrderPurpose.ProtectiveStop));
        Look(bot);
        Assert.Equal(["by-hand", "disowned"], bot.State.Mismatch!.ForeignOrders.AsEnumerable());

        Assert.Null(bot.Tell(new BotInput.CancelForeignOrders(2)).Denial);
        bot.Venue.EndForeign("by-hand");
        bot.Venue.EndForeign("disowned");
        Look(bot);

        Assert.Null(bot.State.Mismatch);
        Assert.Equal("NOTHING_TO_CANCEL", bot.Tell(new BotInput.CancelForeignOrders(0)).Denial?.Code);
    }

    [Fact]
    public void HardCase12_PartOfASharedPositionGoneWithoutAFill_FallsToTheBotsInOrderOfTheirIds()
    {
        var (one, other) = Pair();
        one.Trade(89_500m).Run();
        other.See().Run();
        one.Tell(new BotInput.Pause());
        other.Tell(new BotInput.Pause());
        one.Venue.Drift(-0.012m);

        Look(one, other);
        Look(one, other);

        Assert.Equal((ExitReason.External, 0.010m), (Assert.Single(one.Trades).Reason, other.Position.OpenQuantity.Value));
        Assert.Equal(0.010m, Assert.Single(one.Venue.Live).Quantity);
        Assert.Equal((null, null), (one.State.Mismatch, other.State.Mismatch));
    }

    [Fact]
    public void HardCase11_ForeignLong_IsAdoptedUnderAStopOfItsOwnAndClosedAsATrade()
    {
        var bot = new BotScenario().Started();
        bot.Venue.Drift(0.006m);
        Look(bot);

        Adopt(bot);
        var stop = Assert.Single(bot.Venue.Live);
        Assert.Equal((0.006m, bot.Position.Stop, true), (stop.Quantity, stop.Trigger, stop.Trigger < bot.Venue.Price));
        Assert.Equal(new Price(89_700m), bot.Position.EntryPrice);
        Look(bot);
        Assert.Null(bot.State.Mismatch);

        bot.Tell(new BotInput.Pause());
        bot.Trade(bot.Position.Target!.Value.Value).Run();
        var trade = Assert.Single(bot.Trades);
        Assert.Equal((true, ExitReason.Target, bot.Venue.Cash), (trade.IsAdopted, trade.Reason, trade.Pnl));
        Assert.Contains(bot.State.Outbox, n => n.EventType == BusinessEvents.PositionClosed && n.Payload.Contains("\"adopted\":true", StringComparison.Ordinal));
    }

    [Fact]
    public void HardCase11_LongFarInLossOrProfit_IsNotSoldByTakingItOver()
    {
        foreach (var boughtAt in new[] { 95_000m, 80_000m })
        {
            var bot = new BotScenario(price: boughtAt).Started();
            bot.Tell(new BotInput.Pause());
            bot.Venue.Drift(0.006m);
            bot.Trade(89_700m);
            Look(bot);

            Adopt(bot);
            bot.Trade(89_700m).Run();

            Assert.Equal((0.006m, new Price(boughtAt)), (bot.Position.OpenQuantity.Value, bot.Position.EntryPrice));
            Assert.Single(bot.Venue.Live);
        }
    }

    [Fact]
    public void HardCase11_AdoptedPosition_IsNotRefusedForLimitsButCountsAgainstThem()
    {
        var bot = new BotScenario(BotScenario.DefaultConfig with
        {
            Budget = BotScenario.DefaultConfig.Budget with { AllocatedAmount = new Money(100m) },
        }).Started();
        bot.Venue.Drift(0.100m);
        Look(bot);
        Adopt(bot);
        Look(bot);

        bot.Trade(89_300m).Run();

        Assert.Equal(0.100m, bot.Position.OpenQuantity.Value);
        Assert.Contains(bot.Denials, d => d.Code is "BUDGET_EXHAUSTED" or "SIZE_TOO_SMALL");
        Assert.DoesNotContain(bot.Venue.Orders, o => o.Request.Purpose == OrderPurpose.Entry);
    }

    [Fact]
    public void HardCase11_NothingToAdopt_IsRefusedClearly()
    {
        var bot = new BotScenario().Holding();

        var denial = bot.Tell(new BotInput.Adopt(null)).Denial;
        Assert.Equal("NOTHING_TO_ADOPT", denial?.Code);
        bot.Tell(new BotInput.Stop(StopMode.Keep));
        Assert.Equal("BOT_STOPPED", bot.Tell(new BotInput.Adopt(new AdoptionOffer(new Quantity(0.006m), new Money(537m)))).Denial?.Code);
        Assert.Equal("BOT_UNKNOWN", new BotScenario().Tell(new BotInput.Adopt(null)).Denial?.Code);
    }

    [Fact]
    public void HardCase11_AdoptedTwice_TheSecondTimeFindsNothing()
    {
        var bot = new BotScenario().Started();
        bot.Venue.Drift(0.006m);
        Look(bot);
        Adopt(bot);

        bot.AskVenue(AccountWish.AdoptPosition).DeliverCall(bot.Calls.Count - 1);

        Assert.Null(bot.News.OfType<BotInput.Reconciled>().Single(r => r.Snapshot.Answered == AccountWish.AdoptPosition).Snapshot.Adoption);
    }

    private static (BotScenario One, BotScenario Other) Pair()
    {
        var venue = new FakeVenue(Some.Instrument(), new Price(89_700m), BotScenario.StartedAt);
        return (new BotScenario(venue, BotScenario.Identity).Started(), new BotScenario(venue, BotScenario.Identity with { BotId = "bot-2" }).Started());
    }

    /// <summary>Each bot asks the venue until nothing needs another look.</summary>
    private static void Look(params BotScenario[] bots)
    {
        foreach (var bot in bots.Concat(bots))
        {
            bot.AskVenue().Run();
        }
    }

    /// <summary>What the bot's actor does upon the command.</summary>
    private static void Adopt(BotScenario bot)
    {
        bot.AskVenue(AccountWish.AdoptPosition).DeliverCall(0);
        var answer = bot.News.OfType<BotInput.Reconciled>().Single();
        bot.Run().Tell(new BotInput.Adopt(answer.Snapshot.Adoption));
        bot.Run();
    }
}
