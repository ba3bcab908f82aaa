using System.Collections.Immutable;
using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Orders;

namespace ActorBots.Simulation.Matching;

/// <summary>Takes requests about take profits and stop losses that have ids of their own.</summary>
internal sealed class ProtectionDesk(ExchangeState state, OrderRegistry orders, OrderDesk desk, Protection protection)
{
    /// <summary>Places all tickets or none.</summary>
    public Outcome<ImmutableArray<VenueOrder>> Place(TradingAccount account, ImmutableArray<ProtectionTicket> tickets)
    {
        var drafts = new List<(ProtectionTicket Ticket, Holding Holding, Position Position)>();
        foreach (var ticket in tickets)
        {
            if (account.FindHolding(ticket.Symbol) is not { } holding)
            {
                return Refused(new Refusal(RefusalCode.UnknownInstrument, nameof(ticket.Symbol)));
            }

            if (holding.Positions.FirstOrDefault(p => p.Life?.Id == ticket.PositionId) is not { } position)
            {
                return Refused(new Refusal(RefusalCode.PositionNotFound, nameof(ticket.PositionId)));
            }

            var added = drafts.Count(d => d.Position == position);
            if (ProtectionRules.Check(ticket, holding, position, added, state.Settings.Matching) is { } refusal)
            {
                return Refused(refusal);
            }

            drafts.Add((ticket, holding, position));
        }

        return Outcome<ImmutableArray<VenueOrder>>.Success([.. drafts.Select(d => Add(d.Ticket, d.Holding, d.Position))]);
    }

    /// <summary>Changes a waiting one.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="orderId">Its id.</param>
    /// <param name="amendment">What to change.</param>
    /// <param name="stored">The order as the ledger knows it.</param>
    public Outcome<VenueOrder> Amend(TradingAccount account, string orderId, ProtectionAmendment amendment, Func<VenueOrder?> stored)
    {
        if (FindWaiting(account, orderId) is not { } live)
        {
            return Outcome<VenueOrder>.Refused(Missing(stored));
        }

        if (ProtectionRules.CheckQuantity(live, amendment.Quantity) is { } refusal)
        {
            return Outcome<VenueOrder>.Refused(refusal);
        }

        var change = new OrderAmendment
        {
            TriggerPrice = amendment.TriggerPrice,
            TriggerBy = amendment.TriggerBy,
            Quantity = amendment.Quantity,
            Price = amendment.LimitPrice,
        };
        return desk.Amend(account, new OrderReference(live.Order.Symbol, orderId, null), change, stored);
    }

    /// <summary>Ends a waiting one as the venue's own failure to fire it.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="orderId">Its id.</param>
    /// <param name="stored">The order as the ledger knows it.</param>
    public Outcome<VenueOrder> Fail(TradingAccount account, string orderId, Func<VenueOrder?> stored)
    {
        if (FindWaiting(account, orderId) is not { } live)
        {
            return Outcome<VenueOrder>.Refused(Missing(stored));
        }

        orders.Change(live, live.Order with { Status = VenueOrderStatus.Rejected, TriggeredAt = state.Now });
        return Outcome<VenueOrder>.Success(live.Order);
    }

    private static Outcome<ImmutableArray<VenueOrder>> Refused(Refusal refusal) => Outcome<ImmutableArray<VenueOrder>>.Refused(refusal);

    private static Refusal Missing(Func<VenueOrder?> stored) => new(
        stored() is { IsProtection: true } ? RefusalCode.OrderAlreadyEnded : RefusalCode.OrderNotFound, nameof(OrderReference.OrderId));

    private LiveOrder? FindWaiting(TradingAccount account, string orderId) =>
        orders.Find(account.Key, orderId, null) is { Order: { IsProtection: true, Status: VenueOrderStatus.Untriggered } } live ? live : null;

    private VenueOrder Add(ProtectionTicket ticket, Holding holding, Position position) => protection.AddPartial(
        holding, position, ticket.Kind, ticket.TriggerPrice, ticket.TriggerBy, ticket.Quantity, ticket.LimitPrice, string.Empty);
}
