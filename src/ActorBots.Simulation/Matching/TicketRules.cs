using ActorBots.Domain.Orders;
using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Market;
using ActorBots.Simulation.Orders;

namespace ActorBots.Simulation.Matching;

/// <summary>What a ticket must fulfil before it is accepted, in the order in which a venue looks. The caller has found account and instrument.</summary>
internal static class TicketRules
{
    /// <summary>The first reason to refuse a ticket, or nothing.</summary>
    public static Refusal? Check(OrderTicket ticket, Holding holding, MatchingSettings settings)
    {
        var market = holding.Market;
        return !market.IsTrading ? new Refusal(RefusalCode.NotTrading)
            : !holding.Fits(ticket.PositionIndex) ? new Refusal(RefusalCode.PositionModeMismatch, nameof(ticket.PositionIndex), ticket.PositionIndex)
            : CheckReduce(ticket, holding)
            ?? CheckQuantity(ticket.Quantity, ticket.Type, market.Rules)
            ?? CheckPrices(ticket, market)
            ?? CheckProtection(ticket, market)
            ?? CheckTolerance(ticket)
            ?? CheckNotional(ticket, holding)
            ?? CheckCaps(ticket, holding, settings);
    }

    /// <summary>Whether a price is on the tick and in the instrument's range.</summary>
    public static Refusal? CheckPrice(decimal? price, string field, InstrumentRules rules)
    {
        if (price is not { } value || value < rules.MinPrice || value > rules.MaxPrice)
        {
            return new Refusal(RefusalCode.PriceOutOfRange, field, price, price > rules.MaxPrice ? rules.MaxPrice : rules.MinPrice);
        }

        return value % rules.Instrument.TickSize == 0m
            ? null
            : new Refusal(RefusalCode.PriceOffTick, field, value, rules.Instrument.TickSize);
    }

    /// <summary>Whether a quantity is on the step and inside the limits.</summary>
    public static Refusal? CheckQuantity(decimal quantity, OrderType type, InstrumentRules rules)
    {
        var instrument = rules.Instrument;
        var maximum = type == OrderType.Market ? instrument.MaxMarketQuantity.Value : rules.MaxLimitQuantity;
        const string Field = nameof(OrderTicket.Quantity);
        return quantity < instrument.MinQuantity.Value ? new Refusal(RefusalCode.QuantityBelowMinimum, Field, quantity, instrument.MinQuantity.Value)
            : quantity > maximum ? new Refusal(RefusalCode.QuantityAboveMaximum, Field, quantity, maximum)
            : quantity % instrument.QuantityStep != 0m ? new Refusal(RefusalCode.QuantityOffStep, Field, quantity, instrument.QuantityStep)
            : null;
    }

    /// <summary>Whether a trigger still lies ahead of the price that it watches.</summary>
    public static Refusal? CheckTrigger(decimal trigger, TriggerDirection direction, PriceSource source, SymbolMarket market)
    {
        var current = market.PriceOf(source);
        const string Field = nameof(OrderTicket.TriggerPrice);
        return direction switch
        {
            TriggerDirection.Rising when trigger <= current => new Refusal(RefusalCode.TriggerNotAbovePrice, Field, trigger, null, current, source),
            TriggerDirection.Falling when trigger >= current => new Refusal(RefusalCode.TriggerNotBelowPrice, Field, trigger, null, current, source),
            _ => null,
        };
    }

    /// <summary>Whether take profit and stop loss lie on their sides of a price; zero stands for none.</summary>
    public static Refusal? CheckSides(OrderSide side, decimal? takeProfit, decimal? stopLoss, decimal reference, InstrumentRules rules)
    {
        var isLong = side == OrderSide.Buy;
        return Check(takeProfit, nameof(OrderTicket.TakeProfit), RefusalCode.TakeProfitWrongSide, mustBeAbove: isLong)
            ?? Check(stopLoss, nameof(OrderTicket.StopLoss), RefusalCode.StopLossWrongSide, mustBeAbove: !isLong);

        Refusal? Check(decimal? price, string field, RefusalCode code, bool mustBeAbove) => price is not { } value || value == 0m
            ? null
            : CheckPrice(value, field, rules)
                ?? ((mustBeAbove ? value > reference : value < reference) ? null : new Refusal(code, field, value, null, reference, PriceSource.Last));
    }

