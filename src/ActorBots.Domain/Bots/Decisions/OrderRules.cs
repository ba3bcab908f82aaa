using ActorBots.Domain.Orders;
using ActorBots.Domain.Positions;

namespace ActorBots.Domain.Bots.Decisions;

/// <summary>What the venue says of the bot's orders. Every rule takes late, repeated and disordered news.</summary>
internal static class OrderRules
{
    public static void Acknowledged(Turn turn, ClientOrderId id, string venueOrderId)
    {
        if (turn.State.Orders.TryGetValue(id, out var order) && order.Phase == OrderPhase.InFlight)
        {
            turn.Emit(new BotEvent.OrderAccepted(id, venueOrderId) { At = turn.Now });
            if (order.CancelIntended)
            {
                // The cancel may have overtaken the order.
                turn.Repeat(id);
            }
        }
    }

    public static void Reported(Turn turn, OrderReport report)
    {
        if (report.ClientOrderId is not { } id || !turn.State.Orders.TryGetValue(id, out var order))
        {
            return;
        }

        if (report.Status == OrderStatus.Rejected && report.FilledQuantity.IsZero && order.Filled.IsZero)
        {
            Reject(turn, order, new BotInput.Refused(id, OrderRefusal.Other, "REJECTED", report.Reason));
            return;
        }

        Acknowledged(turn, id, report.VenueOrderId);
        if (!report.Status.IsTerminal())
        {
            return;
        }

        order = turn.State.Orders[id];
        if (report.FilledQuantity <= order.Filled)
        {
            End(turn, order, report.Status, report.Reason);
        }
        else if (order.ReportedEnd is null)
        {
            turn.Emit(new BotEvent.OrderEndReported(id, report.Status, report.FilledQuantity, report.Reason) { At = turn.Now });
        }
    }

    public static void Filled(Turn turn, Fill fill)
    {
        if (fill.ClientOrderId is not { } id || turn.State.BookedIds.Contains(fill.FillId))
        {
            return;
        }

        if (!turn.State.Orders.TryGetValue(id, out var order))
        {
            // Once ids were forgotten, an old fill may be a repeat.
            if (turn.State.BookedIds.Count < BotState.RememberedIds || fill.At >= turn.State.BookedUntil)
            {
                LifecycleRules.Fault(turn, new BotInput.Faulted(
                    "STRAY_FILL", $"fill {fill.FillId} of {fill.Quantity} at {fill.Price} for {id}, an order that the journal has ended", Halts: true));
            }

            return;
        }

        if (order.Request.ReduceOnly && OutsideRules.MayConcernUnheardEntry(turn.State, turn.State.OpenPositions, fill.Quantity))
        {
            turn.AskVenue();
            return;
        }

        Acknowledged(turn, id, fill.VenueOrderId);
        var before = turn.State.Positions[order.PositionNumber];
        turn.Emit(new BotEvent.OrderFilled(id, fill) { At = fill.At });
        if (order.Request.ReduceOnly && fill.Quantity > before.OpenQuantity)
        {
            var booked = turn.State.Positions[before.Number].ExitFees - before.ExitFees;
            OutsideRules.TakeFromOthers(turn, fill, fill.Quantity - before.OpenQuantity, fill.Fee - booked);
        }

        EndIfFilled(turn, id);
    }

    /// <summary>
    /// Ends an order whose fills are complete. A stop that leaves a rest of its position ends by its report only: whether a move reached the
    /// venue decides how much it sells.
    /// </summary>
    private static void EndIfFilled(Turn turn, ClientOrderId id)
    {
        var order = turn.State.Orders[id];
        var isQuantityCertain = order.Request.Purpose != OrderPurpose.ProtectiveStop || turn.State.Positions[order.PositionNumber].OpenQuantity.IsZero;
        if (order.ReportedEnd is { } status && order.Filled >= order.ReportedFilled)
        {
            End(turn, order, status, string.Empty);
        }
        else if (isQuantityCertain && order.Filled >= order.Request.Quantity)
        {
            End(turn, order, OrderStatus.Filled, string.Empty);
        }
    }

    public static void Refused(Turn turn, BotInput.Refused input)
    {
        if (!turn.State.Orders.TryGetValue(input.Order, out var order) || !order.Filled.IsZero)
        {
            return;
        }

        if (order.Phase != OrderPhase.InFlight)
        {
            // The venue was seen to have it: only its own report can end it.
            turn.AskVenue();
            return;
        }

        Reject(turn, order, input);
    }

