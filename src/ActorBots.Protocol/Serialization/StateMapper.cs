using System.Collections.Immutable;
using System.Runtime.Serialization;
using ActorBots.Domain.Bots;
using ActorBots.Domain.Risk;
using static ActorBots.Protocol.Serialization.Values;

namespace ActorBots.Protocol.Serialization;

/// <summary>The snapshot of a bot. Collections are restored into those of <see cref="BotState.Empty"/>, which keeps their comparers.</summary>
internal static class StateMapper
{
    public static Wire.BotState ToWire(BotState state)
    {
        var wire = new Wire.BotState
        {
            Identity = state.Identity is { } identity ? ConfigMapper.ToWire(identity) : null,
            Config = state.Config is { } config ? ConfigMapper.ToWire(config) : null,
            Desired = Enums.Desired.Write(state.Desired),
            StopCause = Enums.Reason.Write(state.StopCause),
            IsStopped = state.IsStopped,
            IsDegraded = state.IsDegraded,
            IsHalted = state.IsHalted,
            LastError = state.LastError,
            NextIntent = state.NextIntent,
            Orders = { state.Orders.Select(o => ToWire(Keyed(o.Key, o.Value.Request.ClientOrderId, o.Value))) },
            Positions = { state.Positions.Select(p => PositionMapper.ToWire(Keyed(p.Key, p.Value.Number, p.Value))) },
            EntryTimes = { state.EntryTimes.Instants.Select(Write) },
            Statistics = PositionMapper.ToWire(state.Statistics),
            LossBaseline = Write(state.LossBaseline),
            UnattributedFunding = Write(state.UnattributedFunding),
            BookedIds = { state.BookedIds },
            Outbox = { state.Outbox.Select(ToWire) },
            NextNotification = state.NextNotification,
            Dust = Write(state.Dust),
            Mismatch = state.Mismatch is { } mismatch ? AccountMapper.ToWire(mismatch) : null,
        };
        WriteAbsent(state, wire);
        return wire;
    }

    public static BotState FromWire(Wire.BotState wire) => BotState.Empty with
    {
        Identity = wire.Identity is { } identity ? ConfigMapper.FromWire(identity) : null,
        Config = wire.Config is { } config ? ConfigMapper.FromWire(config) : null,
        Desired = Enums.Desired.Read(wire.Desired),
        Stopping = wire.HasStopping ? Enums.Mode.Read(wire.Stopping) : null,
        StopCause = Enums.Reason.Read(wire.StopCause),
        IsStopped = wire.IsStopped,
        IsDegraded = wire.IsDegraded,
        IsHalted = wire.IsHalted,
        LastError = wire.LastError,
        NextIntent = wire.NextIntent,
        Orders = Restored(BotState.Empty.Orders, wire.Orders.Select(FromWire), o => o.Request.ClientOrderId),
        Positions = Restored(BotState.Empty.Positions, wire.Positions.Select(PositionMapper.FromWire), p => p.Number),
        EntryTimes = TradeRateWindow.Of(wire.EntryTimes.Select(at => ReadInstant(at, nameof(wire.EntryTimes)))),
        Statistics = PositionMapper.FromWire(wire.Statistics),
        LossBaseline = ReadMoney(wire.LossBaseline),
        UnattributedFunding = ReadMoney(wire.UnattributedFunding),
        LastEntryPrice = wire.HasLastEntryPrice ? ReadPrice(wire.LastEntryPrice) : null,
        RecentHighAtLastEntry = wire.HasRecentHighAtLastEntry ? ReadPrice(wire.RecentHighAtLastEntry) : null,
        BookedUntil = wire.HasBookedUntil ? ReadInstant(wire.BookedUntil) : null,
        BookedIds = [.. wire.BookedIds],
        Outbox = [.. wire.Outbox.Select(FromWire)],
        NextNotification = wire.NextNotification,
        Dust = ReadQuantity(wire.Dust),
        HoldingSince = wire.HasHoldingSince ? ReadInstant(wire.HoldingSince) : null,
        IsBudgetOpen = wire.IsBudgetOpen,
        Mismatch = wire.Mismatch is { } mismatch ? AccountMapper.FromWire(mismatch) : null,
    };

