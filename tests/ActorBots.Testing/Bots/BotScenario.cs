using ActorBots.Domain.Accounts;
using ActorBots.Domain.Bots;
using ActorBots.Domain.Bots.Config;
using ActorBots.Domain.Budgets;
using ActorBots.Domain.Indicators;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.MarketData;
using ActorBots.Domain.Orders;
using ActorBots.Domain.Positions;
using ActorBots.Domain.Risk;

namespace ActorBots.Testing.Bots;

/// <summary>
/// Drives the rules of one bot as its actor would, against a <see cref="FakeVenue"/>. Messages wait in <see cref="Calls"/> and
/// <see cref="News"/> until they are delivered: in order by <see cref="Run"/>, or one by one in whatever order a test wants.
/// </summary>
public sealed class BotScenario
{
    private const int MaxDeliveries = 2_000;

    private readonly List<BotEvent> _events = [];
    private readonly List<Denial> _denials = [];
    private PositionWatch _watch = PositionWatch.Empty;
    private PriceView? _price;
    private Price _runningHigh;

    public BotScenario(BotConfig? config = null, Instrument? instrument = null, decimal price = 89_700m)
        : this(new FakeVenue(instrument ?? Some.Instrument(), new Price(price), StartedAt), Identity, config)
    {
    }

    /// <summary>A bot that shares a venue's account with others.</summary>
    public BotScenario(FakeVenue venue, BotIdentity identity, BotConfig? config = null)
    {
        ArgumentNullException.ThrowIfNull(venue);
        ArgumentNullException.ThrowIfNull(identity);
        Config = config ?? DefaultConfig;
        Instrument = venue.Instrument;
        Venue = venue;
        Me = identity;
        Venue.Account.Join(identity.BotId, () => State.Identity is null ? null : BotClaim.Of(State));
    }

    /// <summary>The first instant of each scenario.</summary>
    public static DateTimeOffset StartedAt { get; } = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Who the bot is.</summary>
    public static BotIdentity Identity { get; } = new("bot-1", "user-1", "Dip", "paper", "main");

    /// <summary>The configuration of the worked example: leverage 10, 2 000 allocated, a webhook, generous trade rates.</summary>
    public static BotConfig DefaultConfig { get; } = new()
    {
        Trading = new TradingConfig { Symbol = Some.InstrumentId, Leverage = 10m, Timeframe = CandleInterval.FifteenMinutes },
        Budget = new BudgetConfig { AllocatedAmount = new Money(2_000m) },
        Risk = new RiskConfig { MaxTradesPerMinute = 60, MaxTradesPerHour = 600, MaxTradesPerDay = 1_000 },
        Notifications = new NotificationsConfig { WebhookUrl = new Uri("https://backend.example/hook") },
    };

    /// <summary>Who this bot is.</summary>
    public BotIdentity Me { get; }

    public BotConfig Config { get; }

    public Instrument Instrument { get; set; }

    public FakeVenue Venue { get; }

    public BotState State { get; private set; } = BotState.Empty;

    /// <summary>The journal.</summary>
    public IReadOnlyList<BotEvent> Events => _events;

    /// <summary>Refusals, oldest first.</summary>
    public IReadOnlyList<Denial> Denials => _denials;

    /// <summary>Asked of the venue, not there yet.</summary>
    public List<VenueCall> Calls { get; } = [];

    /// <summary>Told by the venue, not heard yet.</summary>
    public List<BotInput> News => Venue.Account.NewsOf(Me.BotId);

    /// <summary>ATR and recent high of the closed candles: the worked example's ATR, and a high that puts the entry at 89 500.</summary>
    public IndicatorView Indicators { get; set; } = new(325m, new Price(89_760m), StartedAt, 200);

    public bool IsReconciled { get; set; } = true;

    /// <summary>Whether each decision is taken twice and each fold is checked; on unless a test is about speed.</summary>
    public bool IsChecked { get; init; } = true;

    public IEnumerable<Trade> Trades => _events.OfType<BotEvent.PositionClosed>().Select(e => e.Trade);

