using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;

namespace ActorBots.Protocol.Gateways;

/// <summary>An order that a bot believes to be live.</summary>
/// <param name="Order">Its id.</param>
/// <param name="IsInFlight">Whether the bot does not know that the venue has it.</param>
/// <param name="IntendedAt">When it was intended, UTC.</param>
public sealed record LiveOrder(ClientOrderId Order, bool IsInFlight, DateTimeOffset IntendedAt)
{
    /// <summary>Ordered quantity after the last successful move, base units; absent when an older node told of the order.</summary>
    public Quantity? Quantity { get; init; }

    /// <summary>Trigger price of a stop after the last successful move; absent for other orders.</summary>
    public Price? TriggerPrice { get; init; }

    /// <summary>The venue's id; empty until the venue acknowledged the order.</summary>
    public string VenueOrderId { get; init; } = string.Empty;

    /// <summary>What the venue's client can recognise the order by; nothing when an older node told of it.</summary>
    /// <param name="instrument">What the order trades.</param>
    public OrderTrace? Trace(InstrumentId instrument) => Quantity is not { } quantity
        ? null
        : new OrderTrace
        {
            ClientOrderId = Order,
            Instrument = instrument,
            Quantity = quantity,
            TriggerPrice = TriggerPrice,
            VenueOrderId = VenueOrderId,
            IntendedAt = IntendedAt,
        };
}
