using ActorBots.Domain.Accounts;
using ActorBots.Domain.Bots;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Domain.Risk;
using ActorBots.Protocol.Bots;
using ActorBots.Protocol.Gateways;
using static ActorBots.Protocol.Tests.Serialization.EventSamples;

namespace ActorBots.Protocol.Tests.Serialization;

/// <summary>Samples of every message between actors.</summary>
internal static class MessageSamples
{
    private static readonly OrderReport FullReport = new()
    {
        ClientOrderId = Stop,
        VenueOrderId = "v-2",
        Instrument = Btc,
        Side = OrderSide.Sell,
        Status = OrderStatus.PartiallyFilled,
        Quantity = new Quantity(0.011m),
        FilledQuantity = new Quantity(0.004m),
        AveragePrice = new Price(89012.4m),
        TriggerPrice = new Price(89012.5m),
        ReduceOnly = true,
        Reason = "EC_PerCancelRequest",
        UpdatedAt = At,
    };

    private static readonly OrderReport LeastReport = new()
    {
        VenueOrderId = "v-3",
        Instrument = Btc,
        Side = OrderSide.Buy,
        Status = OrderStatus.New,
        Quantity = new Quantity(1m),
        FilledQuantity = Quantity.Zero,
        UpdatedAt = At,
    };

    private static readonly Instrument Instrument = new()
    {
        Id = Btc,
        TickSize = 0.10m,
        QuantityStep = 0.001m,
        MinQuantity = new Quantity(0.002m),
        MaxMarketQuantity = new Quantity(500m),
        MinNotional = new Money(5m),
        MaxLeverage = 100.00m,
    };

    private static readonly FundingShare Funding = new("fund-1", new Money(-0.0123m), At);

    private static readonly BotReply LeastReply = new()
    {
        BotId = "bot-1",
        Symbol = "",
        Status = "NEW",
        DesiredStatus = "NONE",
        OpenPositions = 0,
        OpenQuantity = Quantity.Zero,
        PositionsWithoutStop = 0,
        RealizedPnl = Money.Zero,
        UnrealizedPnl = Money.Zero,
        OpenCosts = Money.Zero,
        OpenEntryCost = Money.Zero,
        Trades = 0,
        Orders = 0,
        OutboxLength = 0,
        Notifications = 0,
        UnprotectedMsMax = 0,
        LastError = "",
    };

    private static readonly BotReply FullReply = new()
    {
        BotId = "bot-1",
        Symbol = "BTCUSDT",
        Status = "RUNNING",
        DesiredStatus = "PAUSED",
        Price = new Price(89500.10m),
        Atr = 325.123456789m,
        OpenPositions = 1,
        OpenQuantity = new Quantity(0.011m),
        PositionsWithoutStop = 2,
        RealizedPnl = new Money(-1.5m),
        UnrealizedPnl = new Money(2.5m),
        OpenCosts = new Money(0.5m),
        OpenEntryCost = new Money(984.5m),
        Trades = 3,
        Orders = 5_000_000_000,
        OutboxLength = 4,
        Notifications = 5_000_000_001,
        UnprotectedMsMax = 5_000_000_002,
        LastError = "CODE: sentence",
    };

    private static readonly BotClaim Claim = new()
    {
        BotId = "bot-1",
        Instrument = Btc,
        Open = new Quantity(0.0110m),
        Dust = new Quantity(0.0002m),
        OpenCost = new Money(984.50m),
        Allocated = new Money(2000m),
        Orders = [Stop, Entry],
        IsAtRest = true,
    };

    private static readonly LiveOrder TracedStop = new(Stop, false, At)
    {
        Quantity = new Quantity(0.0110m),
        TriggerPrice = new Price(89012.50m),
        VenueOrderId = "1904857263",
    };

    private static readonly LiveOrder TracedEntry = new(Entry, true, At) { Quantity = new Quantity(0.011m) };

