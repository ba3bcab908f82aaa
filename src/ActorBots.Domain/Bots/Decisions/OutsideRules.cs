using System.Collections.Immutable;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Domain.Positions;

namespace ActorBots.Domain.Bots.Decisions;

/// <summary>What happens on the account without the bot: foreign fills, funding, and the comparison with the venue's own view.</summary>
internal static class OutsideRules
{
    public static void Filled(Turn turn, Fill fill)
    {
        if (fill.Side != OrderSide.Sell || turn.State.BookedIds.Contains(fill.FillId))
        {
            return;
        }

        var held = HeldAt(turn.State, fill.At);
        if (MayConcernUnheardEntry(turn.State, held, fill.Quantity))
        {
            turn.AskVenue();
            return;
        }

        Reduce(turn, held, fill, ExitReasons.ReasonOf(fill.Kind));
    }

    /// <summary>
    /// Whether a sale may have sold what an unheard fill of an entry bought. A reconciliation hears both and books the entry first.
    /// </summary>
    public static bool MayConcernUnheardEntry(BotState state, IEnumerable<Position> positions, Quantity sold) =>
        sold.Value > positions.Sum(p => p.OpenQuantity.Value) && state.Orders.Values.Any(o => o.Request.Purpose == OrderPurpose.Entry);

    /// <summary>Books a sale by an order of ours that exceeded its own position: the rest was taken from the others.</summary>
    public static void TakeFromOthers(Turn turn, Fill fill, Quantity quantity, Money fee)
    {
        var left = Reduce(turn, turn.State.OpenPositions, fill with { Quantity = quantity, Fee = fee }, ExitReason.External);
        if (!left.IsZero)
        {
            LifecycleRules.Fault(turn, new BotInput.Faulted(
                "OVERSOLD", $"fill {fill.FillId} of {fill.Quantity} sold {left} more than the bot knows of", Halts: true));
        }
    }

    public static void Funded(Turn turn, FundingShare share)
    {
        if (turn.State.BookedIds.Contains(share.FundingId) || turn.State.Identity is null)
        {
            return;
        }

        turn.Emit(new BotEvent.FundingBooked(share.FundingId, Split(turn.State, share)) { At = share.At });
    }

    public static void Reconcile(Turn turn, VenueSnapshot snapshot)
    {
        if (turn.State.Identity is null)
        {
            return;
        }

        var wasBusy = turn.State.HasWorkUnderWay && !turn.State.Positions.Values.Any(p => p.IsDoubted);
        foreach (var book in Timeline(turn, snapshot))
        {
            book();
        }

        foreach (var report in snapshot.Orders)
        {
            OrderRules.Reported(turn, report);
            Repair(turn, report);
        }

        foreach (var id in snapshot.Missing)
        {
            Missing(turn, id);
        }

        AccountRules.Compare(turn, snapshot, wasBusy);
    }

    /// <summary>What the entries bought comes first, so that every sale finds what it sold; the rest in order of time.</summary>
    private static List<Action> Timeline(Turn turn, VenueSnapshot snapshot) =>
        snapshot.Fills.Select(f => (Rank: (int)f.Side, f.At, Id: f.FillId, Book: (Action)(() => OrderRules.Filled(turn, f))))
            .Concat(snapshot.ForeignFills.Select(f => (Rank: (int)OrderSide.Sell, f.At, Id: f.FillId, Book: (Action)(() => Filled(turn, f)))))
            .Concat(snapshot.Funding.Select(s => (Rank: (int)OrderSide.Sell, s.At, Id: s.FundingId, Book: (Action)(() => Funded(turn, s)))))
            .OrderBy(x => x.Rank).ThenBy(x => x.At).ThenBy(x => x.Id, StringComparer.Ordinal)
            .Select(x => x.Book)
            .ToList();

