using ActorBots.Domain.Orders;

namespace ActorBots.Simulation.Orders;

/// <summary>One execution in the venue's ledger: a fill, or a funding payment. Money is quote currency.</summary>
public sealed record VenueExecution
{
    /// <summary>The venue's id: derived from <see cref="Number"/>.</summary>
    public required string ExecutionId { get; init; }

    /// <summary>Running number over all executions of the venue, from 1.</summary>
    public required long Number { get; init; }

    /// <summary>The API key of its account.</summary>
    public required string Account { get; init; }

    /// <summary>What was traded or held.</summary>
    public required string Symbol { get; init; }

    /// <summary>What caused it.</summary>
    public required ExecutionKind Kind { get; init; }

    /// <summary>The order's id; for funding an id of its own.</summary>
    public required string OrderId { get; init; }

    /// <summary>The order's client id; empty for funding and the venue's own orders.</summary>
    public string ClientOrderId { get; init; } = string.Empty;

    /// <summary>The order's side; for funding the side that pays: Buy for a long, Sell for a short position.</summary>
    public required OrderSide Side { get; init; }

    /// <summary>0 one-way, 1 long side, 2 short side.</summary>
    public int PositionIndex { get; init; }

    /// <summary>The id of the position's life that it closed from, or else opened; for funding that which paid.</summary>
    public string PositionId { get; init; } = string.Empty;

    /// <summary>Type of the order; absent for funding.</summary>
    public OrderType? OrderType { get; init; }

    /// <summary>Kind of conditional order that it came from.</summary>
    public ConditionalKind Conditional { get; init; }

    /// <summary>Who made the order; absent for funding.</summary>
    public OrderOrigin? Origin { get; init; }

    /// <summary>Execution price; for funding the mark price.</summary>
    public required decimal Price { get; init; }

    /// <summary>Executed quantity; for funding the position's size.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Price × quantity, exact.</summary>
    public required decimal Value { get; init; }

    /// <summary>Positive is paid, negative is received; rounded to 8 decimals, half away from zero, funding by <see cref="VenueCustoms.ExactFunding"/>.</summary>
    public required decimal Fee { get; init; }

    /// <summary>Fee rate, or the funding rate as it applied to this position (negative is received).</summary>
    public required decimal FeeRate { get; init; }

    /// <summary>Whether the order added liquidity.</summary>
    public bool IsMaker { get; init; }

    /// <summary>How much of the quantity closed a position.</summary>
    public decimal ClosedQuantity { get; init; }

    /// <summary>Gross result of what it closed, before fees.</summary>
    public decimal GrossPnl { get; init; }

    /// <summary>What the order had left after it.</summary>
    public decimal LeavesQuantity { get; init; }

    /// <summary>The order's quantity; zero for funding.</summary>
    public decimal OrderQuantity { get; init; }

    /// <summary>The order's price (bound); zero for funding.</summary>
    public decimal OrderPrice { get; init; }

    /// <summary>Mark price at the moment.</summary>
    public required decimal MarkPrice { get; init; }

    /// <summary>Index price at the moment.</summary>
    public required decimal IndexPrice { get; init; }

    /// <summary>Running number over all changes of its instrument.</summary>
    public required long Sequence { get; init; }

    /// <summary>Market time.</summary>
    public required DateTimeOffset At { get; init; }
}
