using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Domain.Risk;

namespace ActorBots.Testing;

/// <summary>Test data: each builder gives a valid value that a test changes with <c>with</c>.</summary>
public static class Some
{
    /// <summary>The instrument of most tests.</summary>
    public static InstrumentId InstrumentId { get; } = new("BTCUSDT");

    /// <summary>Bitcoin as Bybit lists it: tick 0.1, step 0.001.</summary>
    public static Instrument Instrument() => new()
    {
        Id = InstrumentId,
        TickSize = 0.1m,
        QuantityStep = 0.001m,
        MinQuantity = new Quantity(0.001m),
        MaxMarketQuantity = new Quantity(500m),
        MinNotional = new Money(5m),
        MaxLeverage = 100m,
    };

    /// <summary>A market order that opens 0.011 BTC.</summary>
    public static OrderRequest EntryRequest(long intentNumber = 1, string botId = "bot-1") => new()
    {
        ClientOrderId = ClientOrderId.For(botId, intentNumber, OrderPurpose.Entry),
        Instrument = InstrumentId,
        Side = OrderSide.Buy,
        Purpose = OrderPurpose.Entry,
        Quantity = new Quantity(0.011m),
    };

    /// <summary>An order that passed the risk gate as far as a port is concerned.</summary>
    public static RiskApproved<OrderRequest> Approved(OrderRequest request) => new(request);
}
