using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;

namespace ActorBots.Testing.Venues;

/// <summary>What a venue says of orders.</summary>
public static class SomeReport
{
    /// <summary>An instant after all others of a test.</summary>
    public static DateTimeOffset At { get; } = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    /// <summary>The order rests or works, nothing of it is filled.</summary>
    public static OrderReport Working(OrderRequest order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return new OrderReport
        {
            ClientOrderId = order.ClientOrderId,
            VenueOrderId = $"venue-{order.ClientOrderId.Value}",
            Instrument = order.Instrument,
            Side = order.Side,
            Status = order.TriggerPrice is null ? OrderStatus.New : OrderStatus.Untriggered,
            Quantity = order.Quantity,
            FilledQuantity = Quantity.Zero,
            TriggerPrice = order.TriggerPrice,
            ReduceOnly = order.ReduceOnly,
            UpdatedAt = At,
        };
    }

    /// <summary>The order was cancelled, nothing of it is filled.</summary>
    public static OrderReport Ended(OrderRequest order) => Working(order) with { Status = OrderStatus.Cancelled };

    /// <summary>The order was filled whole.</summary>
    public static OrderReport Filled(OrderRequest order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return Working(order) with { Status = OrderStatus.Filled, FilledQuantity = order.Quantity };
    }

    /// <summary>The fill of the whole order.</summary>
    public static Fill FillOf(OrderRequest order, decimal price, string fillId = "fill-1")
    {
        ArgumentNullException.ThrowIfNull(order);
        return new Fill
        {
            FillId = fillId,
            ClientOrderId = order.ClientOrderId,
            VenueOrderId = $"venue-{order.ClientOrderId.Value}",
            Instrument = order.Instrument,
            Side = order.Side,
            Price = new Price(price),
            Quantity = order.Quantity,
            Fee = new Money(0.5m),
            At = At,
        };
    }
}
