using ActorBots.Domain.Orders;
using ActorBots.Simulation.Orders;

namespace ActorBots.Simulation.Accounts;

/// <summary>
/// The books of one position row, exact: opening adds price × quantity to the cost; closing a part takes out its share of the cost rounded to
/// eight decimals; closing all takes out the rest, so that nothing is ever lost or made by rounding.
/// </summary>
internal sealed class Position
{
    public required string Account { get; init; }

    public required string Symbol { get; init; }

    public required int Index { get; init; }

    public OrderSide? Side { get; set; }

    public decimal Size { get; set; }

    public decimal OpenCost { get; set; }

    /// <summary>Fees of opening what is open, not yet assigned to a close.</summary>
    public decimal OpenFees { get; set; }

    public decimal CurrentRealized { get; set; }

    public decimal CumulativeRealized { get; set; }

    public ProtectionMode ProtectionMode { get; set; } = ProtectionMode.Full;

    public long Sequence { get; set; } = -1;

    /// <summary>The present life; absent when flat.</summary>
    public PositionLife? Life { get; set; }

    public DateTimeOffset? OpenedAt { get; set; }

    public DateTimeOffset? CreatedAt { get; set; }

    public DateTimeOffset? UpdatedAt { get; set; }

    public bool IsFlat => Size == 0m;

    /// <summary>Cost with the sign of the position: long positive, short negative.</summary>
    public decimal SignedCost => Side == OrderSide.Sell ? -OpenCost : OpenCost;

    /// <summary>How much an order on a side would close of it.</summary>
    public decimal ClosableBy(OrderSide side) => Side is { } own && own != side ? Size : 0m;

    public decimal UnrealizedAt(decimal mark) => Side switch
    {
        OrderSide.Buy => (Size * mark) - OpenCost,
        OrderSide.Sell => OpenCost - (Size * mark),
        _ => 0m,
    };

    /// <summary>Books a fill: first it closes what is on the other side, then it opens.</summary>
    public FillEffect Apply(OrderSide side, decimal price, decimal quantity, decimal fee, DateTimeOffset at)
    {
        var closed = Math.Min(quantity, ClosableBy(side));
        var opened = quantity - closed;
        var closeFee = opened == 0m ? fee : Decimals.Round8(fee * closed / quantity);
        var effect = closed == 0m ? FillEffect.Opening(opened) : Close(side, price, closed, closeFee) with { Opened = opened };
        if (opened > 0m)
        {
            Open(side, price, opened, fee - closeFee, at);
        }

        CreatedAt ??= at;
        UpdatedAt = at;
        return effect;
    }

    /// <summary>Books a funding payment; positive is paid.</summary>
    public void ApplyFunding(decimal paid, DateTimeOffset at)
    {
        CurrentRealized -= paid;
        CumulativeRealized -= paid;
        if (Life is { } life)
        {
            life.Funding -= paid;
        }

        UpdatedAt = at;
    }

    private FillEffect Close(OrderSide side, decimal price, decimal closed, decimal fee)
    {
        var all = closed == Size;
        var entryValue = all ? OpenCost : Decimals.Round8(OpenCost * closed / Size);
        var openFee = all ? OpenFees : Decimals.Round8(OpenFees * closed / Size);
        var exitValue = price * closed;
        var gross = side == OrderSide.Sell ? exitValue - entryValue : entryValue - exitValue;
        Size -= closed;
        OpenCost -= entryValue;
        OpenFees -= openFee;
        CurrentRealized += gross - fee;
        CumulativeRealized += gross - fee;
        if (all)
        {
            Side = null;
            OpenedAt = null;
        }

        return new FillEffect(closed, 0m, gross, entryValue, exitValue, openFee, fee);
    }

    private void Open(OrderSide side, decimal price, decimal opened, decimal fee, DateTimeOffset at)
    {
        if (IsFlat)
        {
            Side = side;
            OpenedAt = at;
            CurrentRealized = 0m;
        }

        Size += opened;
        OpenCost += price * opened;
        OpenFees += fee;
        CurrentRealized -= fee;
        CumulativeRealized -= fee;
    }
}
