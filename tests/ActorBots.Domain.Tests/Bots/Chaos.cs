using ActorBots.Domain.Bots;
using ActorBots.Domain.Bots.Config;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Testing.Bots;

namespace ActorBots.Domain.Tests.Bots;

/// <summary>
/// Random lives of a bot: prices, faults of the venue, people's deeds, crashes, and messages in any order. Each step is a pair of numbers, so
/// that a failing life shrinks to a short one. Checks after each step what must always hold and at rest what must hold then.
/// </summary>
internal sealed class Chaos
{
    private readonly Dictionary<string, long> _positionOf = [];
    private int _seenEvents;

    public Chaos(BotConfig? config = null, Instrument? instrument = null)
    {
        Bot = new BotScenario(config ?? Config, instrument);
        Bot.Started();
    }

    /// <summary>A bot that shares its account with others.</summary>
    public Chaos(FakeVenue venue, BotIdentity identity)
    {
        Bot = new BotScenario(venue, identity, Config);
        Bot.Started();
    }

    public static BotConfig Config { get; } = BotScenario.DefaultConfig with
    {
        Trailing = new TrailingConfig { Enabled = true, ActivationMultiplier = 0.4m, CallbackMultiplier = 0.3m },
        Budget = new BudgetConfig { AllocatedAmount = new Money(2_000m), MaxPositionPercentage = 0.15m },
        Risk = new RiskConfig { MaxTradesPerMinute = 3, MaxTradesPerHour = 40, MaxTradesPerDay = 100, MaxConcurrentPositions = 3 },
    };

    public BotScenario Bot { get; }

    /// <summary>Whether people sell, cancel and move by hand and the venue liquidates.</summary>
    public bool HasOutsiders { get; init; } = true;

    public bool HasCrashes { get; init; } = true;

    public Chaos Live(IEnumerable<(int Kind, int Size)> steps)
    {
        foreach (var (kind, size) in steps)
        {
            Live(kind, size);
        }

        return this;
    }

    public void Live(int kind, int size)
    {
        Step(kind, size);
        Always();
    }

    /// <summary>The faults end, everything under way comes to rest, and what must hold at rest is checked.</summary>
    public Chaos Rest()
    {
        EndFaults();
        Bot.Settle();
        Always();
        AtRest();
        Assert.Equal(Bot.Venue.Net, Bot.State.OpenPositions.Sum(p => p.OpenQuantity.Value));
        Assert.Equal(Bot.Venue.Cash, Books());
        return this;
    }

    /// <summary>The venue behaves from now on.</summary>
    public void EndFaults()
    {
        Bot.Venue.OnSubmit = _ => VenuePlan.Normal;
        Bot.Venue.OnTrigger = _ => VenuePlan.Normal;
        Bot.Venue.OnChange = _ => VenuePlan.Normal;
        foreach (var order in Bot.Venue.Live.ToList())
        {
            Bot.Venue.Finish(order.Request.ClientOrderId);
        }
    }

    /// <summary>What the bot has booked, the open quantity valued at nothing.</summary>
    public Money Books()
    {
        var open = Bot.State.OpenPositions.Aggregate(Bot.State.UnattributedFunding, (sum, p) => sum + p.PnlAt(new Price(0m)));
        return Bot.Trades.Aggregate(open, (sum, trade) => sum + trade.Pnl);
    }

    private void Step(int kind, int size)
    {
        switch (kind)
        {
            case 0 or 1: Bot.Wait(TimeSpan.FromSeconds(1)).Trade(Bot.Venue.Price.Value + ((size % 41) - 20) * 10m); break;
            case 2 or 3: Bot.Wait(TimeSpan.FromSeconds(1)).Trade(Bot.Venue.Price.Value - 100m - size % 300); break;
            case 4: Bot.Wait(TimeSpan.FromSeconds(1)).Trade(Bot.Venue.Price.Value + 100m + size % 200); break;
            case 5 or 6: DeliverCall(size); break;
            case 7 or 8: DeliverNews(size, isKept: false); break;
            case 9: DeliverNews(size, isKept: true); break;
            case 10 or 20 or 21: Bot.Run(); break;
            case 11: Bot.Wait(TimeSpan.FromSeconds(size % 30)).Tell(new BotInput.ProtectionDue()); break;
            case 12: Command(size); break;
            case 13: Fault(size); break;
            case 14: Outsider(size); break;
            case 15: Bot.Venue.Fund((size % 7 - 3) * 0.0101m); break;
            case 16: Bot.AskVenue(); break;
            case 17: Crash(size); break;
            case 18 or 22: Bot.CloseCandle(300m + size % 60, Bot.Venue.Price.Value + size % 500); break;
            case 23: Bot.Tell(new BotInput.Start(Bot.Me, Bot.Config)); break;
            case 19: Finish(size); break;
        }
    }