    public static IReadOnlyList<Sample> All { get; } = [.. Commands(), .. Replies(), .. Tells(), .. News(), .. AccountCommands()];

    private static IEnumerable<Sample> Commands() =>
    [
        new("plain", new BotCommand.StartBot("bot-1")),
        new("keep", new BotCommand.StopBot("bot-1", StopMode.Keep)),
        new("close", new BotCommand.StopBot("bot-1", StopMode.Close)),
        new("plain", new BotCommand.PauseBot("bot-1")),
        new("plain", new BotCommand.ResumeBot("bot-1")),
        new("plain", new BotCommand.ReloadConfig("bot-1")),
        new("all", new BotCommand.ClosePosition("bot-1", null)),
        new("one", new BotCommand.ClosePosition("bot-1", "bot-1-p000041")),
        new("plain", new BotCommand.AdoptPosition("bot-1")),
        new("plain", new BotCommand.CancelForeignOrders("bot-1")),
        new("plain", new GetBot("bot-1")),
    ];

    private static IEnumerable<Sample> Replies() =>
    [
        new("plain", new CommandReply.Accepted("bot-1", "RUNNING")),
        new("fields", new CommandReply.Refused(
            "bot-1", "CONFIG_INVALID", "2 problems", [new FieldProblem("config.atr.period", "0; 1 to 100"), new FieldProblem("a", "")])),
        new("none", new CommandReply.Refused("bot-1", "BOT_UNKNOWN", "no such bot", [])),
        new("least", LeastReply),
        new("full", FullReply),
    ];

    private static IEnumerable<Sample> Tells() =>
    [
        Tell("acknowledged", new BotInput.Acknowledged(Entry, "v-1")),
        Tell("refused", new BotInput.Refused(Stop, OrderRefusal.TriggerThroughPrice, "110092", "expect Rising")),
        Tell("reported-full", new BotInput.Reported(FullReport)),
        Tell("reported-least", new BotInput.Reported(LeastReport)),
        Tell("filled", new BotInput.Filled(EntryFill)),
        Tell("filled-outside", new BotInput.FilledOutside(LiquidationFill)),
        Tell("funded", new BotInput.Funded(Funding)),
        Tell("stop-moved", new BotInput.StopMoved(Stop, new Price(89600.1m))),
        Tell("stop-move-refused", new BotInput.StopMoveRefused(Stop, OrderRefusal.NeverArrived, "110001", "order not exists")),
        Tell("reconciled-empty", new BotInput.Reconciled(new VenueSnapshot())),
        Tell("reconciled-full", new BotInput.Reconciled(new VenueSnapshot
        {
            Orders = [FullReport, LeastReport],
            Missing = [Entry, Exit],
            Fills = [EntryFill],
            ForeignFills = [LiquidationFill],
            Funding = [Funding],
            NetQuantity = -0.011m,
            IsShared = true,
        })),
        Tell("reconciled-standing", new BotInput.Reconciled(new VenueSnapshot
        {
            OthersQuantity = new Quantity(0.0030m),
            Standing = new AccountStanding([Mismatch, ShortMismatch], [Btc]),
            Shortfall = new AccountShortfall(new Quantity(0.011m), new Quantity(0.0010m)),
            NeedsAnotherLook = true,
            Answered = AccountWish.CancelForeignOrders,
            CancelledOrders = 2,
        })),
        Tell("reconciled-offer", new BotInput.Reconciled(new VenueSnapshot
        {
            Standing = new AccountStanding([], []),
            Answered = AccountWish.AdoptPosition,
            Adoption = new AdoptionOffer(new Quantity(0.0060m), new Money(537.12345678m)),
        })),
    ];

