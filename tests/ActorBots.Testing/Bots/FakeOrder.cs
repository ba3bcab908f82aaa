using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;

namespace ActorBots.Testing.Bots;

/// <summary>An order as the fake venue knows it.</summary>
public sealed class FakeOrder
{
    public required OrderRequest Request { get; init; }

    public required string VenueOrderId { get; init; }

    public OrderStatus Status { get; set; } = OrderStatus.New;

    public decimal Quantity { get; set; }

    public Price? Trigger { get; set; }

    public decimal Filled { get; set; }

    public string Reason { get; set; } = string.Empty;

    /// <summary>Whether queries no longer find it.</summary>
    public bool IsForgotten { get; set; }

    public bool IsLive => !Status.IsTerminal();

    public decimal Left => Quantity - Filled;

    public OrderReport Report(DateTimeOffset at) => new()
    {
        ClientOrderId = Request.ClientOrderId,
        VenueOrderId = VenueOrderId,
        Instrument = Request.Instrument,
        Side = Request.Side,
        Status = Status,
        Quantity = new Quantity(Quantity),
        FilledQuantity = new Quantity(Filled),
        TriggerPrice = Trigger,
        ReduceOnly = Request.ReduceOnly,
        Reason = Reason,
        UpdatedAt = at,
    };
}