    private void DeliverCall(int size)
    {
        if (Bot.Calls.Count > 0)
        {
            Bot.DeliverCall(size % Bot.Calls.Count);
        }
    }

    private void DeliverNews(int size, bool isKept)
    {
        if (Bot.News.Count > 0)
        {
            Bot.DeliverNews(size % Bot.News.Count, isKept && Bot.News[size % Bot.News.Count] is not BotInput.Reconciled);
        }
    }

    private void Command(int size)
    {
        BotInput command = (size % 12) switch
        {
            0 => new BotInput.Pause(),
            1 => new BotInput.Resume(),
            2 => new BotInput.Close(null),
            3 => new BotInput.Stop(StopMode.Close),
            4 => new BotInput.Stop(StopMode.Keep),
            5 => new BotInput.DataFreshness(size % 2 == 0, "test"),
            6 => new BotInput.NotificationsSettled(Bot.State.NextNotification - 1 - size % 3),
            _ => new BotInput.Start(Bot.Me, Bot.Config),
        };
        Bot.Tell(command);
    }

    private void Fault(int size)
    {
        var plan = (size % 9) switch
        {
            0 => new VenuePlan { LosesRequest = true },
            1 => new VenuePlan { LosesAnswer = true },
            2 => new VenuePlan { Refusal = OrderRefusal.Other },
            3 => new VenuePlan { Pieces = [0.002m, 0.003m] },
            4 => new VenuePlan { Pieces = [0.004m], CancelsRest = true },
            5 => new VenuePlan { Pieces = [0.003m], HoldsRest = true },
            6 => new VenuePlan { CancelsRest = true },
            _ => VenuePlan.Normal,
        };
        switch (size / 9 % 3)
        {
            case 0: Bot.Venue.OnSubmit = _ => plan; break;
            case 1: Bot.Venue.OnTrigger = _ => plan with { LosesRequest = false, Refusal = null }; break;
            default: Bot.Venue.OnChange = _ => plan; break;
        }
    }

    private void Outsider(int size)
    {
        if (!HasOutsiders)
        {
            return;
        }

        var stops = Bot.Venue.Live.Where(o => o.Status == OrderStatus.Untriggered).ToList();
        switch (size % 5)
        {
            case 0: Bot.Venue.HumanSells(0.001m * (1 + size % 20)); break;
            case 1: Bot.Venue.HumanSells(100m); break;
            case 2 when stops.Count > 0: Bot.Venue.HumanCancels(stops[size % stops.Count].Request.ClientOrderId); break;
            case 3 when size % 3 == 0: Bot.Venue.Liquidate(); break;
            case 4 when stops.Count > 0: Bot.Venue.HumanMoves(stops[size % stops.Count].Request.ClientOrderId, Bot.Venue.Price - 700m); break;
        }
    }

    private void Crash(int size)
    {
        if (HasCrashes)
        {
            Bot.Crash(losesCalls: size % 2 == 0);
        }
    }

    private void Finish(int size)
    {
        var held = Bot.Venue.Live.Where(o => o.Status == OrderStatus.PartiallyFilled).ToList();
        if (held.Count > 0)
        {
            Bot.Venue.Finish(held[size % held.Count].Request.ClientOrderId, cancelsRest: size % 2 == 0);
        }
    }