    private static IEnumerable<Sample> News() =>
    [
        new("granted", new AccountNews.BudgetDecided("bot-1", new Money(2000.00m), BudgetAnswer.Granted)),
        new("exceeded", new AccountNews.BudgetDecided("bot-1", new Money(2000m), new BudgetAnswer(BudgetVerdict.Exceeded, "too much"))),
        new("unknown", new AccountNews.BudgetDecided("bot-1", new Money(2000m), new BudgetAnswer(BudgetVerdict.Unknown, "no answer"))),
        new("trading", new AccountNews.Attached("bot-1", Instrument)),
        new("halted", new AccountNews.Attached("bot-1", Instrument with { IsTrading = false })),
        new("final", new AccountNews.NotAttached("bot-1", "LEVERAGE_TOO_HIGH", "leverage 125, at most 100", true)),
        new("later", new AccountNews.NotAttached("bot-1", "VENUE_DOWN", "no answer", false)),
        new("plain", new AccountNews.Interrupted("bot-1")),
        new("plain", new AccountNews.ReconciliationFailed("bot-1", "time-out")),
    ];

    private static IEnumerable<Sample> AccountCommands() =>
    [
        new("plain", new AccountCommand.Attach("bybit.main", "bot-1", Btc, 12.5m, new Quantity(0.011m))),
        new("plain", new AccountCommand.Detach("bybit.main", "bot-1")),
        new("plain", new AccountCommand.ReportHolding("bybit.main", "bot-1", Btc, Quantity.Zero)),
        new("entry", new AccountCommand.Submit("bybit.main", "bot-1", RiskGate.FromWire(EntryRequest))),
        new("stop", new AccountCommand.Submit("bybit.main", "bot-1", RiskGate.FromWire(StopRequest))),
        new("plain", new AccountCommand.Cancel("bybit.main", "bot-1", Btc, Stop)),
        new("plain", new AccountCommand.MoveStop("bybit.main", "bot-1", Btc, Stop, new Price(89600.1m), new Quantity(0.011m))),
        new("plain", new AccountCommand.Resolve("bybit.main", "bot-1", Btc, new LiveOrder(Entry, true, At))),
        new("full", new AccountCommand.Reconcile(
            "bybit.main", "bot-1", Btc, [new LiveOrder(Entry, true, At), new LiveOrder(Stop, false, At)], At, new Quantity(0.011m))),
        new("first", new AccountCommand.Reconcile("bybit.main", "bot-1", Btc, [], null, Quantity.Zero)),
        new("traced", new AccountCommand.Attach("bybit.main", "bot-1", Btc, 12.5m, new Quantity(0.011m)) { Orders = [TracedStop, TracedEntry] }),
        new("traced", new AccountCommand.Cancel("bybit.main", "bot-1", Btc, Stop) { Live = TracedStop }),
        new("traced", new AccountCommand.MoveStop("bybit.main", "bot-1", Btc, Stop, new Price(89600.1m), new Quantity(0.011m)) { Live = TracedStop }),
        new("claimed", new AccountCommand.Attach("bybit.main", "bot-1", Btc, 12.5m, new Quantity(0.011m)) { Claim = Claim }),
        new("claimed", new AccountCommand.ReportHolding("bybit.main", "bot-1", Btc, new Quantity(0.011m)) { Claim = Claim }),
        new("adopting", new AccountCommand.Reconcile("bybit.main", "bot-1", Btc, [], null, Quantity.Zero)
        {
            Claim = new BotClaim { BotId = "bot-1", Instrument = Btc }, Wish = AccountWish.AdoptPosition,
        }),
        new("cancelling", new AccountCommand.Reconcile("bybit.main", "bot-1", Btc, [], null, Quantity.Zero) { Wish = AccountWish.CancelForeignOrders }),
        new("plain", new AccountCommand.RequestBudget("bybit.main", "bot-1", new Money(2000.00m))),
        new("traced", new AccountCommand.Resolve("bybit.main", "bot-1", Btc, TracedEntry)),
    ];

    private static Sample Tell(string name, BotInput input) => new(name, new TellBot("bot-1", input));
}