    /// <summary>Compares a live order with what is wanted of it: changes that were lost are asked for again, changes by others are undone.</summary>
    private static void Repair(Turn turn, OrderReport report)
    {
        if (report.Status.IsTerminal() || report.ClientOrderId is not { } id || !turn.State.Orders.TryGetValue(id, out var order)
            || order.Request.Purpose != OrderPurpose.ProtectiveStop)
        {
            return;
        }

        if (order.CancelIntended)
        {
            turn.Repeat(id);
        }
        else if (order.MovingTo is { } trigger)
        {
            if (report.TriggerPrice == trigger && report.Quantity == order.MovingQuantity)
            {
                OrderRules.StopMoved(turn, new BotInput.StopMoved(id, trigger));
            }
            else
            {
                turn.Repeat(id);
            }
        }
        else if (MaintenanceRules.IsMovable(order, turn.Now) && (report.TriggerPrice != order.Request.TriggerPrice || report.Quantity != order.Request.Quantity))
        {
            var position = turn.State.Positions[order.PositionNumber];
            turn.Emit(new BotEvent.StopMoveIntended(id, position.Stop!.Value, position.OpenQuantity, IsTrailing: false) { At = turn.Now });
        }
    }

    private static void Missing(Turn turn, ClientOrderId id)
    {
        if (turn.State.Orders.TryGetValue(id, out var order) && (order.Phase == OrderPhase.Working || !order.Filled.IsZero))
        {
            OrderRules.End(turn, order, OrderStatus.Cancelled, "the venue no longer knows it");
            return;
        }

        OrderRules.Refused(turn, new BotInput.Refused(id, OrderRefusal.NeverArrived, "NEVER_ARRIVED", "the venue never got the order"));
    }

    private static Quantity Reduce(Turn turn, IEnumerable<Position> positions, Fill fill, ExitReason reason)
    {
        var left = fill.Quantity;
        foreach (var (number, part, fee) in Shares(positions, fill.Quantity, fill.Fee))
        {
            left -= part;
            turn.Emit(new BotEvent.ReducedOutside(number, fill.FillId, fill.Price, part, fee, reason) { At = fill.At });
        }

        return left;
    }

    /// <summary>Shares a sale among positions, oldest first; what exceeds them is nobody's.</summary>
    public static List<(long Number, Quantity Part, Money Fee)> Shares(IEnumerable<Position> positions, Quantity quantity, Money fee)
    {
        var shares = new List<(long, Quantity, Money)>();
        var (left, feeLeft) = (quantity, fee);
        foreach (var position in positions.TakeWhile(_ => !left.IsZero))
        {
            var part = Quantity.Min(left, position.OpenQuantity);
            left -= part;
            var share = left.IsZero ? feeLeft : new Money(decimal.Round(fee.Value * part.Value / quantity.Value, 8));
            feeLeft -= share;
            shares.Add((position.Number, part, share));
        }

        return shares;
    }

    /// <summary>The positions that news of an instant concern: none when the news are older than what the bot holds.</summary>
    private static IEnumerable<Position> HeldAt(BotState state, DateTimeOffset at)
    {
        // A snapshot that lacks the member knows at least since when the present positions are held.
        var since = state.HoldingSince ?? state.OpenPositions.Min(p => p.OpenedAt);
        return since <= at ? state.OpenPositions : [];
    }

    private static ImmutableSortedDictionary<long, Money> Split(BotState state, FundingShare funding)
    {
        var amount = funding.Amount;
        var open = HeldAt(state, funding.At).ToList();
        if (open.Count == 0)
        {
            return ImmutableSortedDictionary<long, Money>.Empty.Add(0, amount);
        }

        var total = open.Sum(p => p.OpenQuantity.Value);
        var shares = ImmutableSortedDictionary.CreateBuilder<long, Money>();
        var left = amount;
        foreach (var position in open.SkipLast(1))
        {
            var share = new Money(decimal.Round(amount.Value * position.OpenQuantity.Value / total, 8));
            shares[position.Number] = share;
            left -= share;
        }

        shares[open[^1].Number] = left;
        return shares.ToImmutable();
    }
}
