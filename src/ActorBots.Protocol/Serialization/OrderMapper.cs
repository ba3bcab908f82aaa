using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using static ActorBots.Protocol.Serialization.Values;

namespace ActorBots.Protocol.Serialization;

/// <summary>Instruments, order requests, order reports and fills.</summary>
internal static class OrderMapper
{
    public static Wire.Instrument ToWire(Instrument instrument) => new()
    {
        Symbol = Write(instrument.Id),
        TickSize = Write(instrument.TickSize),
        QuantityStep = Write(instrument.QuantityStep),
        MinQuantity = Write(instrument.MinQuantity),
        MaxMarketQuantity = Write(instrument.MaxMarketQuantity),
        MinNotional = Write(instrument.MinNotional),
        MaxLeverage = Write(instrument.MaxLeverage),
        IsTrading = instrument.IsTrading,
    };

    public static Instrument FromWire(Wire.Instrument wire) => new()
    {
        Id = ReadInstrument(wire.Symbol),
        TickSize = ReadDecimal(wire.TickSize),
        QuantityStep = ReadDecimal(wire.QuantityStep),
        MinQuantity = ReadQuantity(wire.MinQuantity),
        MaxMarketQuantity = ReadQuantity(wire.MaxMarketQuantity),
        MinNotional = ReadMoney(wire.MinNotional),
        MaxLeverage = ReadDecimal(wire.MaxLeverage),
        IsTrading = wire.IsTrading,
    };

    public static Wire.OrderRequest ToWire(OrderRequest request)
    {
        var wire = new Wire.OrderRequest
        {
            ClientOrderId = Write(request.ClientOrderId),
            Symbol = Write(request.Instrument),
            Side = Enums.Side.Write(request.Side),
            Purpose = Enums.Purpose.Write(request.Purpose),
            Quantity = Write(request.Quantity),
        };
        if (request.TriggerPrice is { } trigger)
        {
            wire.TriggerPrice = Write(trigger);
        }

        return wire;
    }

    public static OrderRequest FromWire(Wire.OrderRequest wire) => new()
    {
        ClientOrderId = ReadOrder(wire.ClientOrderId),
        Instrument = ReadInstrument(wire.Symbol),
        Side = Enums.Side.Read(wire.Side),
        Purpose = Enums.Purpose.Read(wire.Purpose),
        Quantity = ReadQuantity(wire.Quantity),
        TriggerPrice = wire.HasTriggerPrice ? ReadPrice(wire.TriggerPrice) : null,
    };

    public static Wire.OrderReport ToWire(OrderReport report)
    {
        var wire = new Wire.OrderReport
        {
            VenueOrderId = report.VenueOrderId,
            Symbol = Write(report.Instrument),
            Side = Enums.Side.Write(report.Side),
            Status = Enums.Status.Write(report.Status),
            Quantity = Write(report.Quantity),
            FilledQuantity = Write(report.FilledQuantity),
            ReduceOnly = report.ReduceOnly,
            Reason = report.Reason,
            UpdatedAt = Write(report.UpdatedAt),
        };
        if (report.ClientOrderId is { } order)
        {
            wire.ClientOrderId = Write(order);
        }

        if (report.AveragePrice is { } average)
        {
            wire.AveragePrice = Write(average);
        }

        if (report.TriggerPrice is { } trigger)
        {
            wire.TriggerPrice = Write(trigger);
        }

        return wire;
    }

    public static OrderReport FromWire(Wire.OrderReport wire) => new()
    {
        ClientOrderId = wire.HasClientOrderId ? ReadOrder(wire.ClientOrderId) : null,
        VenueOrderId = wire.VenueOrderId,
        Instrument = ReadInstrument(wire.Symbol),
        Side = Enums.Side.Read(wire.Side),
        Status = Enums.Status.Read(wire.Status),
        Quantity = ReadQuantity(wire.Quantity),
        FilledQuantity = ReadQuantity(wire.FilledQuantity),
        AveragePrice = wire.HasAveragePrice ? ReadPrice(wire.AveragePrice) : null,
        TriggerPrice = wire.HasTriggerPrice ? ReadPrice(wire.TriggerPrice) : null,
        ReduceOnly = wire.ReduceOnly,
        Reason = wire.Reason,
        UpdatedAt = ReadInstant(wire.UpdatedAt),
    };

    public static Wire.Fill ToWire(Fill fill)
    {
        var wire = new Wire.Fill
        {
            FillId = fill.FillId,
            VenueOrderId = fill.VenueOrderId,
            Symbol = Write(fill.Instrument),
            Side = Enums.Side.Write(fill.Side),
            Price = Write(fill.Price),
            Quantity = Write(fill.Quantity),
            Fee = Write(fill.Fee),
            Kind = Enums.Kind.Write(fill.Kind),
            At = Write(fill.At),
        };
        if (fill.ClientOrderId is { } order)
        {
            wire.ClientOrderId = Write(order);
        }

        return wire;
    }

    public static Fill FromWire(Wire.Fill wire) => new()
    {
        FillId = wire.FillId,
        ClientOrderId = wire.HasClientOrderId ? ReadOrder(wire.ClientOrderId) : null,
        VenueOrderId = wire.VenueOrderId,
        Instrument = ReadInstrument(wire.Symbol),
        Side = Enums.Side.Read(wire.Side),
        Price = ReadPrice(wire.Price),
        Quantity = ReadQuantity(wire.Quantity),
        Fee = ReadMoney(wire.Fee),
        Kind = Enums.Kind.Read(wire.Kind),
        At = ReadInstant(wire.At),
    };
}
