using System.Collections.Immutable;
using ActorBots.Domain.Accounts;
using ActorBots.Domain.Bots;
using ActorBots.Domain.Bots.Config;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.MarketData;
using ActorBots.Domain.Orders;
using ActorBots.Domain.Positions;

namespace ActorBots.Protocol.Tests.Serialization;

/// <summary>Samples of every event, and the parts that other samples share.</summary>
internal static class EventSamples
{
    public static readonly DateTimeOffset At = new DateTimeOffset(2026, 3, 14, 15, 9, 26, 535, TimeSpan.Zero).AddTicks(8979);

    public static readonly InstrumentId Btc = new("BTCUSDT");

    public static readonly ClientOrderId Entry = ClientOrderId.For("bot-1", 41, OrderPurpose.Entry);

    public static readonly ClientOrderId Stop = ClientOrderId.For("bot-1", 42, OrderPurpose.ProtectiveStop);

    public static readonly ClientOrderId Exit = ClientOrderId.For("bot-1", 43, OrderPurpose.Exit);

    public static readonly BotIdentity Identity = new("bot-1", "user-7", "Dip — Köln", "bybit", "main");

    public static readonly OrderRequest EntryRequest = new()
    {
        ClientOrderId = Entry,
        Instrument = Btc,
        Side = OrderSide.Buy,
        Purpose = OrderPurpose.Entry,
        Quantity = new Quantity(0.0110m),
    };

    public static readonly OrderRequest StopRequest = new()
    {
        ClientOrderId = Stop,
        Instrument = Btc,
        Side = OrderSide.Sell,
        Purpose = OrderPurpose.ProtectiveStop,
        Quantity = new Quantity(0.011m),
        TriggerPrice = new Price(89012.50m),
    };

    public static readonly Fill EntryFill = new()
    {
        FillId = "f-1",
        ClientOrderId = Entry,
        VenueOrderId = "v-1",
        Instrument = Btc,
        Side = OrderSide.Buy,
        Price = new Price(89500.0m),
        Quantity = new Quantity(0.011m),
        Fee = new Money(0.5414750m),
        At = At,
    };

    public static readonly Fill LiquidationFill = EntryFill with
    {
        FillId = "f-2",
        ClientOrderId = null,
        VenueOrderId = "v-liq",
        Side = OrderSide.Sell,
        Fee = new Money(-0.01m),
        Kind = FillKind.Liquidation,
    };

    public static readonly BotConfig LeastConfig = new()
    {
        Trading = new TradingConfig { Symbol = Btc, Leverage = 10m },
        Budget = new BudgetConfig { AllocatedAmount = new Money(2000m) },
    };

    public static readonly BotConfig FullConfig = new()
    {
        Trading = new TradingConfig { Symbol = new InstrumentId("ETHUSDT"), Leverage = 12.5m, Timeframe = CandleInterval.OneHour, Strategy = "other" },
        Atr = new AtrConfig
        {
            Period = 14,
            EntryMultiplier = 0.90m,
            TargetMultiplier = 1.1m,
            StopMultiplier = 1.6m,
            RecentHighLookback = 30,
        },
        Sizing = new SizingConfig { Steps = [new(0.5m, 0.010m), new(1.25m, 0.2m)], HighVolatilityRate = 0.04m, HighVolatilityFactor = 0.6m },
        Budget = new BudgetConfig { AllocatedAmount = new Money(123456789.12345678m), MaxPositionPercentage = 0.75m },
        Risk = new RiskConfig
        {
            MaxTradesPerMinute = 3,
            MaxTradesPerHour = 30,
            MaxTradesPerDay = 300,
            MaxConcurrentPositions = 4,
            MaxLoss = new Money(50.5m),
        },
        Trailing = new TrailingConfig { Enabled = true, ActivationMultiplier = 1.2m, CallbackMultiplier = 0.4m, StepMultiplier = 0.2m },
        Notifications = new NotificationsConfig
        {
            WebhookUrl = new Uri("https://backend.example/hooks?bot=1"),
            WebhookSecret = "hooks/bot-1",
            Events = ["POSITION_OPENED", "POSITION_CLOSED"],
        },
    };