    /// <summary>Whether no order's outcome is awaited.</summary>
    public bool IsAtRest => !State.HasWorkUnderWay;

    /// <summary>The only open position.</summary>
    public Position Position => State.OpenPositions.Single();

    /// <summary>What the bot sees now.</summary>
    public DecisionContext Context => new()
    {
        Now = Venue.Now,
        Sequence = _events.Count,
        Instrument = Instrument,
        Price = _price,
        Indicators = Indicators,
        Positions = _watch.With(_events.Count, State).View(Instrument),
        Budget = Budget.Of(_events.Count, State),
        IsReconciled = IsReconciled,
    };

    /// <summary>Starts the bot at the venue's price.</summary>
    public BotScenario Started()
    {
        Tell(new BotInput.Start(Me, Config));
        return Trade(Venue.Price.Value);
    }

    /// <summary>Trades at 89 500 and lets everything happen: one position with its resting stop.</summary>
    public BotScenario Holding()
    {
        Started().Trade(89_500m).Run();
        return this;
    }

    /// <summary>
    /// One input, one decision; its events are stored and their effects are put on their way. Events change the views, upon which the bot
    /// looks again, as it does in its actor.
    /// </summary>
    public Decision Tell(BotInput input)
    {
        var decision = TellOnce(input);
        var looked = decision;
        for (var i = 0; !looked.Events.IsEmpty && _price is not null; i++)
        {
            looked = i < 10 ? TellOnce(new BotInput.Observe()) : throw new InvalidOperationException("the bot does not come to rest");
        }

        return decision;
    }

    private Decision TellOnce(BotInput input)
    {
        var decision = Decide(input);
        if (IsChecked)
        {
            Check(input, decision);
        }

        foreach (var happened in decision.Events)
        {
            State = BotEvolution.Evolve(State, happened);
            _events.Add(happened);
            Follow(happened);
        }

        Calls.AddRange(decision.Resend.Select(id => new VenueCall.Submit(State.Orders[id].Request, Venue.Price)));
        Calls.AddRange(decision.Repeat.Select(Change));
        if (decision.Denial is { } denial)
        {
            _denials.Add(denial);
        }

        if (decision.NeedsReconciliation)
        {
            AskVenue();
        }

        _watch = _watch.With(_events.Count, State);
        return decision;
    }

    /// <summary>A trade at a price, which the bot sees at once.</summary>
    public BotScenario Trade(decimal price)
    {
        Venue.Trade(new Price(price));
        return See();
    }

    /// <summary>The bot sees the venue's price.</summary>
    public BotScenario See()
    {
        var price = Venue.Price;
        _runningHigh = Price.Max(_runningHigh, price);
        _price = new PriceView((_price?.Number ?? 0) + 1, price, _runningHigh, Venue.Now);
        _watch = _watch.At(_price.Number, price);
        Tell(new BotInput.Observe());
        return this;
    }

    /// <summary>What the bot would decide at a price, without anything happening.</summary>
    public Decision Peek(Price price)
    {
        var view = new PriceView((_price?.Number ?? 0) + 1, price, Price.Max(_runningHigh, price), Venue.Now);
        var positions = _watch.At(view.Number, price).With(_events.Count, State).View(Instrument);
        return BotDecider.Decide(State, new BotInput.Observe(), Context with { Price = view, Positions = positions });
    }

    /// <summary>Time passes.</summary>
    public BotScenario Wait(TimeSpan time)
    {
        Venue.Now += time;
        return this;
    }

    /// <summary>A candle closes: the running high starts anew.</summary>
    public BotScenario CloseCandle(decimal? atr = null, decimal? recentHigh = null)
    {
        _runningHigh = default;
        Indicators = Indicators with
        {
            Atr = atr ?? Indicators.Atr,
            RecentHighClosed = recentHigh is { } high ? new Price(high) : Indicators.RecentHighClosed,
        };
        return See();
    }

