using ActorBots.Domain.Orders;

namespace ActorBots.Simulation.Orders;

/// <summary>An order as the simulated venue holds it at one moment. Prices are quote per base, quantities base units, times market time.</summary>
public sealed record VenueOrder
{
    /// <summary>The venue's id: derived from <see cref="Number"/>.</summary>
    public required string OrderId { get; init; }

    /// <summary>Running number over all orders of the venue, from 1; grows with creation.</summary>
    public required long Number { get; init; }

    /// <summary>The API key of its account.</summary>
    public required string Account { get; init; }

    /// <summary>The client's id; empty for the venue's own orders.</summary>
    public required string ClientOrderId { get; init; }

    /// <summary>For an attached take profit or stop loss: the client id of the order that it was attached to; else empty.</summary>
    public string ParentClientOrderId { get; init; } = string.Empty;

    /// <summary>For an order that trades in the place of a fired take profit or stop loss: that one's id; else empty.</summary>
    public string ParentOrderId { get; init; } = string.Empty;

    /// <summary>
    /// The id of the position's life that it changed last, or that it can only shrink; of a fill that turned a position round the closed one's.
    /// Empty while not known.
    /// </summary>
    public string PositionId { get; init; } = string.Empty;

    /// <summary>What is traded.</summary>
    public required string Symbol { get; init; }

    /// <summary>Which way.</summary>
    public required OrderSide Side { get; init; }

    /// <summary>How it trades once active.</summary>
    public required OrderType Type { get; init; }

    /// <summary>How long it works.</summary>
    public required TimeInForce TimeInForce { get; init; }

    /// <summary>Ordered quantity. Orders that protect a whole position follow the position's size.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Limit price; for a market order the protective bound, set when it becomes active; zero before.</summary>
    public decimal Price { get; init; }

    /// <summary>0 one-way, 1 long side, 2 short side.</summary>
    public int PositionIndex { get; init; }

    /// <summary>Whether it may only shrink a position.</summary>
    public bool ReduceOnly { get; init; }

    /// <summary>Whether it closes the position when triggered.</summary>
    public bool CloseOnTrigger { get; init; }

    /// <summary>Kind of conditional order.</summary>
    public ConditionalKind Conditional { get; init; }

    /// <summary>Who made it.</summary>
    public required OrderOrigin Origin { get; init; }

    /// <summary>Trigger price; of a trailing stop the present one; absent for orders that never waited.</summary>
    public decimal? TriggerPrice { get; init; }

    /// <summary>Which way the trigger is reached.</summary>
    public TriggerDirection? TriggerDirection { get; init; }

    /// <summary>Which price triggers.</summary>
    public PriceSource TriggerBy { get; init; } = PriceSource.Last;

    /// <summary>Distance by which a trailing stop follows, price units.</summary>
    public decimal? TrailingDistance { get; init; }

    /// <summary>Price that arms a trailing stop; absent when it is armed.</summary>
    public decimal? ActivationPrice { get; init; }

    /// <summary>Attached take profit.</summary>
    public decimal? TakeProfit { get; init; }

    /// <summary>Attached stop loss.</summary>
    public decimal? StopLoss { get; init; }

    /// <summary>Which price triggers the attached take profit.</summary>
    public PriceSource TakeProfitBy { get; init; } = PriceSource.Last;

    /// <summary>Which price triggers the attached stop loss.</summary>
    public PriceSource StopLossBy { get; init; } = PriceSource.Last;

    /// <summary>How much the attached or own protection closes; absent when there is none.</summary>
    public ProtectionMode? ProtectionMode { get; init; }

    /// <summary>Limit price of the attached take profit.</summary>
    public decimal? TakeProfitLimitPrice { get; init; }

    /// <summary>Limit price of the attached stop loss.</summary>
    public decimal? StopLossLimitPrice { get; init; }

    /// <summary>The bound that the client set on the fill price of a market order.</summary>
    public SlippageTolerance? SlippageTolerance { get; init; }

    /// <summary>Where it stands.</summary>
    public required VenueOrderStatus Status { get; init; }

    /// <summary>Why it ended without filling whole.</summary>
    public CancelCause CancelCause { get; init; }

    /// <summary>Filled so far.</summary>
    public decimal FilledQuantity { get; init; }

    /// <summary>Sum of price × quantity of its fills, exact.</summary>
    public decimal FilledValue { get; init; }

    /// <summary>Sum of its fees; positive is paid.</summary>
    public decimal Fee { get; init; }

    /// <summary>Net result of what it closed: gross result less the fees of opening and closing; zero when it closed nothing.</summary>
    public decimal ClosedPnl { get; init; }

    /// <summary>Last price when it was created.</summary>
    public decimal LastPriceOnCreated { get; init; }

    /// <summary>Running number over all changes of its instrument; grows with each.</summary>
    public long Sequence { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Earliest market instant at which it may match: creation plus the configured latency.</summary>
    public DateTimeOffset MatchableAt { get; init; }

    /// <summary>When its trigger was reached; absent before and for orders that never waited.</summary>
    public DateTimeOffset? TriggeredAt { get; init; }

    /// <summary>Whether it is (or was, before its trigger was reached) a take profit, stop loss or trailing stop of a position.</summary>
    public bool IsProtection => Conditional is not (ConditionalKind.None or ConditionalKind.Stop);

    /// <summary>Whether it can still fill, trigger or be cancelled.</summary>
    public bool IsOpen => Status.IsOpen();

    /// <summary>What is left to fill: quantity less fills while open, zero once ended.</summary>
    public decimal LeavesQuantity => IsOpen ? Quantity - FilledQuantity : 0m;

    /// <summary>Value of what is left at the order's price; zero once ended and for waiting market orders.</summary>
    public decimal LeavesValue => LeavesQuantity * Price;

    /// <summary>Quantity-weighted fill price, not rounded; absent until the first fill.</summary>
    public decimal? AveragePrice => FilledQuantity == 0m ? null : FilledValue / FilledQuantity;
}
