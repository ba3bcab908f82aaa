using ActorBots.Domain.Orders;
using ActorBots.Simulation.Orders;

namespace ActorBots.Simulation.Accounts;

/// <summary>The result of one closing order. <c>ClosedPnl = ±(ExitValue − EntryValue) − OpenFee − CloseFee</c>, exact.</summary>
public sealed record ClosedPnlRow
{
    /// <summary>The closing order's running number; the row's key and the cursor of paging.</summary>
    public required long OrderNumber { get; init; }

    /// <summary>The API key of the account.</summary>
    public required string Account { get; init; }

    /// <summary>What was closed.</summary>
    public required string Symbol { get; init; }

    /// <summary>The closing order's id.</summary>
    public required string OrderId { get; init; }

    /// <summary>The closing order's side: Sell closed a long position.</summary>
    public required OrderSide Side { get; init; }

    /// <summary>The closing order's type.</summary>
    public required OrderType OrderType { get; init; }

    /// <summary>The closing order's price (bound).</summary>
    public required decimal OrderPrice { get; init; }

    /// <summary>The closing order's quantity.</summary>
    public required decimal OrderQuantity { get; init; }

    /// <summary>What caused the close.</summary>
    public required ExecutionKind Kind { get; init; }

    /// <summary>Closed quantity, base units.</summary>
    public required decimal ClosedQuantity { get; init; }

    /// <summary>Cost of what was closed.</summary>
    public required decimal EntryValue { get; init; }

    /// <summary>Value of the closing fills.</summary>
    public required decimal ExitValue { get; init; }

    /// <summary>Share of the opening fees.</summary>
    public required decimal OpenFee { get; init; }

    /// <summary>Fees of the closing fills.</summary>
    public required decimal CloseFee { get; init; }

    /// <summary>Number of closing fills.</summary>
    public required int FillCount { get; init; }

    /// <summary>Leverage at the time.</summary>
    public required decimal Leverage { get; init; }

    /// <summary>First closing fill, market time.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Last closing fill, market time.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Net result.</summary>
    public decimal ClosedPnl => (Side == OrderSide.Sell ? ExitValue - EntryValue : EntryValue - ExitValue) - OpenFee - CloseFee;

    /// <summary>Entry value ÷ closed quantity, not rounded.</summary>
    public decimal AverageEntryPrice => EntryValue / ClosedQuantity;

    /// <summary>Exit value ÷ closed quantity, not rounded.</summary>
    public decimal AverageExitPrice => ExitValue / ClosedQuantity;
}