    private static Refusal? CheckReduce(OrderTicket ticket, Holding holding)
    {
        if (!ticket.ReduceOnly)
        {
            return null;
        }

        var position = holding[ticket.PositionIndex];
        const string Field = nameof(ticket.ReduceOnly);
        return ticket.TakeProfit is not null || ticket.StopLoss is not null ? new Refusal(RefusalCode.ProtectionOnReduceOnly, Field)
            : position.IsFlat ? new Refusal(RefusalCode.NothingToReduce, Field, ticket.Quantity)
            : position.ClosableBy(ticket.Side) == 0m ? new Refusal(RefusalCode.ReduceOnlySameSide, Field, ticket.Quantity)
            : null;
    }

    private static Refusal? CheckPrices(OrderTicket ticket, SymbolMarket market)
    {
        var refusal = ticket.Type == OrderType.Limit ? CheckPrice(ticket.Price, nameof(ticket.Price), market.Rules) : null;
        if (refusal is not null || ticket.TriggerPrice is not { } trigger)
        {
            return refusal;
        }

        return CheckPrice(trigger, nameof(ticket.TriggerPrice), market.Rules) ?? (ticket.TriggerDirection is { } direction
            ? CheckTrigger(trigger, direction, ticket.TriggerBy, market)
            : new Refusal(RefusalCode.TriggerDirectionMissing, nameof(ticket.TriggerDirection)));
    }

    private static Refusal? CheckProtection(OrderTicket ticket, SymbolMarket market)
    {
        if (ticket.ProtectionMode != ProtectionMode.Partial && (ticket.TakeProfitLimitPrice ?? ticket.StopLossLimitPrice) is not null)
        {
            return new Refusal(RefusalCode.ProtectionLimitNeedsPartial, nameof(ticket.ProtectionMode));
        }

        var reference = ticket.Price ?? ticket.TriggerPrice ?? market.LastPrice;
        return CheckSides(ticket.Side, ticket.TakeProfit, ticket.StopLoss, reference, market.Rules)
            ?? (ticket.TakeProfitLimitPrice is null ? null : CheckPrice(ticket.TakeProfitLimitPrice, nameof(ticket.TakeProfitLimitPrice), market.Rules))
            ?? (ticket.StopLossLimitPrice is null ? null : CheckPrice(ticket.StopLossLimitPrice, nameof(ticket.StopLossLimitPrice), market.Rules));
    }

    private static Refusal? CheckTolerance(OrderTicket ticket)
    {
        if (ticket.SlippageTolerance is not { } tolerance)
        {
            return null;
        }

        var inRange = tolerance.Unit == SlippageUnit.Ticks
            ? tolerance.Value is >= 1m and <= 10_000m && decimal.IsInteger(tolerance.Value)
            : tolerance.Value is >= 0.01m and <= 10m;
        return inRange && ticket.Type == OrderType.Market && ticket.TriggerPrice is null
            ? null
            : new Refusal(RefusalCode.SlippageToleranceInvalid, nameof(ticket.SlippageTolerance), tolerance.Value);
    }

    private static Refusal? CheckNotional(OrderTicket ticket, Holding holding)
    {
        if (ticket.ReduceOnly)
        {
            return null;
        }

        var price = (ticket.Type == OrderType.Limit ? ticket.Price : ticket.TriggerPrice) ?? holding.Market.LastPrice;
        var minimum = holding.Market.Rules.Instrument.MinNotional.Value;
        return ticket.Quantity * price < minimum
            ? new Refusal(RefusalCode.NotionalBelowMinimum, nameof(ticket.Quantity), ticket.Quantity * price, minimum)
            : null;
    }

    private static Refusal? CheckCaps(OrderTicket ticket, Holding holding, MatchingSettings settings)
    {
        var (conditional, active) = (0, 0);
        foreach (var live in holding.Orders.Values)
        {
            if (live.Order.Status != VenueOrderStatus.Untriggered)
            {
                active++;
            }
            else if (live.Order.Conditional == ConditionalKind.Stop)
            {
                conditional++;
            }
        }

        return ticket.TriggerPrice is not null && conditional >= settings.MaxConditionalOrders
            ? new Refusal(RefusalCode.TooManyConditionalOrders, nameof(ticket.TriggerPrice), conditional, settings.MaxConditionalOrders)
            : ticket.TriggerPrice is null && active >= settings.MaxOpenOrders
                ? new Refusal(RefusalCode.TooManyOrders, nameof(ticket.Quantity), active, settings.MaxOpenOrders)
                : null;
    }
}