    public static readonly AccountMismatch Mismatch = new()
    {
        Instrument = Btc,
        NetQuantity = 0.0170m,
        BotsQuantity = new Quantity(0.011m),
        Excess = new Quantity(0.006m),
        ForeignOrders = ["190", "v-7"],
    };

    public static readonly AccountMismatch ShortMismatch = new()
    {
        Instrument = new InstrumentId("ETHUSDT"),
        NetQuantity = -0.5m,
        Shortage = new Quantity(1m),
        Short = new Quantity(0.50m),
        BotsQuantity = new Quantity(1m),
    };

    public static readonly Trade Trade = new()
    {
        Number = 41,
        Quantity = new Quantity(0.011m),
        EntryPrice = new Price(89500m),
        ExitPrice = new Price(89825.3333333333333333333333m),
        Fees = new Money(1.08m),
        Funding = new Money(-0.02m),
        Pnl = new Money(2.475m),
        Reason = ExitReason.Target,
        OpenedAt = At,
        ClosedAt = At.AddHours(2),
    };

    public static IReadOnlyList<Sample> All { get; } = [.. Lifecycle(), .. Orders(), .. Positions()];

    private static IEnumerable<Sample> Lifecycle() =>
    [
        new("full", new BotEvent.Registered(Identity, FullConfig) { At = At }),
        new("least", new BotEvent.Registered(new BotIdentity("b", "", "", "paper", ""), LeastConfig) { At = At }),
        new("least", new BotEvent.ConfigReloaded(LeastConfig) { At = At }),
        new("full", new BotEvent.ConfigReloaded(FullConfig) { At = DateTimeOffset.MinValue }),
        new("plain", new BotEvent.Started { At = At }),
        new("plain", new BotEvent.Paused { At = At }),
        new("plain", new BotEvent.Resumed { At = DateTimeOffset.MaxValue.ToUniversalTime() }),
        new("keep", new BotEvent.StopRequested(StopMode.Keep, ExitReason.BotStopped) { At = At }),
        new("close", new BotEvent.StopRequested(StopMode.Close, ExitReason.BotStopLoss) { At = At }),
        new("plain", new BotEvent.Stopped { At = At }),
        new("halts", new BotEvent.ErrorRaised("ACCOUNT_FOREIGN_ORDER", "Somebody else's order: \"x\"\n", true) { At = At }),
        new("empty", new BotEvent.ErrorRaised("", "", false) { At = At }),
        new("stale", new BotEvent.DegradedChanged(true, "no tick for 30 s") { At = At }),
        new("fresh", new BotEvent.DegradedChanged(false, "") { At = At }),
        new("plain", new BotEvent.NotificationsSettled(17) { At = At }),
        new("awaits", new BotEvent.Started { At = At, AwaitsBudget = true }),
        new("awaits", new BotEvent.Resumed { At = At, AwaitsBudget = true }),
        new("plain", new BotEvent.BudgetGranted(new Money(2000.00m)) { At = At }),
        new("full", new BotEvent.AccountMismatched(Mismatch) { At = At }),
        new("short", new BotEvent.AccountMismatched(ShortMismatch) { At = At }),
        new("plain", new BotEvent.AccountMatched { At = At }),
    ];

