using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Venues.Transport;

namespace ActorBots.Venues.Bitunix;

/// <summary>
/// Which of the venue's stops are whose. Bitunix's TP/SL orders carry no id of ours, and the order that a fired one makes has an id of its
/// own. A stop is known by the venue's id once that was acknowledged, else by symbol, quantity and trigger price. One row belongs to one
/// order: the earlier claim holds. Twins are the same to the venue and go out in the order of ids. Thread-safe.
/// </summary>
internal sealed class BitunixStopBook
{
    /// <summary>How much earlier than intended a row may have been made: clocks of the market and of the venue's rows differ by as much.</summary>
    private static readonly TimeSpan Earliness = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ChildBefore = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ChildAfter = TimeSpan.FromSeconds(5);
    private const int EndedKept = 2048;

    private readonly Lock _gate = new();
    private readonly Dictionary<ClientOrderId, BitunixStopClaim> _claims = [];
    private readonly Dictionary<string, ClientOrderId> _owners = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _children = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _parents = new(StringComparer.Ordinal);
    private readonly Queue<ClientOrderId> _ended = new();
    private readonly HashSet<ClientOrderId> _isEnded = [];

    /// <summary>A stop is about to be sent.</summary>
    public void Intend(ClientOrderId order, InstrumentId instrument, Quantity quantity, Price trigger, DateTimeOffset? at)
    {
        lock (_gate)
        {
            var known = _claims.GetValueOrDefault(order);
            _claims[order] = new BitunixStopClaim(order, instrument, quantity, trigger, known?.StopId ?? string.Empty, known?.IntendedAt ?? at, IsInFlight: true);
        }
    }

    /// <summary>The venue acknowledged a stop.</summary>
    public void Acknowledge(ClientOrderId order, string stopId)
    {
        lock (_gate)
        {
            if (_claims.TryGetValue(order, out var claim))
            {
                Own(claim with { IsInFlight = false }, stopId);
            }
        }
    }

    /// <summary>The answer to a placement is lost; the stop may rest or not.</summary>
    public void Lose(ClientOrderId order)
    {
        lock (_gate)
        {
            if (_claims.TryGetValue(order, out var claim))
            {
                _claims[order] = claim with { IsInFlight = false };
            }
        }
    }

    /// <summary>The venue refused a stop: there is none.</summary>
    public void Withdraw(ClientOrderId order)
    {
        lock (_gate)
        {
            if (_claims.TryGetValue(order, out var claim) && claim.StopId.Length == 0)
            {
                _claims.Remove(order);
            }
        }
    }

    /// <summary>A bot told what it knows of its stop. What this process learned by itself is as good or newer and stays.</summary>
    public void Recognise(OrderTrace trace)
    {
        if (trace.TriggerPrice is not { } trigger)
        {
            return;
        }

        lock (_gate)
        {
            if (!_claims.TryGetValue(trace.ClientOrderId, out var claim))
            {
                claim = new BitunixStopClaim(
                    trace.ClientOrderId, trace.Instrument, trace.Quantity, trigger, string.Empty, trace.IntendedAt, IsInFlight: false);
            }

            claim = claim with { IntendedAt = trace.IntendedAt };
            _claims[claim.Order] = claim;
            if (claim.StopId.Length == 0 && trace.VenueOrderId.Length > 0)
            {
                Own(claim, trace.VenueOrderId);
            }
        }
    }

    /// <summary>The venue moved a stop.</summary>
    public void Moved(ClientOrderId order, string stopId, Quantity quantity, Price trigger)
    {
        lock (_gate)
        {
            if (_claims.TryGetValue(order, out var claim))
            {
                Own(claim with { Quantity = quantity, Trigger = trigger }, stopId);
            }
        }
    }

    /// <summary>Nothing more will happen to a stop. It is remembered for a while, for questions about its end.</summary>
    public void End(ClientOrderId order)
    {
        lock (_gate)
        {
            if (!_claims.ContainsKey(order) || !_isEnded.Add(order))
            {
                return;
            }

            _ended.Enqueue(order);
            while (_ended.Count > EndedKept)
            {
                Forget(_ended.Dequeue());
            }
        }
    }

    /// <summary>What is known of one of our stops.</summary>
    public BitunixStopClaim? ClaimOf(ClientOrderId order)
    {
        lock (_gate)
        {
            return _claims.GetValueOrDefault(order);
        }
    }

    /// <summary>Our stops of an instrument and quantity that have not ended.</summary>
    public IReadOnlyList<ClientOrderId> Live(InstrumentId instrument, Quantity quantity)
    {
        lock (_gate)
        {
            return [.. _claims.Values.Where(c => c.Instrument == instrument && c.Quantity == quantity && !_isEnded.Contains(c.Order)).Select(c => c.Order)];
        }
    }

    /// <summary>Whose a stop of the venue is; nothing when nobody claims it.</summary>
    public ClientOrderId? OwnerOf(string stopId)
    {
        lock (_gate)
        {
            return _owners.TryGetValue(stopId, out var order) ? order : null;
        }
    }

