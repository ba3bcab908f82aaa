using System.Runtime.Serialization;
using ActorBots.Domain.Performance;
using ActorBots.Domain.Positions;
using static ActorBots.Protocol.Serialization.Values;

namespace ActorBots.Protocol.Serialization;

/// <summary>Positions, closed trades and their statistics.</summary>
internal static class PositionMapper
{
    public static Wire.Position ToWire(Position position)
    {
        var wire = new Wire.Position
        {
            Number = position.Number,
            EntryOrder = Write(position.EntryOrder),
            AtrAtEntry = Write(position.AtrAtEntry),
            RecentHighAtEntry = Write(position.RecentHighAtEntry),
            EntryQuantity = Write(position.EntryQuantity),
            EntryCost = Write(position.EntryCost),
            EntryFees = Write(position.EntryFees),
            ExitQuantity = Write(position.ExitQuantity),
            ExitProceeds = Write(position.ExitProceeds),
            ExitFees = Write(position.ExitFees),
            Funding = Write(position.Funding),
            IsTrailed = position.IsTrailed,
            IsDoubted = position.IsDoubted,
        };
        WriteLevels(position, wire);
        WriteExit(position, wire);
        return wire;
    }

    public static Position FromWire(Wire.Position wire) => new()
    {
        Number = wire.Number,
        EntryOrder = ReadOrder(wire.EntryOrder),
        AtrAtEntry = ReadDecimal(wire.AtrAtEntry),
        RecentHighAtEntry = ReadPrice(wire.RecentHighAtEntry),
        EntryQuantity = ReadQuantity(wire.EntryQuantity),
        EntryCost = ReadMoney(wire.EntryCost),
        EntryFees = ReadMoney(wire.EntryFees),
        ExitQuantity = ReadQuantity(wire.ExitQuantity),
        ExitProceeds = ReadMoney(wire.ExitProceeds),
        ExitFees = ReadMoney(wire.ExitFees),
        Funding = ReadMoney(wire.Funding),
        OpenedAt = wire.HasOpenedAt ? ReadInstant(wire.OpenedAt) : null,
        Target = wire.HasTarget ? ReadPrice(wire.Target) : null,
        Stop = wire.HasStop ? ReadPrice(wire.Stop) : null,
        IsTrailed = wire.IsTrailed,
        StopOrder = wire.HasStopOrder ? ReadOrder(wire.StopOrder) : null,
        ExitOrder = wire.HasExitOrder ? ReadOrder(wire.ExitOrder) : null,
        Closing = wire.HasClosing ? Enums.Reason.Read(wire.Closing) : null,
        ClosedOutside = wire.HasClosedOutside ? Enums.Reason.Read(wire.ClosedOutside) : null,
        LastExit = wire.HasLastExit ? Enums.Purpose.Read(wire.LastExit) : null,
        IsDoubted = wire.IsDoubted,
        LastExitAt = wire.HasLastExitAt ? ReadInstant(wire.LastExitAt) : null,
        StopNotBefore = wire.HasStopNotBefore ? ReadInstant(wire.StopNotBefore) : null,
        ExitNotBefore = wire.HasExitNotBefore ? ReadInstant(wire.ExitNotBefore) : null,
        AdoptionPrice = wire.HasAdoptionPrice ? ReadPrice(wire.AdoptionPrice) : null,
    };

    public static Wire.Trade ToWire(Trade trade)
    {
        var wire = PlainOf(trade);
        if (trade.IsAdopted)
        {
            wire.IsAdopted = true;
        }

        return wire;
    }

    private static Wire.Trade PlainOf(Trade trade) => new()
    {
        Number = trade.Number,
        Quantity = Write(trade.Quantity),
        EntryPrice = Write(trade.EntryPrice),
        ExitPrice = Write(trade.ExitPrice),
        Fees = Write(trade.Fees),
        Funding = Write(trade.Funding),
        Pnl = Write(trade.Pnl),
        Reason = Enums.Reason.Write(trade.Reason),
        OpenedAt = Write(trade.OpenedAt),
        ClosedAt = Write(trade.ClosedAt),
    };

