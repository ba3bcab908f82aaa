using ActorBots.Domain.Orders;

namespace ActorBots.Venues.Bitunix;

/// <summary>
/// Whose the venue's order ids are. Trade rows carry the venue's id alone, so each order is asked about once and remembered, the last
/// some thousands. Thread-safe.
/// </summary>
internal sealed class BitunixOrderBook
{
    private const int Kept = 16_384;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, BitunixOrderFacts> _facts = new(StringComparer.Ordinal);
    private readonly Dictionary<ClientOrderId, string> _ids = [];
    private readonly Queue<string> _order = new();

    /// <summary>What a row or push tells about an order. Pushes do not tell what caused an order.</summary>
    public void Note(BitunixOrder row)
    {
        if (row.OrderId is { Length: > 0 } id)
        {
            Note(id, new BitunixOrderFacts(ClientOrderId.TryParse(row.ClientId), row.Source is null ? null : BitunixMapper.ToFillKind(row.Source)));
        }
    }

    /// <summary>An order of ours has this id at the venue.</summary>
    public void Note(string venueOrderId, ClientOrderId order) => Note(venueOrderId, new BitunixOrderFacts(order, FillKind.Trade));

    /// <summary>What is known of an order; nothing when nobody told.</summary>
    public BitunixOrderFacts? FactsOf(string venueOrderId)
    {
        lock (_gate)
        {
            return _facts.GetValueOrDefault(venueOrderId);
        }
    }

    /// <summary>The venue's id of an order of ours; nothing when it is not known.</summary>
    public string? IdOf(ClientOrderId order)
    {
        lock (_gate)
        {
            return _ids.GetValueOrDefault(order);
        }
    }

    private void Note(string id, BitunixOrderFacts facts)
    {
        lock (_gate)
        {
            var known = _facts.GetValueOrDefault(id);
            if (known is null)
            {
                _order.Enqueue(id);
            }

            var merged = new BitunixOrderFacts(facts.Order ?? known?.Order, facts.Kind ?? known?.Kind);
            _facts[id] = merged;
            if (merged.Order is { } order)
            {
                _ids[order] = id;
            }

            while (_order.Count > Kept && _facts.Remove(_order.Dequeue(), out var old))
            {
                if (old.Order is { } gone)
                {
                    _ids.Remove(gone);
                }
            }
        }
    }
}