    /// <summary>Asks the venue about everything, as the timer does; one question at a time.</summary>
    public BotScenario AskVenue(AccountWish wish = AccountWish.None)
    {
        if (wish != AccountWish.None || (!Calls.OfType<VenueCall.Reconcile>().Any() && !News.OfType<BotInput.Reconciled>().Any()))
        {
            Calls.Add(new VenueCall.Reconcile([.. State.Orders.Keys], State.ReconcileFrom) { BotId = Me.BotId, Wish = wish });
        }

        return this;
    }

    public void DeliverCall(int index)
    {
        var call = Calls[index];
        Calls.RemoveAt(index);
        Venue.Receive(call, id => Calls.OfType<VenueCall.Submit>().Any(c => c.Request.ClientOrderId == id));
    }

    public void DeliverNews(int index, bool isKept = false)
    {
        var news = News[index];
        if (!isKept)
        {
            News.RemoveAt(index);
        }

        Tell(news);
    }

    /// <summary>Delivers everything in order until nothing is under way.</summary>
    public BotScenario Run()
    {
        for (var i = 0; i < MaxDeliveries; i++)
        {
            if (News.Count > 0)
            {
                DeliverNews(0);
            }
            else if (Calls.Count > 0)
            {
                DeliverCall(0);
            }
            else
            {
                return this;
            }
        }

        throw new InvalidOperationException($"the bot and its venue do not come to rest; last events: {string.Join("\n", _events.TakeLast(12))}");
    }

    /// <summary>Lets everything under way end: messages, timers, reconciliation, pauses; the price stays.</summary>
    public BotScenario Settle()
    {
        var calm = 0;
        for (var round = 0; round < 40 && calm < 3; round++)
        {
            var before = _events.Count;
            Run().Wait(TimeSpan.FromSeconds(3)).Tell(new BotInput.ProtectionDue());
            See().Run().AskVenue().Run();
            calm = _events.Count == before ? calm + 1 : 0;
        }

        return calm == 3 ? this : throw new InvalidOperationException($"no rest: {string.Join("\n", _events.TakeLast(24))}");
    }

    /// <summary>The process dies and the bot comes back: what it was about to hear is lost, what it was about to send is lost on request.</summary>
    public BotScenario Crash(bool losesCalls = true)
    {
        News.Clear();
        if (losesCalls)
        {
            Calls.Clear();
        }

        State = _events.Aggregate(BotState.Empty, BotEvolution.Evolve);
        _watch = PositionWatch.Empty.With(_events.Count, State);
        _watch = _price is { } price ? _watch.At(price.Number, price.Price) : _watch;
        IsReconciled = false;
        return AskVenue();
    }

    private Decision Decide(BotInput input)
    {
        IsReconciled |= input is BotInput.Reconciled;
        return BotDecider.Decide(State, input, Context);
    }

    private void Check(BotInput input, Decision decision)
    {
        if (decision.Events.IsEmpty)
        {
            return;
        }

        if (StateText.Of(BotDecider.Decide(State, input, Context).Events) != StateText.Of(decision.Events))
        {
            throw new InvalidOperationException($"the same input gave other events: {input}");
        }

        if (StateText.Of(decision.Events.Aggregate(State, BotEvolution.Evolve)) != StateText.Of(decision.After))
        {
            throw new InvalidOperationException($"the fold differs from the decision after {input}");
        }
    }

    private VenueCall Change(ClientOrderId id) => State.Orders[id] switch
    {
        { CancelIntended: true } => new VenueCall.Cancel(id),
        { MovingTo: { } trigger, MovingQuantity: { } quantity } => new VenueCall.Move(id, trigger, quantity),
        _ => throw new InvalidOperationException($"nothing to repeat for {id}"),
    };

    private void Follow(BotEvent happened)
    {
        switch (happened)
        {
            case BotEvent.OrderIntended e:
                Calls.Add(new VenueCall.Submit(e.Request, e.ReferencePrice));
                break;
            case BotEvent.ExitDecided e when State.Positions[e.Number].StopOrder is { } stop:
                Calls.Add(new VenueCall.Cancel(stop));
                break;
            case BotEvent.StopMoveIntended e:
                Calls.Add(new VenueCall.Move(e.Order, e.Trigger, e.Quantity));
                break;
        }
    }
}