    private static void Reject(Turn turn, BotOrder order, BotInput.Refused input)
    {
        if (input.Refusal == OrderRefusal.NeverArrived && order.Request.Purpose != OrderPurpose.Entry && !order.CancelIntended)
        {
            turn.Resend(input.Order);
            return;
        }

        turn.Emit(new BotEvent.OrderRejected(input.Order, input.Code, input.Message) { At = turn.Now });
        switch (order.Request.Purpose)
        {
            case OrderPurpose.ProtectiveStop: StopRefused(turn, order.PositionNumber, input); break;
            case OrderPurpose.Exit: ExitRefused(turn, order.PositionNumber, input); break;
        }
    }

    public static void StopMoved(Turn turn, BotInput.StopMoved input)
    {
        if (turn.State.Orders.TryGetValue(input.Order, out var order) && order.MovingTo == input.Trigger)
        {
            turn.Emit(new BotEvent.StopMoveEnded(input.Order, IsMoved: true) { At = turn.Now });
        }
    }

    public static void StopMoveRefused(Turn turn, BotInput.StopMoveRefused input)
    {
        if (!turn.State.Orders.TryGetValue(input.Order, out var order) || order.MovingTo is null)
        {
            return;
        }

        turn.Emit(new BotEvent.StopMoveEnded(input.Order, IsMoved: false) { At = turn.Now });
        if (input.Refusal == OrderRefusal.TriggerThroughPrice)
        {
            var position = turn.State.Positions[order.PositionNumber];
            LifecycleRules.DecideExit(turn, position, StopReason(position));
        }
        else
        {
            turn.AskVenue();
        }
    }

    /// <summary>Ends an order whose fills are all booked.</summary>
    public static void End(Turn turn, BotOrder order, OrderStatus status, string reason)
    {
        var id = order.Request.ClientOrderId;
        turn.Emit(new BotEvent.OrderEnded(id, status, reason) { At = turn.Now });
        if (!turn.State.Positions.TryGetValue(order.PositionNumber, out var position) || position.OpenQuantity.IsZero)
        {
            return;
        }

        if (order.Request.Purpose == OrderPurpose.ProtectiveStop && !order.CancelIntended)
        {
            Doubt(turn, position.Number, $"its stop {id} ended as {status} {reason}".TrimEnd());
        }
        else if (order.Request.Purpose == OrderPurpose.Exit && order.Filled.IsZero)
        {
            turn.Emit(new BotEvent.ExitGivenUp(position.Number, "NOT_FILLED", $"exit {id} ended as {status} {reason}".TrimEnd()) { At = turn.Now });
        }
    }

    /// <summary>Marks a position that the venue must be asked about.</summary>
    public static void Doubt(Turn turn, long number, string reason)
    {
        if (!turn.State.Positions[number].IsDoubted)
        {
            turn.Emit(new BotEvent.PositionDoubted(number, reason) { At = turn.Now });
        }

        turn.AskVenue();
    }

    /// <summary>The reason of a position that its stop's level closes.</summary>
    public static ExitReason StopReason(Position position) => position.IsTrailed ? ExitReason.TrailingStop : ExitReason.StopLoss;

    private static void StopRefused(Turn turn, long number, BotInput.Refused input)
    {
        var position = turn.State.Positions[number];
        if (position.OpenQuantity.IsZero)
        {
            return;
        }

        switch (input.Refusal)
        {
            case OrderRefusal.NothingToReduce:
                Doubt(turn, number, "its stop found nothing to reduce");
                break;
            case OrderRefusal.TriggerThroughPrice:
                LifecycleRules.DecideExit(turn, position, StopReason(position));
                break;
            default:
                turn.Emit(new BotEvent.ErrorRaised("STOP_REFUSED", $"{input.Code}: {input.Message}; the position is closed", Halts: false) { At = turn.Now });
                LifecycleRules.DecideExit(turn, position, ExitReason.Unprotectable);
                break;
        }
    }

    private static void ExitRefused(Turn turn, long number, BotInput.Refused input)
    {
        if (turn.State.Positions[number].OpenQuantity.IsZero)
        {
            return;
        }

        if (input.Refusal == OrderRefusal.NothingToReduce)
        {
            Doubt(turn, number, "its exit found nothing to reduce");
            return;
        }

        turn.Emit(new BotEvent.ExitGivenUp(number, input.Code, input.Message) { At = turn.Now });
        turn.Emit(new BotEvent.ErrorRaised("EXIT_REFUSED", $"{input.Code}: {input.Message}; the position goes back under its stop", Halts: false) { At = turn.Now });
    }
}
