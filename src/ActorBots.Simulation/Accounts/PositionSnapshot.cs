using ActorBots.Domain.Orders;
using ActorBots.Simulation.Orders;

namespace ActorBots.Simulation.Accounts;

/// <summary>One position row at one moment; flat rows exist too. Money is USDT.</summary>
public sealed record PositionSnapshot
{
    /// <summary>The API key of the account.</summary>
    public required string Account { get; init; }

    /// <summary>What is held.</summary>
    public required string Symbol { get; init; }

    /// <summary>0 one-way, 1 long side, 2 short side.</summary>
    public required int PositionIndex { get; init; }

    /// <summary>The venue's id of the present life of the position: a new one each time it opens; empty when flat.</summary>
    public string PositionId { get; init; } = string.Empty;

    /// <summary>Buy for long, Sell for short; absent when flat.</summary>
    public OrderSide? Side { get; init; }

    /// <summary>Base units; zero when flat, never negative.</summary>
    public decimal Size { get; init; }

    /// <summary>Exact cost of what is open: the sum of price × quantity of the opening fills less what closes took out; never negative.</summary>
    public decimal OpenCost { get; init; }

    /// <summary>Open cost ÷ size, not rounded; zero when flat.</summary>
    public decimal AveragePrice => Size == 0m ? 0m : OpenCost / Size;

    /// <summary>Leverage of the instrument for this account.</summary>
    public required decimal Leverage { get; init; }

    /// <summary>Mark price at the moment.</summary>
    public required decimal MarkPrice { get; init; }

    /// <summary>Initial margin.</summary>
    public decimal InitialMargin { get; init; }

    /// <summary>Maintenance margin.</summary>
    public decimal MaintenanceMargin { get; init; }

    /// <summary>Mark price at which the account would be liquidated if nothing else changed; absent when flat or not above zero.</summary>
    public decimal? LiquidationPrice { get; init; }

    /// <summary>Exit price at which the present position ends without gain or loss; absent when flat.</summary>
    public decimal? BreakEvenPrice { get; init; }

    /// <summary>Result at the mark price.</summary>
    public decimal UnrealizedPnl { get; init; }

    /// <summary>Realized of the present position, fees and funding included.</summary>
    public decimal CurrentRealizedPnl { get; init; }

    /// <summary>Result of what the present position has closed, before fees and funding.</summary>
    public decimal GrossPnl { get; init; }

    /// <summary>Fees of the present position's fills; positive is paid.</summary>
    public decimal Fees { get; init; }

    /// <summary>Funding of the present position; positive is received.</summary>
    public decimal Funding { get; init; }

    /// <summary>Realized of this row since the account was opened, fees and funding included.</summary>
    public decimal CumulativeRealizedPnl { get; init; }

    /// <summary>Take profit of the whole position.</summary>
    public decimal? TakeProfit { get; init; }

    /// <summary>Stop loss of the whole position.</summary>
    public decimal? StopLoss { get; init; }

    /// <summary>Distance of the trailing stop, price units.</summary>
    public decimal? TrailingStop { get; init; }

    /// <summary>How take profit and stop loss were last set.</summary>
    public ProtectionMode ProtectionMode { get; init; } = ProtectionMode.Full;

    /// <summary>Running number of the instrument at the last change; −1 when it never traded.</summary>
    public long Sequence { get; init; } = -1;

    /// <summary>When the present position was opened; absent when flat.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>When this row first traded; absent when it never did.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it last changed; absent when it never did.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }
}
