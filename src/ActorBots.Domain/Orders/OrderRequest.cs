using ActorBots.Domain.Instruments;

namespace ActorBots.Domain.Orders;

/// <summary>An order as we want it. Market type always; a protective stop becomes a market order when its trigger price trades.</summary>
public sealed record OrderRequest
{
    /// <summary>Our id, unique for ever.</summary>
    public required ClientOrderId ClientOrderId { get; init; }

    /// <summary>What to trade.</summary>
    public required InstrumentId Instrument { get; init; }

    /// <summary>Which way.</summary>
    public required OrderSide Side { get; init; }

    /// <summary>What the order is for.</summary>
    public required OrderPurpose Purpose { get; init; }

    /// <summary>How much, base units; positive, on the instrument's step.</summary>
    public required Quantity Quantity { get; init; }

    /// <summary>Last price that triggers a protective stop; on the tick. Absent for the other purposes.</summary>
    public Price? TriggerPrice { get; init; }

    /// <summary>Whether the order may only shrink a position: true for everything but entries.</summary>
    public bool ReduceOnly => Purpose != OrderPurpose.Entry;
}