    /// <summary>What must hold at every moment.</summary>
    public void Always()
    {
        foreach (var happened in Bot.Events.Skip(_seenEvents).OfType<BotEvent.OrderIntended>())
        {
            Assert.True(_positionOf.TryAdd(happened.Request.ClientOrderId.Value, happened.PositionNumber), $"id used twice: {happened.Request.ClientOrderId}");
        }

        _seenEvents = Bot.Events.Count;
        Assert.All(Own(Bot.Venue.Orders), o => Assert.Contains(o.Request.ClientOrderId.Value, _positionOf.Keys));
        foreach (var closing in Own(Bot.Venue.Live).Where(o => o.Request.ReduceOnly).GroupBy(o => _positionOf[o.Request.ClientOrderId.Value]))
        {
            Assert.True(closing.Count() == 1, $"position {closing.Key} has several closing orders: {string.Join(", ", closing.Select(o => o.Request.ClientOrderId))}");
        }

        Assert.All(Bot.State.Positions.Values, p => Assert.True(p.OpenQuantity.Value >= 0m, $"position {p.Number} is oversold: {p.OpenQuantity}"));
        var budget = Domain.Budgets.Budget.Of(0, Bot.State);
        Assert.True(budget.Reserved + budget.Used <= budget.Limit, $"{budget}");
        Assert.True(Bot.State.Positions.Count <= Bot.Config.Risk.MaxConcurrentPositions);
        Assert.False(Bot.State.IsHalted, Bot.State.LastError);
        Assert.True(HasOutsiders || Bot.State.Mismatch is null, "a difference was seen though nobody interfered");
    }

    private IEnumerable<FakeOrder> Own(IEnumerable<FakeOrder> orders) => orders.Where(o => o.Request.ClientOrderId.BotId == Bot.Me.BotId);

    /// <summary>What must hold of the bot when nothing is under way.</summary>
    public void AtRest()
    {
        var state = Bot.State;
        Assert.All(state.Orders.Values, o => Assert.Equal(OrderPurpose.ProtectiveStop, o.Request.Purpose));
        Assert.All(state.OpenPositions, p =>
        {
            var order = Own(Bot.Venue.Live).Single(o => _positionOf[o.Request.ClientOrderId.Value] == p.Number);
            Assert.Equal((OrderStatus.Untriggered, p.OpenQuantity.Value, p.Stop), (order.Status, order.Quantity, order.Trigger));
        });
        Assert.Equal(state.OpenPositions.Count(), Own(Bot.Venue.Live).Count());
        Assert.Null(state.Mismatch);
        Assert.Equal(state.Positions.Count, state.OpenPositions.Count());
        Assert.Equal(state.Statistics.RealizedPnl, Bot.Trades.Aggregate(Money.Zero, (sum, trade) => sum + trade.Pnl));
        CheckRates();
        CheckNotifications();
        Assert.Equal(StateText.Of(Bot.Events.Aggregate(BotState.Empty, BotEvolution.Evolve)), StateText.Of(state));
        Assert.True(state.Stopping is null || state.IsStopped, "the stop does not end");
    }

    private void CheckRates()
    {
        var entries = Bot.Events.OfType<BotEvent.OrderIntended>().Where(e => e.Request.Purpose == OrderPurpose.Entry).Select(e => e.At).ToList();
        foreach (var at in entries)
        {
            Assert.True(entries.Count(e => e <= at && at - e < TimeSpan.FromMinutes(1)) <= Bot.Config.Risk.MaxTradesPerMinute);
            Assert.True(entries.Count(e => e <= at && at - e < TimeSpan.FromHours(1)) <= Bot.Config.Risk.MaxTradesPerHour);
        }
    }

    private void CheckNotifications()
    {
        var numbers = Bot.Events
            .Aggregate((State: BotState.Empty, Seen: new List<long>()), (fold, happened) =>
            {
                var next = BotEvolution.Evolve(fold.State, happened);
                fold.Seen.AddRange(next.Outbox.Where(n => n.Number >= fold.State.NextNotification).Select(n => n.Number));
                return (next, fold.Seen);
            }).Seen;
        Assert.Equal(Enumerable.Range(1, numbers.Count).Select(n => (long)n), numbers);
    }
}
