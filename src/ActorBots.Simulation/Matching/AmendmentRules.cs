using ActorBots.Simulation.Orders;

namespace ActorBots.Simulation.Matching;

/// <summary>What an amendment must fulfil, and the order that it makes.</summary>
internal static class AmendmentRules
{
    /// <summary>The first reason to refuse an amendment, or nothing.</summary>
    public static Refusal? Check(LiveOrder live, OrderAmendment amendment)
    {
        var order = live.Order;
        var market = live.Holding.Market;
        var isWaiting = order.Status == VenueOrderStatus.Untriggered;
        if (!market.IsTrading)
        {
            return new Refusal(RefusalCode.NotTrading);
        }

        if (!isWaiting && (amendment.TriggerPrice is not null || amendment.TriggerBy is not null))
        {
            return new Refusal(RefusalCode.AmendmentNotApplicable, nameof(amendment.TriggerPrice), amendment.TriggerPrice);
        }

        // An active market order is on its way into the market: there is nothing left to change.
        if ((!isWaiting || amendment.Price is not null) && order.Type == OrderType.Market)
        {
            return new Refusal(RefusalCode.AmendmentNotApplicable, nameof(amendment.Price), amendment.Price);
        }

        return CheckNumbers(live, amendment)
            ?? CheckTrigger(order, amendment, market)
            ?? TicketRules.CheckSides(
                order.Side, amendment.TakeProfit, amendment.StopLoss, order.Price > 0m ? order.Price : market.LastPrice, market.Rules)
            ?? (Apply(order, amendment) == order ? new Refusal(RefusalCode.OrderNotModified) : null);
    }

    /// <summary>The order with the amendment in it.</summary>
    public static VenueOrder Apply(VenueOrder order, OrderAmendment amendment)
    {
        var takeProfit = amendment.TakeProfit is { } t ? Nothing(t) : order.TakeProfit;
        var stopLoss = amendment.StopLoss is { } s ? Nothing(s) : order.StopLoss;
        return order with
        {
            Quantity = amendment.Quantity ?? order.Quantity,
            Price = amendment.Price ?? order.Price,
            TriggerPrice = amendment.TriggerPrice ?? order.TriggerPrice,
            TriggerBy = amendment.TriggerBy ?? order.TriggerBy,
            TakeProfit = takeProfit,
            StopLoss = stopLoss,
            TakeProfitBy = amendment.TakeProfitBy ?? order.TakeProfitBy,
            StopLossBy = amendment.StopLossBy ?? order.StopLossBy,
            TakeProfitLimitPrice = amendment.TakeProfitLimitPrice ?? order.TakeProfitLimitPrice,
            StopLossLimitPrice = amendment.StopLossLimitPrice ?? order.StopLossLimitPrice,
            ProtectionMode = order.ProtectionMode ?? ((takeProfit ?? stopLoss) is null ? null : ProtectionMode.Full),
        };
    }

    private static decimal? Nothing(decimal price) => price == 0m ? null : price;

    private static Refusal? CheckNumbers(LiveOrder live, OrderAmendment amendment)
    {
        var (order, holding) = (live.Order, live.Holding);
        var rules = holding.Market.Rules;
        if (amendment.Quantity is { } quantity)
        {
            var refusal = TicketRules.CheckQuantity(quantity, order.Type, rules)
                ?? (quantity <= order.FilledQuantity
                    ? new Refusal(RefusalCode.QuantityAlreadyFilled, nameof(amendment.Quantity), quantity, order.FilledQuantity)
                    : null);
            if (refusal is not null)
            {
                return refusal;
            }
        }

        return (amendment.Price is null ? null : TicketRules.CheckPrice(amendment.Price, nameof(amendment.Price), rules)) ?? CheckMargin(live, amendment);
    }

    private static Refusal? CheckMargin(LiveOrder live, OrderAmendment amendment)
    {
        var before = live.Holding.OrderMarginOf(live.Order);
        var after = live.Holding.OrderMarginOf(Apply(live.Order, amendment));
        var free = live.Holding.Account.FreeMargin();
        return after > before && after - before > free
            ? new Refusal(RefusalCode.InsufficientMargin, nameof(amendment.Quantity), amendment.Quantity, free, after - before)
            : null;
    }

    private static Refusal? CheckTrigger(VenueOrder order, OrderAmendment amendment, Market.SymbolMarket market)
    {
        if (amendment.TriggerPrice is null && amendment.TriggerBy is null)
        {
            return null;
        }

        // A trailing stop's trigger belongs to the price; it is changed through the position.
        if (order.Conditional == ConditionalKind.TrailingStop || order is not { TriggerPrice: { } present, TriggerDirection: { } direction })
        {
            return new Refusal(RefusalCode.AmendmentNotApplicable, nameof(amendment.TriggerPrice), amendment.TriggerPrice);
        }

        var trigger = amendment.TriggerPrice ?? present;
        return TicketRules.CheckPrice(trigger, nameof(amendment.TriggerPrice), market.Rules)
            ?? TicketRules.CheckTrigger(trigger, direction, amendment.TriggerBy ?? order.TriggerBy, market);
    }
}
