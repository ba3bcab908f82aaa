using ActorBots.Domain.Orders;
using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Orders;

namespace ActorBots.Simulation.Matching;

/// <summary>What a take profit or stop loss of a stated quantity must fulfil.</summary>
internal static class ProtectionRules
{
    /// <summary>The first reason to refuse one, or nothing.</summary>
    /// <param name="ticket">The request.</param>
    /// <param name="holding">Where the position is.</param>
    /// <param name="position">The position; open.</param>
    /// <param name="added">How many the same request adds to the position before this one.</param>
    /// <param name="settings">Caps.</param>
    /// <exception cref="ArgumentException">The kind is neither of the two.</exception>
    public static Refusal? Check(ProtectionTicket ticket, Holding holding, Position position, int added, MatchingSettings settings)
    {
        var isTakeProfit = ticket.Kind switch
        {
            ConditionalKind.PartialTakeProfit => true,
            ConditionalKind.PartialStopLoss => false,
            _ => throw new ArgumentException($"kind {ticket.Kind}: must be PartialTakeProfit or PartialStopLoss", nameof(ticket)),
        };
        var market = holding.Market;
        if (!market.IsTrading)
        {
            return new Refusal(RefusalCode.NotTrading);
        }

        var present = added + holding.Orders.Values.Count(o => IsPartial(o.Order) && o.Order.PositionIndex == position.Index);
        return CheckQuantity(ticket.Quantity, ticket.LimitPrice, holding, position)
            ?? TicketRules.CheckPrice(ticket.TriggerPrice, nameof(ticket.TriggerPrice), market.Rules)
            ?? CheckSide(ticket, position, isTakeProfit, market.PriceOf(ticket.TriggerBy))
            ?? (ticket.LimitPrice is null ? null : TicketRules.CheckPrice(ticket.LimitPrice, nameof(ticket.LimitPrice), market.Rules))
            ?? (present >= settings.MaxPartialProtections
                ? new Refusal(RefusalCode.TooManyPartialProtections, nameof(ticket.Quantity), present + 1, settings.MaxPartialProtections)
                : null);
    }

    /// <summary>Why a waiting one may not have a new quantity, or nothing.</summary>
    public static Refusal? CheckQuantity(LiveOrder live, decimal? quantity) =>
        quantity is not { } wanted ? null
        : IsPartial(live.Order) ? CheckQuantity(wanted, live.Order.Type == OrderType.Limit ? live.Order.Price : null, live.Holding, live.Position)
        : new Refusal(RefusalCode.AmendmentNotApplicable, nameof(ProtectionAmendment.Quantity), quantity);

    private static bool IsPartial(VenueOrder order) =>
        order is { Conditional: ConditionalKind.PartialTakeProfit or ConditionalKind.PartialStopLoss, Status: VenueOrderStatus.Untriggered };

    private static Refusal? CheckQuantity(decimal quantity, decimal? limitPrice, Holding holding, Position position) =>
        TicketRules.CheckQuantity(quantity, limitPrice is null ? OrderType.Market : OrderType.Limit, holding.Market.Rules)
        ?? (quantity > position.Size
            ? new Refusal(RefusalCode.ProtectionAbovePosition, nameof(ProtectionTicket.Quantity), quantity, position.Size)
            : null);

    private static Refusal? CheckSide(ProtectionTicket ticket, Position position, bool isTakeProfit, decimal reference)
    {
        var mustBeAbove = isTakeProfit == (position.Side == OrderSide.Buy);
        return (mustBeAbove ? ticket.TriggerPrice > reference : ticket.TriggerPrice < reference) ? null : new Refusal(
            isTakeProfit ? RefusalCode.TakeProfitWrongSide : RefusalCode.StopLossWrongSide,
            nameof(ticket.TriggerPrice),
            ticket.TriggerPrice,
            null,
            reference,
            ticket.TriggerBy);
    }
}
