using ActorBots.Actors.Bots;
using ActorBots.Actors.MarketData;
using ActorBots.Actors.Tests.Journals;
using ActorBots.Domain.Accounts;
using ActorBots.Domain.Bots;
using ActorBots.Domain.Bots.Config;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.MarketData;
using ActorBots.Domain.Orders;
using ActorBots.Ports.Storage;
using ActorBots.Protocol.Bots;
using ActorBots.Protocol.Gateways;
using ActorBots.Storage.Memory;
using ActorBots.Testing;
using ActorBots.Testing.Bots;
using Akka.Actor;
using Akka.TestKit;

namespace ActorBots.Actors.Tests.Bots;

/// <summary>One bot with real children; its account, hub, notifier and status writer are the test.</summary>
public abstract class BotSpecs : ActorSpecs
{
    protected const string BotId = "bot-1";
    protected const decimal EntryPrice = 89_500m;

    /// <summary>200 candles whose true range is 325 and whose high puts the entry at 89 500.</summary>
    private static readonly Candle[] Candles =
    [
        .. Enumerable.Range(0, 200).Select(i => new Candle(
            BotScenario.StartedAt.AddMinutes(15 * (i - 200)), new Price(89_600m), new Price(89_760m), new Price(89_435m), new Price(89_600m), new Quantity(1m))),
    ];

    private readonly List<Fill> _fills = [];
    private IActorRef _hubSubscriber = ActorRefs.Nobody;
    private long _nextFill = 1;

    protected BotSpecs()
    {
        Parent = CreateTestProbe("parent");
        Accounts = CreateTestProbe("accounts");
        Accounts.SetAutoPilot(new DelegateAutoPilot(AnswerBudget));
        Notifier = CreateTestProbe("notifier");
        Status = CreateTestProbe("status");
        Venues = CreateTestProbe("venues");
        Hub = CreateTestProbe("hub");
        Backend = CreateTestProbe("backend");
        Journal = JournalScript.Of(Sys);
    }

    private protected JournalScript Journal { get; }

    protected TestProbe Parent { get; }

    protected TestProbe Accounts { get; }

    /// <summary>What the account says of budgets; nothing when it does not answer.</summary>
    protected BudgetAnswer? BudgetAnswer { get; set; } = BudgetAnswer.Granted;

    protected TestProbe Notifier { get; }

    protected TestProbe Status { get; }

    protected TestProbe Venues { get; }

    protected TestProbe Hub { get; }

    protected TestProbe Backend { get; }

    protected MemoryStore Store { get; } = new();

    protected IActorRef Bot { get; private set; } = ActorRefs.Nobody;

    /// <summary>The hub's subscriber: the bot's market-data child.</summary>
    protected IActorRef Subscriber => _hubSubscriber;

    protected virtual BotSettings Settings { get; } = new() { IdleTimeout = TimeSpan.FromHours(1), ReconcileInterval = TimeSpan.FromHours(1) };

    protected static BotConfig Config { get; } = BotScenario.DefaultConfig;

    protected IEnumerable<BotEvent> Events => Journal.Events.Cast<BotEvent>();

    /// <summary>Stores the bot's document.</summary>
    protected Task PutAsync(string? configJson = null) => Store.Bots.PutAsync(
        new BotDocument
        {
            BotId = BotId,
            UserId = "user-1",
            Name = "Dip",
            Exchange = "paper",
            Account = "main",
            ConfigJson = configJson ?? BotConfigWriter.Write(Config),
            CreatedAt = Time.GetUtcNow(),
        },
        CancellationToken.None);

    /// <summary>Makes the actor, as a shard does.</summary>
    protected void Create(IBotCatalog? catalog = null)
    {
        var services = new BotServices
        {
            Catalog = catalog ?? Store.Bots,
            VenueGateways = Venues,
            Accounts = Accounts,
            Notifier = Notifier,
            StatusWriter = Status,
            Settings = Settings,
            Time = Time,
        };
        Bot = Parent.ChildActorOf(BotActor.Create(BotId, services), BotId);
    }

    /// <summary>The process dies and the shard starts the bot again.</summary>
    protected void Restart()
    {
        var watcher = CreateTestProbe();
        watcher.Watch(Bot);
        Sys.Stop(Bot);
        watcher.ExpectTerminated(Bot, Patience);
        Create();
    }

