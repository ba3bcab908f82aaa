using System.Collections.Immutable;
using ActorBots.Domain.Bots;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Domain.Performance;
using ActorBots.Domain.Positions;
using ActorBots.Domain.Risk;
using static ActorBots.Protocol.Tests.Serialization.EventSamples;

namespace ActorBots.Protocol.Tests.Serialization;

/// <summary>Samples of snapshots: a bot of which nothing is known, and one with everything at once.</summary>
internal static class StateSamples
{
    public static readonly BotState Full = BotState.Empty with
    {
        Identity = Identity,
        Config = FullConfig,
        Desired = DesiredStatus.Running,
        Stopping = StopMode.Close,
        StopCause = ExitReason.BotStopLoss,
        IsStopped = true,
        IsDegraded = true,
        IsHalted = true,
        LastError = "CODE: sentence",
        NextIntent = 44,
        Orders = BotState.Empty.Orders.Add(Stop, StopOrder()).Add(Entry, EntryOrder()),
        Positions = BotState.Empty.Positions.Add(41, FullPosition()).Add(5, LeastPosition()),
        EntryTimes = TradeRateWindow.Of([At, At.AddSeconds(-61), At.AddSeconds(-61)]),
        Statistics = new TradeStatistics
        {
            TradesTotal = 7,
            Day = new DateOnly(2026, 3, 14),
            TradesOnDay = 2,
            Wins = 4,
            Losses = 3,
            RealizedPnl = new Money(12.340m),
            PeakPnl = new Money(20m),
            MaxDrawdown = new Money(7.66m),
        },
        LossBaseline = new Money(-3.5m),
        UnattributedFunding = new Money(-0.001m),
        LastEntryPrice = new Price(89500m),
        RecentHighAtLastEntry = new Price(89900m),
        BookedUntil = At,
        BookedIds = ["z", "a", "fund-1"],
        Outbox = [new OutboxEntry(3, BusinessEvents.BotStarted, At, """{"type":"BOT_STARTED"}"""), new OutboxEntry(4, "X", At, "{}")],
        NextNotification = 5,
        Dust = new Quantity(0.00070m),
        HoldingSince = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
    };

    /// <summary>What the account's state of affairs adds.</summary>
    public static readonly BotState Mismatched = Full with
    {
        IsBudgetOpen = true,
        Mismatch = Mismatch,
        Positions = BotState.Empty.Positions.Add(5, LeastPosition() with { AdoptionPrice = new Price(89600.10m) }),
    };

    public static IReadOnlyList<Sample> All { get; } = [new("empty", BotState.Empty), new("full", Full), new("mismatched", Mismatched)];

    private static BotOrder EntryOrder() => new()
    {
        Request = EntryRequest,
        PositionNumber = 41,
        Phase = OrderPhase.Working,
        VenueOrderId = "v-1",
        Filled = new Quantity(0.005m),
        FillIds = ImmutableSortedSet.Create(StringComparer.Ordinal, "b", "B", "a"),
        ReservedMargin = new Money(98.45m),
        CancelIntended = true,
        MovingTo = new Price(1m),
        MovingQuantity = new Quantity(0.004m),
        MoveNotBefore = At.AddSeconds(7),
        ReportedEnd = OrderStatus.Cancelled,
        ReportedFilled = new Quantity(0.006m),
        IntendedAt = At,
    };

    private static BotOrder StopOrder() => new() { Request = StopRequest, PositionNumber = 41, IntendedAt = At };

    private static Position LeastPosition() => new()
    {
        Number = 5,
        EntryOrder = ClientOrderId.For("bot-1", 5, OrderPurpose.Entry),
        AtrAtEntry = 1m,
        RecentHighAtEntry = new Price(2m),
    };

    private static Position FullPosition() => new()
    {
        Number = 41,
        EntryOrder = Entry,
        AtrAtEntry = 325.10m,
        RecentHighAtEntry = new Price(89900m),
        EntryQuantity = new Quantity(0.011m),
        EntryCost = new Money(984.5m),
        EntryFees = new Money(0.5m),
        ExitQuantity = new Quantity(0.001m),
        ExitProceeds = new Money(89.8m),
        ExitFees = new Money(0.04m),
        Funding = new Money(-0.02m),
        OpenedAt = At,
        Target = new Price(89825m),
        Stop = new Price(89012.5m),
        IsTrailed = true,
        StopOrder = Stop,
        ExitOrder = Exit,
        Closing = ExitReason.Manual,
        ClosedOutside = ExitReason.Liquidation,
        LastExit = OrderPurpose.ProtectiveStop,
        IsDoubted = true,
        ExitNotBefore = At.AddSeconds(5),
        LastExitAt = At.AddSeconds(-1),
        StopNotBefore = At.AddSeconds(6),
    };
}
