using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Domain.Positions;
using ActorBots.Domain.Risk;
using ActorBots.Domain.Strategies;

namespace ActorBots.Domain.Bots.Decisions;

/// <summary>
/// Brings every position to what it needs: levels, exactly one resting stop of its open quantity, its exit once that is decided, its entry
/// in the books once it is closed. Idempotent; runs after every decision, so that no path can forget a stop.
/// </summary>
internal static class MaintenanceRules
{
    public static void Apply(Turn turn, bool isProtectionDue)
    {
        if (turn.Context.Instrument is not { } instrument)
        {
            return;
        }

        foreach (var number in turn.State.Positions.Keys.ToList())
        {
            SetLevels(turn, number, instrument, isProtectionDue);
            if (!turn.State.Positions[number].HasLevels)
            {
                continue;
            }

            Protect(turn, turn.State.Positions[number], instrument);
            Exit(turn, turn.State.Positions[number], instrument);
            if (turn.State.Positions.TryGetValue(number, out var position))
            {
                Book(turn, position);
            }
        }
    }

    private static void SetLevels(Turn turn, long number, Instrument instrument, bool isProtectionDue)
    {
        var position = turn.State.Positions[number];
        var isEntryOver = !turn.State.Orders.ContainsKey(position.EntryOrder);
        if (position.HasLevels || position.EntryQuantity.IsZero || !(isEntryOver || isProtectionDue))
        {
            return;
        }

        var config = turn.State.Config!;
        var levels = StrategyCatalog.Find(config.Trading.Strategy)!.Levels(position.AdoptionPrice ?? position.EntryPrice, position.AtrAtEntry, config, instrument);
        turn.Emit(new BotEvent.PositionOpened(number, levels.Target, levels.Stop)
        {
            At = position.OpenedAt ?? turn.Now,
            Instrument = config.Trading.Symbol,
            Quantity = position.OpenQuantity,
            EntryPrice = position.EntryPrice,
            EntryOrder = position.EntryOrder,
        });
        if (turn.State.Stopping == StopMode.Close)
        {
            LifecycleRules.DecideExit(turn, turn.State.Positions[number], turn.State.StopCause);
        }
    }

    /// <summary>Whether a stop rests at the venue, untouched, and may be moved now.</summary>
    public static bool IsMovable(BotOrder stop, DateTimeOffset now) =>
        stop is { Phase: OrderPhase.Working, MovingTo: null, CancelIntended: false, ReportedEnd: null, Filled.IsZero: true } && !BotEvolution.IsPaused(stop.MoveNotBefore, now);

    private static void Protect(Turn turn, Position position, Instrument instrument)
    {
        if (position.Closing is not null || position.IsDoubted || position.OpenQuantity.IsZero || position.ExitOrder is not null)
        {
            return;
        }

        var isEntryOver = !turn.State.Orders.ContainsKey(position.EntryOrder);
        if (position.OpenQuantity < instrument.MinQuantity && isEntryOver)
        {
            LifecycleRules.DecideExit(turn, position, ExitReason.Unprotectable);
        }
        else if (position.StopOrder is not { } id)
        {
            if (!BotEvolution.IsPaused(position.StopNotBefore, turn.Now))
            {
                Intend(turn, position, OrderPurpose.ProtectiveStop, position.Stop);
            }
        }
        else if (IsMovable(turn.State.Orders[id], turn.Now)
            && turn.State.Orders[id].Request is var stop && (stop.Quantity != position.OpenQuantity || stop.TriggerPrice != position.Stop))
        {
            turn.Emit(new BotEvent.StopMoveIntended(id, position.Stop!.Value, position.OpenQuantity, IsTrailing: false) { At = turn.Now });
        }
    }

    private static void Exit(Turn turn, Position position, Instrument instrument)
    {
        if (position is not { Closing: { } reason, StopOrder: null, ExitOrder: null, IsDoubted: false } || position.OpenQuantity.IsZero
            || BotEvolution.IsPaused(position.ExitNotBefore, turn.Now))
        {
            return;
        }

        if (position.OpenQuantity < instrument.MinQuantity)
        {
            if (turn.State.Orders.ContainsKey(position.EntryOrder))
            {
                return;
            }

            var why = position.ExitQuantity.IsZero ? reason : ReasonOf(position);
            turn.Emit(new BotEvent.ErrorRaised(
                "DUST_LEFT", $"{position.OpenQuantity} of position {position.Number} is below the venue's minimum and cannot be sold", Halts: false)
            { At = turn.Now });
            turn.Emit(new BotEvent.PositionClosed(Trade.Of(position, why, position.LastExitAt ?? turn.Now)) { At = turn.Now });
            return;
        }

        Intend(turn, position, OrderPurpose.Exit, null);
    }

    private static void Book(Turn turn, Position position)
    {
        if (!turn.State.Positions.ContainsKey(position.Number) || !position.OpenQuantity.IsZero || turn.State.Orders.ContainsKey(position.EntryOrder))
        {
            return;
        }

        if (position.StopOrder is { } stop)
        {
            if (!turn.State.Orders[stop].CancelIntended)
            {
                turn.Emit(new BotEvent.ExitDecided(position.Number, position.ClosedOutside ?? ExitReason.External, position.EntryPrice) { At = turn.Now });
            }

            return;
        }

        if (position.ExitOrder is null)
        {
            var closedAt = position.LastExitAt ?? turn.Now;
            turn.Emit(new BotEvent.PositionClosed(Trade.Of(position, ReasonOf(position), closedAt)) { At = closedAt });
        }
    }

    private static ExitReason ReasonOf(Position position) => position switch
    {
        { ClosedOutside: { } reason } => reason,
        { Closing: { } reason, LastExit: OrderPurpose.Exit } => reason,
        _ => OrderRules.StopReason(position),
    };

    private static void Intend(Turn turn, Position position, OrderPurpose purpose, Price? trigger)
    {
        var number = turn.State.NextIntent;
        var approved = RiskGate.ApproveReduction(new OrderRequest
        {
            ClientOrderId = ClientOrderId.For(turn.State.Identity!.BotId, number, purpose),
            Instrument = turn.State.Config!.Trading.Symbol,
            Side = OrderSide.Sell,
            Purpose = purpose,
            Quantity = position.OpenQuantity,
            TriggerPrice = trigger,
        });
        turn.Emit(new BotEvent.OrderIntended
        {
            At = turn.Now,
            IntentNumber = number,
            Request = approved.Value,
            PositionNumber = position.Number,
            ReferencePrice = turn.Context.Price?.Price ?? position.EntryPrice,
        });
    }
}
