using System.Collections.Immutable;
using System.Runtime.Serialization;
using ActorBots.Domain.Bots;
using ActorBots.Domain.Instruments;
using Google.Protobuf.Collections;
using static ActorBots.Protocol.Serialization.Values;

namespace ActorBots.Protocol.Serialization;

/// <summary>The events of a position's life.</summary>
internal static class PositionEventMapper
{
    public static Wire.PositionDoubted ToWire(BotEvent.PositionDoubted e) => new()
    {
        At = Write(e.At),
        Number = e.Number,
        Reason = e.Reason,
    };

    public static BotEvent.PositionDoubted FromWire(Wire.PositionDoubted wire) =>
        new(wire.Number, wire.Reason) { At = ReadInstant(wire.At) };

    public static Wire.PositionConfirmed ToWire(BotEvent.PositionConfirmed e) => new() { At = Write(e.At), Number = e.Number };

    public static BotEvent.PositionConfirmed FromWire(Wire.PositionConfirmed wire) => new(wire.Number) { At = ReadInstant(wire.At) };

    public static Wire.PositionOpened ToWire(BotEvent.PositionOpened e) => new()
    {
        At = Write(e.At),
        Number = e.Number,
        Target = Write(e.Target),
        Stop = Write(e.Stop),
        Instrument = Write(e.Instrument),
        Quantity = Write(e.Quantity),
        EntryPrice = Write(e.EntryPrice),
        EntryOrder = Write(e.EntryOrder),
    };

    public static BotEvent.PositionOpened FromWire(Wire.PositionOpened wire) =>
        new(wire.Number, ReadPrice(wire.Target), ReadPrice(wire.Stop))
        {
            At = ReadInstant(wire.At),
            Instrument = ReadInstrument(wire.Instrument),
            Quantity = ReadQuantity(wire.Quantity),
            EntryPrice = ReadPrice(wire.EntryPrice),
            EntryOrder = ReadOrder(wire.EntryOrder),
        };

    public static Wire.ExitDecided ToWire(BotEvent.ExitDecided e) => new()
    {
        At = Write(e.At),
        Number = e.Number,
        Reason = Enums.Reason.Write(e.Reason),
        ReferencePrice = Write(e.ReferencePrice),
    };

    public static BotEvent.ExitDecided FromWire(Wire.ExitDecided wire) =>
        new(wire.Number, Enums.Reason.Read(wire.Reason), ReadPrice(wire.ReferencePrice)) { At = ReadInstant(wire.At) };

    public static Wire.ExitGivenUp ToWire(BotEvent.ExitGivenUp e) => new()
    {
        At = Write(e.At),
        Number = e.Number,
        Code = e.Code,
        Message = e.Message,
    };

    public static BotEvent.ExitGivenUp FromWire(Wire.ExitGivenUp wire) =>
        new(wire.Number, wire.Code, wire.Message) { At = ReadInstant(wire.At) };

    public static Wire.ReducedOutside ToWire(BotEvent.ReducedOutside e) => new()
    {
        At = Write(e.At),
        Number = e.Number,
        FillId = e.FillId,
        Price = Write(e.Price),
        Quantity = Write(e.Quantity),
        Fee = Write(e.Fee),
        Reason = Enums.Reason.Write(e.Reason),
    };

    public static BotEvent.ReducedOutside FromWire(Wire.ReducedOutside wire) => new(
        wire.Number,
        wire.FillId,
        ReadPrice(wire.Price),
        ReadQuantity(wire.Quantity),
        ReadMoney(wire.Fee),
        Enums.Reason.Read(wire.Reason))
    {
        At = ReadInstant(wire.At),
    };

    public static Wire.FundingBooked ToWire(BotEvent.FundingBooked e) => new()
    {
        At = Write(e.At),
        FundingId = e.FundingId,
        Shares = { e.Shares.Select(s => new Wire.PositionFunding { Number = s.Key, Amount = Write(s.Value) }) },
    };

    public static BotEvent.FundingBooked FromWire(Wire.FundingBooked wire) =>
        new(wire.FundingId, ReadShares(wire.Shares)) { At = ReadInstant(wire.At) };

    public static Wire.PositionClosed ToWire(BotEvent.PositionClosed e) => new() { At = Write(e.At), Trade = PositionMapper.ToWire(e.Trade) };

    public static BotEvent.PositionClosed FromWire(Wire.PositionClosed wire) =>
        new(PositionMapper.FromWire(wire.Trade)) { At = ReadInstant(wire.At) };

    private static ImmutableSortedDictionary<long, Money> ReadShares(RepeatedField<Wire.PositionFunding> wire)
    {
        var shares = ImmutableSortedDictionary.CreateBuilder<long, Money>();
        foreach (var share in wire)
        {
            if (!shares.TryAdd(share.Number, ReadMoney(share.Amount)))
            {
                throw new SerializationException($"FundingBooked.shares has position {share.Number} twice");
            }
        }

        return shares.ToImmutable();
    }
}