    /// <summary>From now on the test hears of the bot's end.</summary>
    protected void WatchBot() => Parent.Watch(Bot);

    /// <summary>The bot ends.</summary>
    protected void ExpectEnd() => Parent.ExpectTerminated(Bot, Patience);

    protected T Ask<T>(IBotMessage command)
        where T : class
    {
        Bot.Tell(OverTheWire(command), Backend);
        return Next<T>(Backend);
    }

    /// <summary>The bot is started by the backend and its account answers.</summary>
    protected async Task StartAsync()
    {
        await PutAsync();
        Create();
        Ask<CommandReply.Accepted>(new BotCommand.StartBot(BotId));
        Attach();
    }

    /// <summary>The account is ready, the venue knows nothing, candles and a price above the entry are there.</summary>
    protected void Attach(VenueSnapshot? snapshot = null)
    {
        Next<AccountCommand.Attach>(Accounts);
        Bot.Tell(OverTheWire(new AccountNews.Attached(BotId, Some.Instrument())));
        Join();
        Next<AccountCommand.Reconcile>(Accounts);
        Hear(new BotInput.Reconciled(snapshot ?? new VenueSnapshot()));
    }

    /// <summary>The hub takes the bot's market-data child in.</summary>
    protected void Join(bool isStale = false)
    {
        var wish = Next<MarketDataProtocol.ForVenue>(Venues, m => m.Message is MarketDataProtocol.Join);
        Assert.Equal(("paper", Some.InstrumentId), (wish.Venue, ((MarketDataProtocol.Join)wish.Message).Instrument));
        _hubSubscriber = Venues.LastSender;
        _hubSubscriber.Tell(new MarketDataProtocol.Joined(Hub, Candles, isStale), Hub);
    }

    /// <summary>The venue tells the bot something.</summary>
    protected void Hear(BotInput news) => Bot.Tell(OverTheWire(new TellBot(BotId, news)));

    /// <summary>A price reaches the bot.</summary>
    protected void Trade(decimal price) =>
        _hubSubscriber.Tell(new MarketDataProtocol.PriceArrived(new Price(price), Time.GetUtcNow()), Hub);

    /// <summary>A price that asks for an entry; returns what is sent.</summary>
    protected OrderRequest Enter()
    {
        Trade(EntryPrice);
        return NextSubmit();
    }

    /// <summary>The next order that leaves the bot.</summary>
    protected OrderRequest NextSubmit() => Next<AccountCommand.Submit>(Accounts).Order.Value;

    /// <summary>An order is acknowledged and filled whole.</summary>
    protected void Fill(OrderRequest order, decimal price)
    {
        var fill = FillOf(order, price);
        Hear(new BotInput.Acknowledged(order.ClientOrderId, fill.VenueOrderId));
        Hear(new BotInput.Filled(fill));
    }

    /// <summary>A position with its stop at the venue; returns the stop.</summary>
    protected OrderRequest Hold()
    {
        Fill(Enter(), EntryPrice);
        var stop = NextSubmit();
        Hear(new BotInput.Acknowledged(stop.ClientOrderId, "venue-stop"));
        return stop;
    }

    /// <summary>The bot's own account of itself.</summary>
    protected BotReply Look() => Ask<BotReply>(new GetBot(BotId));

    private AutoPilot AnswerBudget(IActorRef bot, object message)
    {
        if (message is AccountCommand.RequestBudget request && BudgetAnswer is { } answer)
        {
            bot.Tell(OverTheWire(new AccountNews.BudgetDecided(request.BotId, request.Amount, answer)));
        }

        return AutoPilot.KeepRunning;
    }

    protected Fill FillOf(OrderRequest order, decimal price)
    {
        var fill = new Fill
        {
            FillId = $"fill-{_nextFill++}",
            ClientOrderId = order.ClientOrderId,
            VenueOrderId = $"venue-{order.ClientOrderId.Value}",
            Instrument = order.Instrument,
            Side = order.Side,
            Price = new Price(price),
            Quantity = order.Quantity,
            Fee = new Money(0.5m),
            At = Time.GetUtcNow(),
        };
        _fills.Add(fill);
        return fill;
    }
}
