namespace ActorBots.Simulation.Matching;

/// <summary>Orders sorted by a price, then by age.</summary>
internal sealed class SortedLadder
{
    private readonly SortedSet<Rung> _rungs = new(RungOrder.Instance);

    /// <summary>Adds an order at a price.</summary>
    /// <returns>Takes it out again.</returns>
    public Action Add(decimal price, LiveOrder order)
    {
        var rung = new Rung(price, order.Order.Number, order);
        _rungs.Add(rung);
        return () => _rungs.Remove(rung);
    }

    /// <summary>Adds the orders at a price or above, highest first, then oldest.</summary>
    public void CollectAtOrAbove(decimal price, ref List<LiveOrder>? found)
    {
        if (_rungs.Count == 0 || _rungs.Max.Price < price)
        {
            return;
        }

        // The set's view is ascending in both keys: turn the prices round but keep the age ascending within one.
        foreach (var level in _rungs.GetViewBetween(new Rung(price, long.MinValue, null!), _rungs.Max).GroupBy(r => r.Price).Reverse())
        {
            (found ??= []).AddRange(level.Select(r => r.Order));
        }
    }

    /// <summary>Adds the orders at a price or below, lowest first, then oldest.</summary>
    public void CollectAtOrBelow(decimal price, ref List<LiveOrder>? found)
    {
        if (_rungs.Count == 0 || _rungs.Min.Price > price)
        {
            return;
        }

        (found ??= []).AddRange(_rungs.GetViewBetween(_rungs.Min, new Rung(price, long.MaxValue, null!)).Select(r => r.Order));
    }

    private readonly record struct Rung(decimal Price, long Number, LiveOrder Order);

    private sealed class RungOrder : IComparer<Rung>
    {
        public static RungOrder Instance { get; } = new();

        public int Compare(Rung x, Rung y) => x.Price != y.Price ? x.Price.CompareTo(y.Price) : x.Number.CompareTo(y.Number);
    }
}
