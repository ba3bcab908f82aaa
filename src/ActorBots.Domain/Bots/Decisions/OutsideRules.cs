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

        var reason = fill.Kind == FillKind.Trade ? ExitReason.External : ExitReason.Liquidation;
        Reduce(turn, fill.FillId, fill.Price, fill.Quantity, fill.Fee, reason, fill.At);
    }

    public static void Funded(Turn turn, FundingShare share)
    {
        if (turn.State.BookedIds.Contains(share.FundingId) || turn.State.Identity is null)
        {
            return;
        }

        turn.Emit(new BotEvent.FundingBooked(share.FundingId, Split(turn.State, share.Amount)) { At = share.At });
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
        }

        foreach (var id in snapshot.Missing)
        {
            Missing(turn, id);
        }

        CompareNetQuantity(turn, snapshot, wasBusy);
        foreach (var position in turn.State.Positions.Values.Where(p => p.IsDoubted).ToList())
        {
            Confirm(turn, position, snapshot);
        }
    }

    private static List<Action> Timeline(Turn turn, VenueSnapshot snapshot) =>
        snapshot.Fills.Select(f => (f.At, Id: f.FillId, Book: (Action)(() => OrderRules.Filled(turn, f))))
            .Concat(snapshot.ForeignFills.Select(f => (f.At, Id: f.FillId, Book: (Action)(() => Filled(turn, f)))))
            .Concat(snapshot.Funding.Select(s => (s.At, Id: s.FundingId, Book: (Action)(() => Funded(turn, s)))))
            .OrderBy(x => x.At).ThenBy(x => x.Id, StringComparer.Ordinal)
            .Select(x => x.Book)
            .ToList();

    private static void Missing(Turn turn, ClientOrderId id)
    {
        if (turn.State.Orders.TryGetValue(id, out var order) && !order.Filled.IsZero)
        {
            OrderRules.End(turn, order, OrderStatus.Cancelled, "the venue no longer knows it");
            return;
        }

        OrderRules.Refused(turn, new BotInput.Refused(id, OrderRefusal.NeverArrived, "NEVER_ARRIVED", "the venue never got the order"));
    }

    private static void CompareNetQuantity(Turn turn, VenueSnapshot snapshot, bool wasBusy)
    {
        var open = turn.State.OpenPositions.Sum(p => p.OpenQuantity.Value);
        if (snapshot.IsShared || wasBusy || snapshot.NetQuantity == open)
        {
            return;
        }

        if (!turn.Context.IsSecondLook)
        {
            turn.AskVenue();
            return;
        }

        if (snapshot.NetQuantity > open)
        {
            LifecycleRules.Fault(turn, new BotInput.Faulted(
                "ACCOUNT_MISMATCH", $"the venue holds {snapshot.NetQuantity}, the bot knows of {open}", Halts: true));
        }
        else if (turn.Context.Price is { } price)
        {
            var missing = new Quantity(open - Math.Max(snapshot.NetQuantity, 0m));
            Reduce(turn, $"gone-{turn.State.NextIntent}", price.Price, missing, Money.Zero, ExitReason.External, turn.Now);
        }
    }

    private static void Confirm(Turn turn, Position position, VenueSnapshot snapshot)
    {
        var open = turn.State.OpenPositions.Sum(p => p.OpenQuantity.Value);
        if (position.OpenQuantity.IsZero || snapshot.IsShared || snapshot.NetQuantity >= open)
        {
            turn.Emit(new BotEvent.PositionConfirmed(position.Number) { At = turn.Now });
        }
        else
        {
            turn.AskVenue();
        }
    }

    private static void Reduce(Turn turn, string fillId, Price price, Quantity quantity, Money fee, ExitReason reason, DateTimeOffset at)
    {
        var left = quantity;
        foreach (var position in turn.State.OpenPositions.ToList())
        {
            var part = Quantity.Min(left, position.OpenQuantity);
            if (part.IsZero)
            {
                break;
            }

            left -= part;
            var share = left.IsZero ? fee : new Money(decimal.Round(fee.Value * part.Value / quantity.Value, 8));
            fee -= share;
            turn.Emit(new BotEvent.ReducedOutside(position.Number, fillId, price, part, share, reason) { At = at });
        }
    }

    private static ImmutableSortedDictionary<long, Money> Split(BotState state, Money amount)
    {
        var open = state.OpenPositions.ToList();
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
