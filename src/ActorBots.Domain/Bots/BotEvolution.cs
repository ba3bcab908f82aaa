using System.Diagnostics;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Domain.Positions;

namespace ActorBots.Domain.Bots;

/// <summary>State and event in, state out. Pure and total: the same journal gives the same state for ever.</summary>
public static class BotEvolution
{
    /// <summary>How long nothing more is tried after a refusal: an exit, a stop, the move of a stop. Keeps a stubborn venue from filling the journal.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Whether a pause is still running. Only one that began a moment ago counts: the instants of a replayed market may lie in another year
    /// than those of a command that came before its first price.
    /// </summary>
    public static bool IsPaused(DateTimeOffset? until, DateTimeOffset now) => until > now && until - now <= Pause;

    /// <summary>Folds one event into the state.</summary>
    /// <exception cref="InvalidOperationException">The event does not fit the state: the journal is corrupt.</exception>
    public static BotState Evolve(BotState state, BotEvent happened)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(happened);
        return BusinessEvents.Announce(state, happened, Fold(state, happened));
    }

    private static BotState Fold(BotState state, BotEvent happened) => happened switch
    {
        BotEvent.Registered e => state with { Identity = e.Identity, Config = e.Config },
        BotEvent.ConfigReloaded e => state with { Config = e.Config, IsHalted = false, LastError = string.Empty },
        BotEvent.Started e => Awake(state, e.AwaitsBudget),
        BotEvent.Paused => state with { Desired = DesiredStatus.Paused },
        BotEvent.Resumed e => Awake(state, e.AwaitsBudget),
        BotEvent.BudgetGranted => state with { IsBudgetOpen = false },
        BotEvent.StopRequested e => state with { Desired = DesiredStatus.Stopped, Stopping = e.Mode, StopCause = e.Cause, IsStopped = false },
        BotEvent.Stopped => state with { IsStopped = true, IsDegraded = false },
        BotEvent.ErrorRaised e => state with { LastError = $"{e.Code}: {e.Message}", IsHalted = state.IsHalted || e.Halts },
        BotEvent.DegradedChanged e => state with { IsDegraded = e.IsDegraded },
        BotEvent.OrderIntended e => Intended(state, e),
        BotEvent.OrderAccepted e => With(state, e.Order, o => o with { Phase = OrderPhase.Working, VenueOrderId = e.VenueOrderId }),
        BotEvent.OrderRejected e => Rejected(state, e),
        BotEvent.OrderFilled e => Filled(state, e),
        BotEvent.OrderEnded e => Ended(state, e.Order),
        BotEvent.OrderEndReported e => With(state, e.Order, o => o with { ReportedEnd = e.Status, ReportedFilled = e.FilledQuantity }),
        BotEvent.PositionDoubted e => With(state, e.Number, p => p with { IsDoubted = true }),
        BotEvent.PositionConfirmed e => With(state, e.Number, p => p with { IsDoubted = false }),
        BotEvent.PositionOpened e => With(state, e.Number, p => p with { Target = e.Target, Stop = e.Stop }),
        BotEvent.ExitDecided e => ExitDecided(state, e),
        BotEvent.ExitGivenUp e => With(state, e.Number, p => p with { Closing = null, ExitNotBefore = e.At + Pause }),
        BotEvent.StopMoveIntended e => MoveIntended(state, e),
        BotEvent.StopMoveEnded e => MoveEnded(state, e),
        BotEvent.ReducedOutside e => ReducedOutside(state, e),
        BotEvent.FundingBooked e => FundingBooked(state, e),
        BotEvent.PositionClosed e => Closed(state, e.Trade),
        BotEvent.AccountMismatched e => state with { Mismatch = e.Mismatch, LastError = $"{BusinessEvents.AccountMismatch}: {e.Mismatch.Sentence}" },
        BotEvent.AccountMatched => state with { Mismatch = null, LastError = IsOfMismatch(state) ? string.Empty : state.LastError },
        BotEvent.PositionAdopted e => Adopted(state, e),
        BotEvent.NotificationsSettled e => state with { Outbox = state.Outbox.RemoveAll(n => n.Number <= e.UpTo) },
        _ => throw new UnreachableException($"no fold for {happened.GetType().Name}"),
    };

    private static BotState Awake(BotState state, bool awaitsBudget) =>
        (state.IsStopped ? state with { LossBaseline = state.Statistics.RealizedPnl } : state) with
        {
            Desired = DesiredStatus.Running,
            IsBudgetOpen = awaitsBudget,
            Stopping = null,
            IsStopped = false,
            IsHalted = false,
            LastError = string.Empty,
            StopCause = ExitReason.BotStopped,
        };

    private static bool IsOfMismatch(BotState state) => state.LastError.StartsWith(BusinessEvents.AccountMismatch, StringComparison.Ordinal);

    private static BotState Adopted(BotState state, BotEvent.PositionAdopted e) => state with
    {
        NextIntent = e.Number + 1,
        LastEntryPrice = e.Price,
        RecentHighAtLastEntry = e.RecentHigh,
        HoldingSince = state.HoldingSince < e.At ? state.HoldingSince : e.At,
        Positions = state.Positions.Add(e.Number, new Position
        {
            Number = e.Number,
            EntryOrder = ClientOrderId.For(state.Identity!.BotId, e.Number, OrderPurpose.Entry),
            AtrAtEntry = e.Atr,
            RecentHighAtEntry = e.RecentHigh,
            EntryQuantity = e.Quantity,
            EntryCost = e.Cost,
            OpenedAt = e.At,
            AdoptionPrice = e.Price,
        }),
    };

    private static BotState Intended(BotState state, BotEvent.OrderIntended e)
    {
        var order = new BotOrder
        {
            Request = e.Request,
            PositionNumber = e.PositionNumber,
            ReservedMargin = e.ReservedMargin,
            IntendedAt = e.At,
        };
        var next = state with { NextIntent = e.IntentNumber + 1, Orders = state.Orders.Add(e.Request.ClientOrderId, order) };
        return e.Request.Purpose switch
        {
            OrderPurpose.Entry => next with
            {
                EntryTimes = state.EntryTimes.Register(e.At),
                Positions = state.Positions.Add(e.PositionNumber, new Position
                {
                    Number = e.PositionNumber,
                    EntryOrder = e.Request.ClientOrderId,
                    AtrAtEntry = e.Atr,
                    RecentHighAtEntry = e.RecentHigh,
                }),
            },
            OrderPurpose.ProtectiveStop => With(next, e.PositionNumber, p => p with { StopOrder = e.Request.ClientOrderId }),
            OrderPurpose.Exit => With(next, e.PositionNumber, p => p with { ExitOrder = e.Request.ClientOrderId }),
            _ => throw new UnreachableException($"no fold for purpose {e.Request.Purpose}"),
        };
    }

    private static BotState Filled(BotState state, BotEvent.OrderFilled e)
    {
        var order = state.Orders[e.Order];
        var fill = e.Fill;
        var next = With(state, e.Order, o => o with { Filled = o.Filled + fill.Quantity, FillIds = o.FillIds.Add(fill.FillId) });
        next = Remember(Booked(next, fill.At), fill.FillId);
        if (order.Request.Purpose != OrderPurpose.Entry)
        {
            return With(next, order.PositionNumber, p => Sold(p, fill) with { LastExit = order.Request.Purpose, ClosedOutside = null });
        }

        next = With(next, order.PositionNumber, p => p with
        {
            EntryQuantity = p.EntryQuantity + fill.Quantity,
            EntryCost = p.EntryCost + (fill.Price * fill.Quantity),
            EntryFees = p.EntryFees + fill.Fee,
            OpenedAt = p.OpenedAt ?? fill.At,
        });
        var position = next.Positions[order.PositionNumber];
        return next with
        {
            LastEntryPrice = position.EntryPrice,
            RecentHighAtLastEntry = position.RecentHighAtEntry,
            HoldingSince = state.HoldingSince < fill.At ? state.HoldingSince : fill.At,
        };
    }

    /// <summary>A sale by the position's own order. What exceeds the position was taken from others and is booked with them.</summary>
    private static Position Sold(Position position, Fill fill)
    {
        var part = Quantity.Min(position.OpenQuantity, fill.Quantity);
        var fee = part == fill.Quantity ? fill.Fee : new Money(decimal.Round(fill.Fee.Value * part.Value / fill.Quantity.Value, 8));
        return position with
        {
            ExitQuantity = position.ExitQuantity + part,
            ExitProceeds = position.ExitProceeds + (fill.Price * part),
            ExitFees = position.ExitFees + fee,
            LastExitAt = Later(position.LastExitAt, fill.At),
        };
    }

    private static BotState Rejected(BotState state, BotEvent.OrderRejected e)
    {
        var order = state.Orders[e.Order];
        var next = Ended(state, e.Order);
        return order.Request.Purpose switch
        {
            OrderPurpose.ProtectiveStop => With(next, order.PositionNumber, p => p with { StopNotBefore = e.At + Pause }),
            OrderPurpose.Exit => With(next, order.PositionNumber, p => p with { ExitNotBefore = e.At + Pause }),
            _ => next,
        };
    }

    private static BotState Ended(BotState state, ClientOrderId id)
    {
        var order = state.Orders[id];
        var next = state with { Orders = state.Orders.Remove(id) };
        if (!next.Positions.TryGetValue(order.PositionNumber, out var position))
        {
            return next;
        }

        if (position.EntryQuantity.IsZero && order.Request.Purpose == OrderPurpose.Entry)
        {
            return Rested(next with { Positions = next.Positions.Remove(position.Number) });
        }

        return With(next, position.Number, p => p with
        {
            StopOrder = p.StopOrder == id ? null : p.StopOrder,
            ExitOrder = p.ExitOrder == id ? null : p.ExitOrder,
        });
    }

    private static BotState ExitDecided(BotState state, BotEvent.ExitDecided e)
    {
        var next = With(state, e.Number, p => p with { Closing = e.Reason });
        return next.Positions[e.Number].StopOrder is { } stop ? With(next, stop, o => o with { CancelIntended = true }) : next;
    }

    private static BotState MoveIntended(BotState state, BotEvent.StopMoveIntended e)
    {
        var number = state.Orders[e.Order].PositionNumber;
        var next = With(state, e.Order, o => o with { MovingTo = e.Trigger, MovingQuantity = e.Quantity });
        return With(next, number, p => p with { Stop = e.Trigger, IsTrailed = p.IsTrailed || e.IsTrailing });
    }

    private static BotState MoveEnded(BotState state, BotEvent.StopMoveEnded e) => With(state, e.Order, o => o with
    {
        MovingTo = null,
        MovingQuantity = null,
        MoveNotBefore = e.IsMoved ? null : e.At + Pause,
        Request = e.IsMoved ? o.Request with { TriggerPrice = o.MovingTo, Quantity = o.MovingQuantity ?? o.Request.Quantity } : o.Request,
    });

    private static BotState ReducedOutside(BotState state, BotEvent.ReducedOutside e)
    {
        var next = With(state, e.Number, p => p with
        {
            ExitQuantity = p.ExitQuantity + e.Quantity,
            ExitProceeds = p.ExitProceeds + (e.Price * e.Quantity),
            ExitFees = p.ExitFees + e.Fee,
            ClosedOutside = e.Reason,
            LastExitAt = Later(p.LastExitAt, e.At),
        });
        return Remember(Booked(next, e.At), e.FillId);
    }

    private static BotState FundingBooked(BotState state, BotEvent.FundingBooked e)
    {
        var next = e.Shares.Aggregate(state, (s, share) => share.Key == 0
            ? s with { UnattributedFunding = s.UnattributedFunding + share.Value }
            : With(s, share.Key, p => p with { Funding = p.Funding + share.Value }));
        return Remember(Booked(next, e.At), e.FundingId);
    }

    private static BotState Closed(BotState state, Trade trade)
    {
        var next = state with
        {
            Dust = state.Dust + state.Positions[trade.Number].OpenQuantity,
            Positions = state.Positions.Remove(trade.Number),
            Statistics = state.Statistics.Record(trade.Pnl, trade.ClosedAt),
        };
        return Rested(next);
    }

    private static BotState Rested(BotState state) =>
        state.Positions.IsEmpty ? state with { LastEntryPrice = null, RecentHighAtLastEntry = null, HoldingSince = null } : state;

    private static DateTimeOffset Later(DateTimeOffset? known, DateTimeOffset at) => known is { } before && before > at ? before : at;

    private static BotState Booked(BotState state, DateTimeOffset at) =>
        state.BookedUntil is { } until && until >= at ? state : state with { BookedUntil = at };

    private static BotState Remember(BotState state, string id)
    {
        var ids = state.BookedIds.Add(id);
        return state with { BookedIds = ids.Count > BotState.RememberedIds ? ids.RemoveAt(0) : ids };
    }

    private static BotState With(BotState state, ClientOrderId id, Func<BotOrder, BotOrder> change) =>
        state.Orders.TryGetValue(id, out var order)
            ? state with { Orders = state.Orders.SetItem(id, change(order)) }
            : throw new InvalidOperationException($"the journal speaks of order {id}, which is not live");

    private static BotState With(BotState state, long number, Func<Position, Position> change) =>
        state.Positions.TryGetValue(number, out var position)
            ? state with { Positions = state.Positions.SetItem(number, change(position)) }
            : throw new InvalidOperationException($"the journal speaks of position {number}, which is not held");
}
