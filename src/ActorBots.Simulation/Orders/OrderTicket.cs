using ActorBots.Domain.Orders;

namespace ActorBots.Simulation.Orders;

/// <summary>An order as a client sends it. A trigger price makes it conditional.</summary>
public sealed record OrderTicket
{
    /// <summary>What to trade.</summary>
    public required string Symbol { get; init; }

    /// <summary>Which way.</summary>
    public required OrderSide Side { get; init; }

    /// <summary>How it trades.</summary>
    public required OrderType Type { get; init; }

    /// <summary>
    /// Base units, on the instrument's step. Zero together with <see cref="ReduceOnly"/> and <see cref="CloseOnTrigger"/> stands
    /// for the whole position.
    /// </summary>
    public required decimal Quantity { get; init; }

    /// <summary>Limit price, quote per base; absent for a market order.</summary>
    public decimal? Price { get; init; }

    /// <summary>How long it works; a market order is always immediate-or-cancel, whatever is said here.</summary>
    public TimeInForce TimeInForce { get; init; } = TimeInForce.GoodTillCancel;

    /// <summary>The client's own id, unique for ever within the account; empty when the client gave none.</summary>
    public string ClientOrderId { get; init; } = string.Empty;

    /// <summary>0 in one-way mode; 1 for the long side, 2 for the short side in hedge mode.</summary>
    public int PositionIndex { get; init; }

    /// <summary>Whether the order may only shrink a position.</summary>
    public bool ReduceOnly { get; init; }

    /// <summary>Whether the order closes the position when it triggers; implies reduce-only.</summary>
    public bool CloseOnTrigger { get; init; }

    /// <summary>The price that triggers a conditional order; absent for an active order.</summary>
    public decimal? TriggerPrice { get; init; }

    /// <summary>Which way the trigger is reached; required with a trigger price.</summary>
    public TriggerDirection? TriggerDirection { get; init; }

    /// <summary>Which price triggers.</summary>
    public PriceSource TriggerBy { get; init; } = PriceSource.Last;

    /// <summary>Take profit for the position that this order opens.</summary>
    public decimal? TakeProfit { get; init; }

    /// <summary>Stop loss for the position that this order opens.</summary>
    public decimal? StopLoss { get; init; }

    /// <summary>Which price triggers the take profit.</summary>
    public PriceSource TakeProfitBy { get; init; } = PriceSource.Last;

    /// <summary>Which price triggers the stop loss.</summary>
    public PriceSource StopLossBy { get; init; } = PriceSource.Last;

    /// <summary>Whether the attached take profit and stop loss close the whole position or this order's quantity.</summary>
    public ProtectionMode ProtectionMode { get; init; } = ProtectionMode.Full;

    /// <summary>Limit price of a take profit that becomes a limit order; partial mode only.</summary>
    public decimal? TakeProfitLimitPrice { get; init; }

    /// <summary>Limit price of a stop loss that becomes a limit order; partial mode only.</summary>
    public decimal? StopLossLimitPrice { get; init; }

    /// <summary>Bound on the fill price of a market order; absent means the venue's own bound.</summary>
    public SlippageTolerance? SlippageTolerance { get; init; }
}
