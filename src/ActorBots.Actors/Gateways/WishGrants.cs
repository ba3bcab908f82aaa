using System.Collections.Immutable;
using ActorBots.Domain.Accounts;
using ActorBots.Domain.Bots;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.Orders;
using ActorBots.Protocol.Gateways;

namespace ActorBots.Actors.Gateways;

/// <summary>Grants what bots want done in a reading about what belongs to no bot; a foreign position is offered to one bot only.</summary>
internal sealed class WishGrants
{
    private readonly AccountRead _read;
    private readonly List<BotClaim> _claims;
    private readonly Dictionary<InstrumentId, AccountMismatch> _settled;
    private readonly Dictionary<InstrumentId, Instrument> _rules;
    private readonly HashSet<InstrumentId> _taken = [];
    private readonly List<string> _offered = [];
    private readonly Dictionary<string, OrderReport> _toCancel = new(StringComparer.Ordinal);

    /// <param name="read">The reading.</param>
    /// <param name="claims">The claims that it was compared with.</param>
    /// <param name="settled">The differences that two readings in a row have shown.</param>
    /// <param name="rules">The venue's rules of the instruments that bots trade.</param>
    public WishGrants(
        AccountRead read, List<BotClaim> claims, Dictionary<InstrumentId, AccountMismatch> settled, Dictionary<InstrumentId, Instrument> rules)
    {
        _read = read;
        _claims = claims;
        _settled = settled;
        _rules = rules;
    }

    /// <summary>The bots that were offered a position.</summary>
    public ImmutableArray<string> Offered => [.. _offered];

    /// <summary>The orders that are to be cancelled.</summary>
    public ImmutableArray<OrderReport> ToCancel => [.. _toCancel.Values];

    /// <summary>The answer with what is granted.</summary>
    public VenueSnapshot Grant(AccountCommand.Reconcile request, VenueSnapshot snapshot) => request.Wish switch
    {
        AccountWish.AdoptPosition => snapshot with { Answered = request.Wish, Adoption = Offer(request) },
        AccountWish.CancelForeignOrders => snapshot with { Answered = request.Wish, CancelledOrders = Cancel() },
        _ => snapshot,
    };

    private AdoptionOffer? Offer(AccountCommand.Reconcile request)
    {
        if (_taken.Contains(request.Instrument) || !_settled.TryGetValue(request.Instrument, out var found)
            || !_rules.TryGetValue(request.Instrument, out var rules)
            || AccountComparison.Offer(_read.Of(request.Instrument), found, _claims, rules) is not { } offer)
        {
            return null;
        }

        _taken.Add(request.Instrument);
        _offered.Add(request.BotId);
        return offer;
    }

    private int Cancel()
    {
        var foreign = _settled.Values.SelectMany(m => m.ForeignOrders).ToHashSet(StringComparer.Ordinal);
        foreach (var order in _read.OpenOrders.Where(o => foreign.Contains(o.VenueOrderId)))
        {
            _toCancel[order.VenueOrderId] = order;
        }

        return foreign.Count;
    }
}
