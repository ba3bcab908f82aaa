using ActorBots.Domain.Orders;

namespace ActorBots.Simulation.Accounts;

/// <summary>
/// One finished life of a position: from its first opening fill to the fill that closed the last of it. Money is USDT, exact:
/// <c>GrossPnl − Fees + Funding</c> is what it changed in the wallet.
/// </summary>
public sealed record ClosedPosition
{
    /// <summary>Running number over all lives of positions of the venue, from 1; grows with opening.</summary>
    public required long Number { get; init; }

    /// <summary>The venue's id of this life.</summary>
    public required string PositionId { get; init; }

    /// <summary>The API key of the account.</summary>
    public required string Account { get; init; }

    /// <summary>What was held.</summary>
    public required string Symbol { get; init; }

    /// <summary>0 one-way, 1 long side, 2 short side.</summary>
    public required int PositionIndex { get; init; }

    /// <summary>The position mode at the close.</summary>
    public required PositionMode Mode { get; init; }

    /// <summary>Buy for long, Sell for short.</summary>
    public required OrderSide Side { get; init; }

    /// <summary>Leverage at the close.</summary>
    public required decimal Leverage { get; init; }

    /// <summary>The largest size that it had, base units.</summary>
    public required decimal MaxQuantity { get; init; }

    /// <summary>Sum of price × quantity of its opening fills.</summary>
    public required decimal EntryValue { get; init; }

    /// <summary>Sum of price × quantity of its closing fills.</summary>
    public required decimal ExitValue { get; init; }

    /// <summary>Everything that was closed, base units; equals what was opened.</summary>
    public required decimal ClosedQuantity { get; init; }

    /// <summary>How much of it the venue liquidated, base units.</summary>
    public required decimal LiquidatedQuantity { get; init; }

    /// <summary>Fees of all its fills; positive is paid.</summary>
    public required decimal Fees { get; init; }

    /// <summary>Funding; positive is received.</summary>
    public required decimal Funding { get; init; }

    /// <summary>Result before fees and funding.</summary>
    public required decimal GrossPnl { get; init; }

    /// <summary>Liquidation price just before the last fill; absent when there was none above zero.</summary>
    public decimal? LiquidationPrice { get; init; }

    /// <summary>First opening fill, market time.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Last closing fill, market time.</summary>
    public required DateTimeOffset ClosedAt { get; init; }

    /// <summary>Quantity-weighted entry price, not rounded.</summary>
    public decimal AverageEntryPrice => EntryValue / ClosedQuantity;

    /// <summary>Quantity-weighted exit price, not rounded.</summary>
    public decimal AverageExitPrice => ExitValue / ClosedQuantity;
}
