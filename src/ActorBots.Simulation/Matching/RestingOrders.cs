using System.Diagnostics;
using ActorBots.Domain.Orders;
using ActorBots.Simulation.Market;
using ActorBots.Simulation.Orders;

namespace ActorBots.Simulation.Matching;

/// <summary>
/// The open orders of one instrument, sorted by what they wait for, so that a tick costs only the orders that it concerns.
/// </summary>
internal sealed class RestingOrders
{
    private readonly SortedLadder _bids = new();
    private readonly SortedLadder _asks = new();
    private readonly Dictionary<(PriceSource, TriggerDirection), SortedLadder> _triggers = [];
    private readonly SortedDictionary<long, LiveOrder> _trailing = [];
    private readonly SortedDictionary<(long DueMs, long Number), LiveOrder> _working = [];

    /// <summary>Waiting trailing stops, oldest first.</summary>
    public IReadOnlyList<LiveOrder> Trailing => _trailing.Count == 0 ? [] : [.. _trailing.Values];

    /// <summary>Puts an order where its state makes it wait; it must rest nowhere else.</summary>
    public void Add(LiveOrder live)
    {
        Debug.Assert(live.Withdraw is null, "an order rests in one place");
        var order = live.Order;
        if (order.Status != VenueOrderStatus.Untriggered)
        {
            live.Withdraw = order.Side == OrderSide.Buy ? _bids.Add(order.Price, live) : _asks.Add(order.Price, live);
            return;
        }

        Action? unTrail = null;
        if (order.Conditional == ConditionalKind.TrailingStop)
        {
            _trailing.Add(order.Number, live);
            unTrail = () => _trailing.Remove(order.Number);
        }

        // A trailing stop that is not armed yet waits only in the trailing list.
        var unTrigger = order is { TriggerPrice: { } price, TriggerDirection: { } direction, ActivationPrice: null }
            ? Triggers(order.TriggerBy, direction).Add(price, live)
            : null;
        live.Withdraw = () =>
        {
            unTrail?.Invoke();
            unTrigger?.Invoke();
        };
    }

    /// <summary>Puts an active order in the queue of those that match at a later tick.</summary>
    public void AddWorking(LiveOrder live)
    {
        Debug.Assert(live.Withdraw is null, "an order rests in one place");
        var key = (live.Order.MatchableAt.ToUnixTimeMilliseconds(), live.Order.Number);
        _working.Add(key, live);
        live.Withdraw = () => _working.Remove(key);
    }

    /// <summary>Active orders whose time has come, in order of time.</summary>
    public IReadOnlyList<LiveOrder> Due(DateTimeOffset now)
    {
        var nowMs = now.ToUnixTimeMilliseconds();
        return _working.Count == 0 ? [] : [.. _working.TakeWhile(w => w.Key.DueMs <= nowMs).Select(w => w.Value)];
    }

    /// <summary>Conditional orders whose trigger is reached, oldest first.</summary>
    public IReadOnlyList<LiveOrder> Triggered(SymbolMarket market)
    {
        List<LiveOrder>? found = null;
        foreach (var ((source, direction), ladder) in _triggers)
        {
            var price = market.PriceOf(source);
            if (direction == TriggerDirection.Falling)
            {
                ladder.CollectAtOrAbove(price, ref found);
            }
            else
            {
                ladder.CollectAtOrBelow(price, ref found);
            }
        }

        found?.Sort(static (a, b) => a.Order.Number.CompareTo(b.Order.Number));
        return found ?? (IReadOnlyList<LiveOrder>)[];
    }

    /// <summary>Resting limit orders that a price reaches, best price first, then oldest.</summary>
    public IReadOnlyList<LiveOrder> Reached(decimal price)
    {
        List<LiveOrder>? found = null;
        _bids.CollectAtOrAbove(price, ref found);
        _asks.CollectAtOrBelow(price, ref found);
        return found ?? (IReadOnlyList<LiveOrder>)[];
    }

    private SortedLadder Triggers(PriceSource source, TriggerDirection direction)
    {
        if (!_triggers.TryGetValue((source, direction), out var ladder))
        {
            ladder = new SortedLadder();
            _triggers.Add((source, direction), ladder);
        }

        return ladder;
    }
}