    private static void WriteAbsent(BotState state, Wire.BotState wire)
    {
        if (state.Stopping is { } mode)
        {
            wire.Stopping = Enums.Mode.Write(mode);
        }

        if (state.LastEntryPrice is { } price)
        {
            wire.LastEntryPrice = Write(price);
        }

        if (state.RecentHighAtLastEntry is { } high)
        {
            wire.RecentHighAtLastEntry = Write(high);
        }

        if (state.HoldingSince is { } since)
        {
            wire.HoldingSince = Write(since);
        }

        if (state.IsBudgetOpen)
        {
            wire.IsBudgetOpen = true;
        }

        if (state.BookedUntil is { } until)
        {
            wire.BookedUntil = Write(until);
        }
    }

    private static Wire.BotOrder ToWire(BotOrder order)
    {
        var wire = new Wire.BotOrder
        {
            Request = OrderMapper.ToWire(order.Request),
            PositionNumber = order.PositionNumber,
            Phase = Enums.Phase.Write(order.Phase),
            VenueOrderId = order.VenueOrderId,
            Filled = Write(order.Filled),
            FillIds = { order.FillIds },
            ReservedMargin = Write(order.ReservedMargin),
            CancelIntended = order.CancelIntended,
            ReportedFilled = Write(order.ReportedFilled),
            IntendedAt = Write(order.IntendedAt),
        };
        if (order.MovingTo is { } trigger)
        {
            wire.MovingTo = Write(trigger);
        }

        if (order.MovingQuantity is { } quantity)
        {
            wire.MovingQuantity = Write(quantity);
        }

        if (order.MoveNotBefore is { } instant)
        {
            wire.MoveNotBefore = Write(instant);
        }

        if (order.ReportedEnd is { } status)
        {
            wire.ReportedEnd = Enums.Status.Write(status);
        }

        return wire;
    }

    private static BotOrder FromWire(Wire.BotOrder wire) => new()
    {
        Request = OrderMapper.FromWire(wire.Request),
        PositionNumber = wire.PositionNumber,
        Phase = Enums.Phase.Read(wire.Phase),
        VenueOrderId = wire.VenueOrderId,
        Filled = ReadQuantity(wire.Filled),
        FillIds = wire.FillIds.ToImmutableSortedSet(StringComparer.Ordinal),
        ReservedMargin = ReadMoney(wire.ReservedMargin),
        CancelIntended = wire.CancelIntended,
        MovingTo = wire.HasMovingTo ? ReadPrice(wire.MovingTo) : null,
        MovingQuantity = wire.HasMovingQuantity ? ReadQuantity(wire.MovingQuantity) : null,
        MoveNotBefore = wire.HasMoveNotBefore ? ReadInstant(wire.MoveNotBefore) : null,
        ReportedEnd = wire.HasReportedEnd ? Enums.Status.Read(wire.ReportedEnd) : null,
        ReportedFilled = ReadQuantity(wire.ReportedFilled),
        IntendedAt = ReadInstant(wire.IntendedAt),
    };

    private static Wire.OutboxEntry ToWire(OutboxEntry entry) => new()
    {
        Number = entry.Number,
        EventType = entry.EventType,
        At = Write(entry.At),
        Payload = entry.Payload,
    };

    private static OutboxEntry FromWire(Wire.OutboxEntry wire) => new(wire.Number, wire.EventType, ReadInstant(wire.At), wire.Payload);

    // The keys are not stored: they follow from the values.
    private static TValue Keyed<TKey, TValue>(TKey key, TKey own, TValue value) => EqualityComparer<TKey>.Default.Equals(key, own)
        ? value
        : throw new SerializationException($"{typeof(TValue).Name} {own} is kept under {key}");

    private static ImmutableSortedDictionary<TKey, TValue> Restored<TKey, TValue>(
        ImmutableSortedDictionary<TKey, TValue> empty, IEnumerable<TValue> values, Func<TValue, TKey> key)
        where TKey : notnull
    {
        var restored = empty.ToBuilder();
        foreach (var value in values)
        {
            if (!restored.TryAdd(key(value), value))
            {
                throw new SerializationException($"{typeof(TValue).Name} {key(value)} is there twice");
            }
        }

        return restored.ToImmutable();
    }
}