    private static IEnumerable<Sample> Orders() =>
    [
        new("entry", new BotEvent.OrderIntended
        {
            At = At,
            IntentNumber = 41,
            Request = EntryRequest,
            PositionNumber = 41,
            ReservedMargin = new Money(98.45m),
            Atr = 325.0000000000000000000000001m,
            ReferencePrice = new Price(89500m),
            RecentHigh = new Price(89900.0m),
        }),
        new("stop", new BotEvent.OrderIntended
        {
            At = At, IntentNumber = 42, Request = StopRequest, PositionNumber = 41, ReferencePrice = new Price(89499.9m),
        }),
        new("plain", new BotEvent.OrderAccepted(Entry, "1523347543495541248") { At = At }),
        new("plain", new BotEvent.OrderRejected(Exit, "110007", "ab not enough for new order") { At = At }),
        new("entry", new BotEvent.OrderFilled(Entry, EntryFill) { At = At }),
        new("liquidation", new BotEvent.OrderFilled(Stop, LiquidationFill) { At = At }),
        new("plain", new BotEvent.OrderEnded(Stop, OrderStatus.Cancelled, "CancelByUser") { At = At }),
        new("empty", new BotEvent.OrderEnded(Entry, OrderStatus.Filled, "") { At = At }),
        new("plain", new BotEvent.OrderEndReported(Entry, OrderStatus.Rejected, new Quantity(0.010m), "EC_NoImmediateQtyToFill") { At = At }),
        new("trailing", new BotEvent.StopMoveIntended(Stop, new Price(89600.1m), new Quantity(0.011m), true) { At = At }),
        new("resized", new BotEvent.StopMoveIntended(Stop, new Price(89012.5m), new Quantity(0.005m), false) { At = At }),
        new("moved", new BotEvent.StopMoveEnded(Stop, true) { At = At }),
        new("refused", new BotEvent.StopMoveEnded(Stop, false) { At = At }),
    ];

    private static IEnumerable<Sample> Positions() =>
    [
        new("plain", Opened(41, Entry)),
        new("other", Opened(1, ClientOrderId.For("b", 1, OrderPurpose.Entry)) with
        {
            Instrument = new InstrumentId("ETHUSDT"), Quantity = new Quantity(2m), EntryPrice = new Price(3000.3333333333333333333333333m),
        }),
        new("plain", new BotEvent.PositionDoubted(41, "the stop vanished") { At = At }),
        new("plain", new BotEvent.PositionConfirmed(41) { At = At }),
        new("plain", new BotEvent.ExitDecided(41, ExitReason.TrailingStop, new Price(89600m)) { At = At }),
        new("plain", new BotEvent.ExitGivenUp(41, "10006", "Too many visits") { At = At }),
        new("plain", new BotEvent.ReducedOutside(
            41, "f-9", new Price(88000m), new Quantity(0.001m), new Money(0.0484m), ExitReason.External) { At = At }),
        new("adl", new BotEvent.ReducedOutside(
            41, "f-10", new Price(88000m), new Quantity(0.001m), new Money(0m), ExitReason.AutoDeleveraging) { At = At }),
        new("shares", new BotEvent.FundingBooked(
            "fund-1", ImmutableSortedDictionary<long, Money>.Empty.Add(0, new Money(-0.00m)).Add(41, new Money(-0.0123m))) { At = At }),
        new("none", new BotEvent.FundingBooked("fund-2", ImmutableSortedDictionary<long, Money>.Empty) { At = At }),
        new("plain", new BotEvent.PositionClosed(Trade) { At = At }),
        new("adopted", new BotEvent.PositionClosed(Trade with { IsAdopted = true }) { At = At }),
        new("plain", new BotEvent.PositionAdopted
        {
            At = At,
            Number = 44,
            Quantity = new Quantity(0.0060m),
            Cost = new Money(537.12345678m),
            Atr = 325.0000000000000000000000001m,
            Price = new Price(89600.10m),
            RecentHigh = new Price(89900m),
        }),
    ];

    private static BotEvent.PositionOpened Opened(long number, ClientOrderId entry) =>
        new(number, new Price(89825m), new Price(89012.5m))
        {
            At = At,
            Instrument = Btc,
            Quantity = new Quantity(0.0110m),
            EntryPrice = new Price(89500.00m),
            EntryOrder = entry,
        };
}
