using ActorBots.Domain.Bots;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Domain.Positions;
using ActorBots.Testing.Bots;

namespace ActorBots.Domain.Tests.Bots;

/// <summary>What went wrong for the users of other systems, at the level of the rules. Cases 1 to 9: orders and what becomes of them; numbers: reference/hard-cases.md.</summary>
public sealed class HardCaseOrderTests
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
    public void HardCase04_ExposureNobodyKnows_BlocksEntriesAtTheSecondLookAndKeepsExits()
    {
        var bot = new BotScenario().Holding();
        bot.Venue.Drift(0.006m);

        bot.AskVenue().DeliverCall(0);
        bot.DeliverNews(0);
        Assert.Null(bot.State.Mismatch);
        bot.Run();
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
        bot.Venue.Drift(5m);
        bot.AskVenue().Run().AskVenue().Run().AskVenue().Run();

        Assert.True(bot.State.Orders.ContainsKey(bot.Position.StopOrder!.Value));
        Assert.Single(bot.Venue.Live);
    }
}