    /// <summary>Gives rows to the stops that fit them and have none yet.</summary>
    /// <param name="rows">Rows of the venue, working or ended.</param>
    public void Match(IReadOnlyCollection<BitunixStopRow> rows)
    {
        lock (_gate)
        {
            var searching = _claims.Values
                .Where(c => c.StopId.Length == 0 && !c.IsInFlight && !_isEnded.Contains(c.Order))
                .OrderBy(c => c.IntendedAt ?? DateTimeOffset.MaxValue)
                .ThenBy(c => c.Order.Value, StringComparer.Ordinal)
                .ToArray();
            foreach (var claim in searching)
            {
                var free = rows.Where(r => claim.Fits(r) && !_owners.ContainsKey(r.Id)).DistinctBy(r => r.Id).OrderBy(r => r.Id, IdOrder.Instance).ToArray();

                // The newest may belong to twins whose acknowledgement is on its way.
                var reserved = _claims.Values.Count(c => c.IsInFlight && c.StopId.Length == 0 && c.IsTwinOf(claim));
                var row = free.Take(Math.Max(0, free.Length - reserved)).FirstOrDefault(r => IsYoungEnough(r, claim));
                if (row is not null)
                {
                    Own(claim, row.Id);
                }
            }
        }
    }

    /// <summary>Our stop whose child an order is; nothing when it is none.</summary>
    public ClientOrderId? OwnerOfChild(string orderId)
    {
        lock (_gate)
        {
            return _parents.TryGetValue(orderId, out var stopId) && _owners.TryGetValue(stopId, out var order) ? order : null;
        }
    }

    /// <summary>The order that a stop made; nothing when that is not known.</summary>
    public string? ChildOf(string stopId)
    {
        lock (_gate)
        {
            return _children.GetValueOrDefault(stopId);
        }
    }

    /// <summary>Finds the order that a fired stop made: the same id, else a nameless reduce-only market order made just then.</summary>
    /// <param name="fired">The stop.</param>
    /// <param name="orders">Orders of its instrument.</param>
    /// <returns>The order; nothing when it is not among them.</returns>
    public BitunixOrder? Link(BitunixStopRow fired, IReadOnlyCollection<BitunixOrder> orders)
    {
        lock (_gate)
        {
            if (_children.TryGetValue(fired.Id, out var known))
            {
                return orders.FirstOrDefault(o => o.OrderId == known);
            }

            var child = orders.FirstOrDefault(o => o.OrderId == fired.Id)
                ?? orders
                    .Where(o => IsChild(o, fired) && !_parents.ContainsKey(o.OrderId!))
                    .OrderBy(o => BitunixMapper.ToTime(o.Ctime, "ctime"))
                    .ThenBy(o => o.OrderId!, IdOrder.Instance)
                    .FirstOrDefault();
            if (child?.OrderId is { } childId)
            {
                _children[fired.Id] = childId;
                _parents[childId] = fired.Id;
            }

            return child;
        }
    }

    private static bool IsChild(BitunixOrder order, BitunixStopRow fired) =>
        fired.TriggeredAt is { } at
        && string.IsNullOrEmpty(order.ClientId)
        && !string.IsNullOrEmpty(order.OrderId)
        && order.Symbol == fired.Instrument.Symbol
        && BitunixMapper.IsMarket(order)
        && BitunixMapper.IsReduceOnly(order)
        && WireNumber.TryParse(order.Qty) == fired.Quantity.Value
        && BitunixMapper.ToTime(order.Ctime, "ctime") is var made
        && made >= at - ChildBefore
        && made <= at + ChildAfter;

    /// <summary>Working rows do not tell when they were made; ended ones must not be older than the wish.</summary>
    private static bool IsYoungEnough(BitunixStopRow row, BitunixStopClaim claim) =>
        row.Status == BitunixStopStatus.Pending || row.CreatedAt >= claim.IntendedAt - Earliness;

    private void Own(BitunixStopClaim claim, string stopId)
    {
        if (_owners.TryGetValue(stopId, out var owner) && owner != claim.Order)
        {
            _claims[claim.Order] = claim;
            return;
        }

        if (claim.StopId.Length > 0 && claim.StopId != stopId)
        {
            _owners.Remove(claim.StopId);
        }

        _owners[stopId] = claim.Order;
        _claims[claim.Order] = claim with { StopId = stopId };
    }

    private void Forget(ClientOrderId order)
    {
        _isEnded.Remove(order);
        if (_claims.Remove(order, out var claim) && _owners.Remove(claim.StopId) && _children.Remove(claim.StopId, out var child))
        {
            _parents.Remove(child);
        }
    }

    /// <summary>Ids are growing numbers, written without leading zeros.</summary>
    private sealed class IdOrder : IComparer<string>
    {
        public static IdOrder Instance { get; } = new();

        public int Compare(string? x, string? y)
        {
            var byLength = (x?.Length ?? 0).CompareTo(y?.Length ?? 0);
            return byLength != 0 ? byLength : string.CompareOrdinal(x, y);
        }
    }
}
