using ActorBots.Domain.Bots;
using static ActorBots.Protocol.Serialization.Values;

namespace ActorBots.Protocol.Serialization;

/// <summary>The events of an order's life, from its intent to its end, and the moves of a stop.</summary>
internal static class OrderEventMapper
{
    public static Wire.OrderIntended ToWire(BotEvent.OrderIntended e) => new()
    {
        At = Write(e.At),
        IntentNumber = e.IntentNumber,
        Request = OrderMapper.ToWire(e.Request),
        PositionNumber = e.PositionNumber,
        ReservedMargin = Write(e.ReservedMargin),
        Atr = Write(e.Atr),
        ReferencePrice = Write(e.ReferencePrice),
        RecentHigh = Write(e.RecentHigh),
    };

    public static BotEvent.OrderIntended FromWire(Wire.OrderIntended wire) => new()
    {
        At = ReadInstant(wire.At),
        IntentNumber = wire.IntentNumber,
        Request = OrderMapper.FromWire(wire.Request),
        PositionNumber = wire.PositionNumber,
        ReservedMargin = ReadMoney(wire.ReservedMargin),
        Atr = ReadDecimal(wire.Atr),
        ReferencePrice = ReadPrice(wire.ReferencePrice),
        RecentHigh = ReadPrice(wire.RecentHigh),
    };

    public static Wire.OrderAccepted ToWire(BotEvent.OrderAccepted e) => new()
    {
        At = Write(e.At),
        Order = Write(e.Order),
        VenueOrderId = e.VenueOrderId,
    };

    public static BotEvent.OrderAccepted FromWire(Wire.OrderAccepted wire) =>
        new(ReadOrder(wire.Order), wire.VenueOrderId) { At = ReadInstant(wire.At) };

    public static Wire.OrderRejected ToWire(BotEvent.OrderRejected e) => new()
    {
        At = Write(e.At),
        Order = Write(e.Order),
        Code = e.Code,
        Message = e.Message,
    };

    public static BotEvent.OrderRejected FromWire(Wire.OrderRejected wire) =>
        new(ReadOrder(wire.Order), wire.Code, wire.Message) { At = ReadInstant(wire.At) };

    public static Wire.OrderFilled ToWire(BotEvent.OrderFilled e) => new()
    {
        At = Write(e.At),
        Order = Write(e.Order),
        Fill = OrderMapper.ToWire(e.Fill),
    };

    public static BotEvent.OrderFilled FromWire(Wire.OrderFilled wire) =>
        new(ReadOrder(wire.Order), OrderMapper.FromWire(wire.Fill)) { At = ReadInstant(wire.At) };

    public static Wire.OrderEnded ToWire(BotEvent.OrderEnded e) => new()
    {
        At = Write(e.At),
        Order = Write(e.Order),
        Status = Enums.Status.Write(e.Status),
        Reason = e.Reason,
    };

    public static BotEvent.OrderEnded FromWire(Wire.OrderEnded wire) =>
        new(ReadOrder(wire.Order), Enums.Status.Read(wire.Status), wire.Reason) { At = ReadInstant(wire.At) };

    public static Wire.OrderEndReported ToWire(BotEvent.OrderEndReported e) => new()
    {
        At = Write(e.At),
        Order = Write(e.Order),
        Status = Enums.Status.Write(e.Status),
        FilledQuantity = Write(e.FilledQuantity),
        Reason = e.Reason,
    };

    public static BotEvent.OrderEndReported FromWire(Wire.OrderEndReported wire) =>
        new(ReadOrder(wire.Order), Enums.Status.Read(wire.Status), ReadQuantity(wire.FilledQuantity), wire.Reason) { At = ReadInstant(wire.At) };

    public static Wire.StopMoveIntended ToWire(BotEvent.StopMoveIntended e) => new()
    {
        At = Write(e.At),
        Order = Write(e.Order),
        Trigger = Write(e.Trigger),
        Quantity = Write(e.Quantity),
        IsTrailing = e.IsTrailing,
    };

    public static BotEvent.StopMoveIntended FromWire(Wire.StopMoveIntended wire) =>
        new(ReadOrder(wire.Order), ReadPrice(wire.Trigger), ReadQuantity(wire.Quantity), wire.IsTrailing) { At = ReadInstant(wire.At) };

    public static Wire.StopMoveEnded ToWire(BotEvent.StopMoveEnded e) => new()
    {
        At = Write(e.At),
        Order = Write(e.Order),
        IsMoved = e.IsMoved,
    };

    public static BotEvent.StopMoveEnded FromWire(Wire.StopMoveEnded wire) =>
        new(ReadOrder(wire.Order), wire.IsMoved) { At = ReadInstant(wire.At) };
}