    public static Trade FromWire(Wire.Trade wire) => new()
    {
        Number = wire.Number,
        Quantity = ReadQuantity(wire.Quantity),
        EntryPrice = ReadPrice(wire.EntryPrice),
        ExitPrice = ReadPrice(wire.ExitPrice),
        Fees = ReadMoney(wire.Fees),
        Funding = ReadMoney(wire.Funding),
        Pnl = ReadMoney(wire.Pnl),
        Reason = Enums.Reason.Read(wire.Reason),
        OpenedAt = ReadInstant(wire.OpenedAt),
        ClosedAt = ReadInstant(wire.ClosedAt),
        IsAdopted = wire.IsAdopted,
    };

    public static Wire.TradeStatistics ToWire(TradeStatistics statistics)
    {
        var wire = new Wire.TradeStatistics
        {
            TradesTotal = statistics.TradesTotal,
            TradesOnDay = statistics.TradesOnDay,
            Wins = statistics.Wins,
            Losses = statistics.Losses,
            RealizedPnl = Write(statistics.RealizedPnl),
            PeakPnl = Write(statistics.PeakPnl),
            MaxDrawdown = Write(statistics.MaxDrawdown),
        };
        if (statistics.Day is { } day)
        {
            wire.Day = day.DayNumber;
        }

        return wire;
    }

    public static TradeStatistics FromWire(Wire.TradeStatistics wire) => TradeStatistics.Empty with
    {
        TradesTotal = wire.TradesTotal,
        Day = wire.HasDay ? ReadDay(wire.Day) : null,
        TradesOnDay = wire.TradesOnDay,
        Wins = wire.Wins,
        Losses = wire.Losses,
        RealizedPnl = ReadMoney(wire.RealizedPnl),
        PeakPnl = ReadMoney(wire.PeakPnl),
        MaxDrawdown = ReadMoney(wire.MaxDrawdown),
    };

    private static void WriteLevels(Position position, Wire.Position wire)
    {
        if (position.OpenedAt is { } openedAt)
        {
            wire.OpenedAt = Write(openedAt);
        }

        if (position.AdoptionPrice is { } adoptionPrice)
        {
            wire.AdoptionPrice = Write(adoptionPrice);
        }

        if (position.Target is { } target)
        {
            wire.Target = Write(target);
        }

        if (position.Stop is { } stop)
        {
            wire.Stop = Write(stop);
        }

        if (position.StopOrder is { } stopOrder)
        {
            wire.StopOrder = Write(stopOrder);
        }
    }

    private static void WriteExit(Position position, Wire.Position wire)
    {
        if (position.ExitOrder is { } exitOrder)
        {
            wire.ExitOrder = Write(exitOrder);
        }

        if (position.Closing is { } closing)
        {
            wire.Closing = Enums.Reason.Write(closing);
        }

        if (position.ClosedOutside is { } outside)
        {
            wire.ClosedOutside = Enums.Reason.Write(outside);
        }

        if (position.LastExit is { } lastExit)
        {
            wire.LastExit = Enums.Purpose.Write(lastExit);
        }

        if (position.LastExitAt is { } lastExitAt)
        {
            wire.LastExitAt = Write(lastExitAt);
        }

        if (position.StopNotBefore is { } stopNotBefore)
        {
            wire.StopNotBefore = Write(stopNotBefore);
        }

        if (position.ExitNotBefore is { } notBefore)
        {
            wire.ExitNotBefore = Write(notBefore);
        }
    }

    private static DateOnly ReadDay(int number) => number >= DateOnly.MinValue.DayNumber && number <= DateOnly.MaxValue.DayNumber
        ? DateOnly.FromDayNumber(number)
        : throw new SerializationException($"Day {number} is not a day's number");
}
