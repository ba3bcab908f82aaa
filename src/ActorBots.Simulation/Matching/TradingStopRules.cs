using ActorBots.Domain.Orders;
using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Orders;

namespace ActorBots.Simulation.Matching;

/// <summary>What a request for take profit, stop loss or trailing stop of a position must fulfil.</summary>
internal static class TradingStopRules
{
    /// <summary>The first reason to refuse it, or nothing.</summary>
    public static Refusal? Check(TradingStopRequest request, Holding holding, MatchingSettings settings)
    {
        if (!holding.Fits(request.PositionIndex))
        {
            return new Refusal(RefusalCode.PositionModeMismatch, nameof(request.PositionIndex), request.PositionIndex);
        }

        var position = holding[request.PositionIndex];
        if (position.Side is not { } side)
        {
            return new Refusal(RefusalCode.NoPositionToProtect);
        }

        if (request.Mode != ProtectionMode.Partial && (request.TakeProfitLimitPrice ?? request.StopLossLimitPrice) is not null)
        {
            return new Refusal(RefusalCode.ProtectionLimitNeedsPartial, nameof(request.Mode));
        }

        var market = holding.Market;
        return TicketRules.CheckSides(side, request.TakeProfit, request.StopLoss, market.LastPrice, market.Rules)
            ?? CheckTrailing(request, side, market.LastPrice, market.Rules)
            ?? (request.Mode == ProtectionMode.Partial ? CheckParts(request, holding, position, settings) : null);
    }

    private static Refusal? CheckTrailing(TradingStopRequest request, OrderSide side, decimal last, Market.InstrumentRules rules)
    {
        if (request.TrailingStop is not { } distance || distance == 0m)
        {
            return null;
        }

        const string Field = nameof(request.TrailingStop);
        var tick = rules.Instrument.TickSize;
        if (distance < 0m || (side == OrderSide.Buy && distance >= last))
        {
            return new Refusal(RefusalCode.PriceOutOfRange, Field, distance, tick, last);
        }

        if (distance % tick != 0m)
        {
            return new Refusal(RefusalCode.PriceOffTick, Field, distance, tick);
        }

        return request.ActivationPrice is not { } activation || activation == 0m
            ? null
            : TicketRules.CheckPrice(activation, nameof(request.ActivationPrice), rules);
    }

    private static Refusal? CheckParts(TradingStopRequest request, Holding holding, Position position, MatchingSettings settings)
    {
        var present = holding.Orders.Values.Count(o =>
            o.Order.Conditional is ConditionalKind.PartialTakeProfit or ConditionalKind.PartialStopLoss && o.Order.PositionIndex == position.Index);
        var added = (request.TakeProfit > 0m ? 1 : 0) + (request.StopLoss > 0m ? 1 : 0);
        if (present + added > settings.MaxPartialProtections)
        {
            return new Refusal(RefusalCode.TooManyPartialProtections, nameof(request.Mode), present + added, settings.MaxPartialProtections);
        }

        return CheckPart(request.TakeProfitQuantity, nameof(request.TakeProfitQuantity), request.TakeProfitLimitPrice)
            ?? CheckPart(request.StopLossQuantity, nameof(request.StopLossQuantity), request.StopLossLimitPrice);

        Refusal? CheckPart(decimal? quantity, string field, decimal? limitPrice)
        {
            var rules = holding.Market.Rules;
            if (quantity > position.Size)
            {
                return new Refusal(RefusalCode.QuantityAboveMaximum, field, quantity, position.Size);
            }

            return (quantity is { } q ? TicketRules.CheckQuantity(q, limitPrice is null ? OrderType.Market : OrderType.Limit, rules) : null)
                ?? (limitPrice is null ? null : TicketRules.CheckPrice(limitPrice, field, rules));
        }
    }
}
