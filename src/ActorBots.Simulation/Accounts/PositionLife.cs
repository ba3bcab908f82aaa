using ActorBots.Domain.Orders;
using ActorBots.Simulation.Orders;

namespace ActorBots.Simulation.Accounts;

/// <summary>What happened to a position between two moments of being flat, exact.</summary>
internal sealed class PositionLife
{
    /// <summary>Running number over all lives of positions of the venue, from 1.</summary>
    public required long Number { get; init; }

    public required string Id { get; init; }

    public required OrderSide Side { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>The largest size that it had.</summary>
    public decimal MaxQuantity { get; set; }

    public decimal OpenedQuantity { get; set; }

    public decimal OpenedValue { get; set; }

    public decimal ClosedQuantity { get; set; }

    public decimal ClosedValue { get; set; }

    /// <summary>How much of the closed quantity the venue liquidated.</summary>
    public decimal LiquidatedQuantity { get; set; }

    /// <summary>Fees of all its fills; positive is paid.</summary>
    public decimal Fees { get; set; }

    /// <summary>Funding; positive is received.</summary>
    public decimal Funding { get; set; }

    /// <summary>Result of what was closed, before fees and funding.</summary>
    public decimal Gross { get; set; }

    public void Close(FillEffect effect, ExecutionKind kind)
    {
        ClosedQuantity += effect.Closed;
        ClosedValue += effect.ExitValue;
        LiquidatedQuantity += kind == ExecutionKind.Liquidation ? effect.Closed : 0m;
        Fees += effect.CloseFee;
        Gross += effect.Gross;
    }

    public void Open(decimal price, decimal quantity, decimal fee)
    {
        OpenedQuantity += quantity;
        OpenedValue += price * quantity;
        Fees += fee;
        MaxQuantity = Math.Max(MaxQuantity, OpenedQuantity - ClosedQuantity);
    }
}
