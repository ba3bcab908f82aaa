using System.Collections.Immutable;
using ActorBots.Domain.Accounts;
using ActorBots.Domain.Bots.Config;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Domain.Performance;
using ActorBots.Domain.Positions;
using ActorBots.Domain.Risk;

namespace ActorBots.Domain.Bots;

/// <summary>Everything that a bot knows for sure. Follows from its events alone.</summary>
public sealed record BotState
{
    /// <summary>How many booked ids are remembered to drop repeats of fills and funding.</summary>
    public const int RememberedIds = 500;

    /// <summary>How far a reconciliation reaches back behind the newest booking.</summary>
    public static readonly TimeSpan ReconcileOverlap = TimeSpan.FromMinutes(15);

    /// <summary>Orders the client order ids by text, which is by intent number within a bot. Stands first, because <see cref="Empty"/> is made with it.</summary>
    public static IComparer<ClientOrderId> ByValue { get; } =
        Comparer<ClientOrderId>.Create((left, right) => string.CompareOrdinal(left.Value, right.Value));

    /// <summary>A bot of which nothing is known.</summary>
    public static BotState Empty { get; } = new();

    /// <summary>Who the bot is; absent before it was registered.</summary>
    public BotIdentity? Identity { get; init; }

    /// <summary>Its configuration; absent before it was registered.</summary>
    public BotConfig? Config { get; init; }

    /// <summary>What the backend asked for last.</summary>
    public DesiredStatus Desired { get; init; }

    /// <summary>A stop that is under way or done: what happens to open positions.</summary>
    public StopMode? Stopping { get; init; }

    /// <summary>The exit reason of positions closed for the stop.</summary>
    public ExitReason StopCause { get; init; } = ExitReason.BotStopped;

    /// <summary>Whether the stop is done.</summary>
    public bool IsStopped { get; init; }

    /// <summary>Whether market data is stale.</summary>
    public bool IsDegraded { get; init; }

    /// <summary>Whether an error halts the bot.</summary>
    public bool IsHalted { get; init; }

    /// <summary>Whether the bot began before its account's balance was known; it makes no entry until its budget is granted.</summary>
    public bool IsBudgetOpen { get; init; }

    /// <summary>How the account differs from the sum over its bots; absent when both agree. No entries while it lasts.</summary>
    public AccountMismatch? Mismatch { get; init; }

    /// <summary>The last error for people; empty when there is none.</summary>
    public string LastError { get; init; } = string.Empty;

    /// <summary>The number that the next intent gets.</summary>
    public long NextIntent { get; init; } = 1;

    /// <summary>Orders that have not ended, by intent number.</summary>
    public ImmutableSortedDictionary<ClientOrderId, BotOrder> Orders { get; init; } =
        ImmutableSortedDictionary.Create<ClientOrderId, BotOrder>(ByValue);

    /// <summary>Positions whose entry was intended and that are not closed, by number.</summary>
    public ImmutableSortedDictionary<long, Position> Positions { get; init; } = ImmutableSortedDictionary<long, Position>.Empty;

    /// <summary>When entries were sent, for the limits per minute, hour and day.</summary>
    public TradeRateWindow EntryTimes { get; init; } = TradeRateWindow.Empty;

    /// <summary>Results of the closed trades.</summary>
    public TradeStatistics Statistics { get; init; } = TradeStatistics.Empty;

    /// <summary>Realized PnL when the bot was last started from a stop; the loss limit counts from here.</summary>
    public Money LossBaseline { get; init; }

    /// <summary>Funding that no open position explained; part of the books.</summary>
    public Money UnattributedFunding { get; init; }

    /// <summary>Price of the ladder's newest entry; absent when flat.</summary>
    public Price? LastEntryPrice { get; init; }

    /// <summary>Recent high at the ladder's newest entry; absent when flat.</summary>
    public Price? RecentHighAtLastEntry { get; init; }

    /// <summary>
    /// Venue time since which the bot holds something without a break; absent when flat. What happens to the account from then on concerns
    /// the bot; older news do not.
    /// </summary>
    public DateTimeOffset? HoldingSince { get; init; }

    /// <summary>Rests of closed positions that were too small to be sold and stay on the account, base units.</summary>
    public Quantity Dust { get; init; }

    /// <summary>Venue time of the newest booked fill or funding.</summary>
    public DateTimeOffset? BookedUntil { get; init; }

    /// <summary>
    /// Where the next reconciliation starts; absent when nothing was ever booked. Reaches back behind the newest booking, because news that
    /// were lost may be older than news that were heard; repeats are known by their ids.
    /// </summary>
    public DateTimeOffset? ReconcileFrom => BookedUntil - ReconcileOverlap;

    /// <summary>Ids of the newest booked fills and fundings, oldest first.</summary>
    public ImmutableList<string> BookedIds { get; init; } = [];

    /// <summary>Notifications that wait for delivery, oldest first.</summary>
    public ImmutableList<OutboxEntry> Outbox { get; init; } = [];

    /// <summary>The number that the next notification gets.</summary>
    public long NextNotification { get; init; } = 1;

    /// <summary>What the bot actually is.</summary>
    public ActualStatus Actual => this switch
    {
        { Identity: null } => ActualStatus.New,
        { IsStopped: true } => ActualStatus.Stopped,
        { Stopping: not null } => ActualStatus.Stopping,
        { IsHalted: true } => ActualStatus.Error,
        { Desired: DesiredStatus.Paused } => ActualStatus.Paused,
        { IsDegraded: true } => ActualStatus.Degraded,
        { Desired: DesiredStatus.Running } => ActualStatus.Running,
        _ => ActualStatus.New,
    };

    /// <summary>Positions that hold a quantity.</summary>
    public IEnumerable<Position> OpenPositions => Positions.Values.Where(p => !p.OpenQuantity.IsZero);

    /// <summary>Whether nothing is held and nothing is under way.</summary>
    public bool IsFlat => Positions.IsEmpty && Orders.IsEmpty;

    /// <summary>Whether an order's outcome is unknown, a stop is missing or not where it is wanted, or an exit is under way.</summary>
    public bool HasWorkUnderWay =>
        Orders.Values.Any(o => o.Phase == OrderPhase.InFlight || o.CancelIntended || o.MovingTo is not null || o.Request.Purpose != OrderPurpose.ProtectiveStop)
        || Positions.Values.Any(p => p.Closing is not null || (!p.OpenQuantity.IsZero && !IsCovered(p)));

    /// <summary>Net PnL of all closed trades and of the open positions at a price, quote currency.</summary>
    public Money TotalPnlAt(Price price) =>
        OpenPositions.Aggregate(Statistics.RealizedPnl, (sum, position) => sum + position.PnlAt(price));

    private bool IsCovered(Position position) =>
        position.StopOrder is { } id && Orders[id].Request is var stop && stop.Quantity == position.OpenQuantity && stop.TriggerPrice == position.Stop;
}
