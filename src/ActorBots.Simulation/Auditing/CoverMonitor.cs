using ActorBots.Domain.Orders;
using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Ledger;
using ActorBots.Simulation.Orders;

namespace ActorBots.Simulation.Auditing;

/// <summary>
/// Measures, by the wall clock, how long positions are larger than the stops that rest for them. Spells go on while the process is dead:
/// their start is in the ledger.
/// </summary>
internal sealed class CoverMonitor
{
    private readonly ExchangeState _state;
    private readonly TimeProvider _wallClock;
    private readonly SortedDictionary<(string Account, string Symbol, int Index), CoverRow> _rows = [];

    public CoverMonitor(ExchangeState state, TimeProvider wallClock, IEnumerable<CoverRow> rows)
    {
        _state = state;
        _wallClock = wallClock;
        foreach (var row in rows)
        {
            _rows[(row.Account, row.Symbol, row.Index)] = row;
        }
    }

    /// <summary>Number of positions without full cover now.</summary>
    public int Naked => _rows.Values.Count(r => r.NakedSince is not null);

    /// <summary>Longest spell, ms, running ones included.</summary>
    public long LongestMs
    {
        get
        {
            var now = _wallClock.GetUtcNow();
            return _rows.Values.Select(r => Math.Max(r.LongestMs, SpellMs(r, now))).DefaultIfEmpty(0).Max();
        }
    }

    /// <summary>Looks at the holdings that the present mutation touched and adds what changed to it.</summary>
    public void Observe()
    {
        var now = _wallClock.GetUtcNow();
        foreach (var holding in _state.Mutation.Touched)
        {
            foreach (var position in holding.Positions)
            {
                Observe(holding, position, now);
            }
        }
    }

    private void Observe(Holding holding, Position position, DateTimeOffset now)
    {
        var key = (position.Account, position.Symbol, position.Index);
        var row = _rows.GetValueOrDefault(key) ?? new CoverRow(position.Account, position.Symbol, position.Index, null, 0);
        var isNaked = position.Size > Covered(holding, position);
        if (isNaked == row.NakedSince is not null)
        {
            return;
        }

        var next = isNaked ? row with { NakedSince = now } : row with { NakedSince = null, LongestMs = Math.Max(row.LongestMs, SpellMs(row, now)) };
        _rows[key] = next;
        _state.Mutation.Covers.Add(next);
    }

    private static long SpellMs(CoverRow row, DateTimeOffset now) => row.NakedSince is { } since ? (long)(now - since).TotalMilliseconds : 0;

    private static decimal Covered(Holding holding, Position position)
    {
        var direction = position.Side == OrderSide.Buy ? TriggerDirection.Falling : TriggerDirection.Rising;
        return holding.Orders.Values
            .Select(o => o.Order)
            .Where(o => o.ReduceOnly && o.PositionIndex == position.Index && o.Side != position.Side && (IsWaitingStop(o) || IsFiring(o)))
            .Sum(o => o.LeavesQuantity);

        bool IsWaitingStop(VenueOrder order) =>
            order is { Status: VenueOrderStatus.Untriggered, ActivationPrice: null } && order.TriggerDirection == direction;

        // What a fired stop made in its place goes on protecting until it is through.
        static bool IsFiring(VenueOrder order) => order.ParentOrderId.Length > 0;
    }
}
