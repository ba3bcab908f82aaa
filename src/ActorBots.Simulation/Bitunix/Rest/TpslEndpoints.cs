using System.Collections.Immutable;
using ActorBots.Simulation.Bitunix.Json;
using ActorBots.Simulation.Faults;
using ActorBots.Simulation.Orders;
using ActorBots.Simulation.Wire.Rest;

namespace ActorBots.Simulation.Bitunix.Rest;

/// <summary>Take profits and stop losses of stated quantities, and the cancel of either kind. Each leg is an order with an id of its own.</summary>
internal sealed class TpslEndpoints(BitunixVenue venue)
{
    private const int PerSecond = 10;

    /// <summary>The routes.</summary>
    public IEnumerable<RestRoute> Routes =>
    [
        RestRoute.Command("/api/v1/futures/tpsl/place_order", PerSecond, Place, TradeOperations.CreateStop),
        RestRoute.Command("/api/v1/futures/tpsl/modify_order", PerSecond, Modify, TradeOperations.AmendStop),
        RestRoute.Command("/api/v1/futures/tpsl/cancel_order", PerSecond, Cancel, TradeOperations.CancelStop),
    ];

    private RestReply Place(RestCall call)
    {
        var parameters = call.Parameters;
        var symbol = parameters.RequiredSymbol();
        var positionId = parameters.Required("positionId");
        var tickets = ((string[])["tp", "sl"]).Select(leg => ReadTicket(parameters, leg, symbol, positionId)).OfType<ProtectionTicket>().ToImmutableArray();
        if (parameters.Problem is { } problem)
        {
            return problem;
        }

        if (tickets.IsEmpty)
        {
            return RestReply.Refuse(BitunixCode.NoTriggerPrice, "Neither a TP price nor an SL price is given");
        }

        if (tickets.Any(t => t.TriggerPrice <= 0m))
        {
            return RestReply.Refuse(BitunixCode.TriggerNotPositive, "The trigger price must be above 0");
        }

        var outcome = venue.Exchange.Protections.Place(call.ApiKey, tickets);
        if (!outcome.IsSuccess)
        {
            return RefusalCodes.Reply(outcome.Refusal);
        }

        var orders = outcome.Value;
        call.OrderIds = call.CreatedOrderIds = [.. orders.Select(o => o.OrderId)];
        if (call.Faults.First<FaultAction.HideOrder>() is { } hide)
        {
            orders.ToList().ForEach(o => venue.Hidden.Hide(o.OrderId, hide.Duration));
        }

        return BitunixReply.Array(orders, (json, order) =>
        {
            json.WriteString("orderId", order.OrderId);
            json.WriteString("clientId", string.Empty);
        });
    }

    /// <summary>A row has one leg: what is sent for the other one is ignored. The same values again are a success without effect.</summary>
    private RestReply Modify(RestCall call)
    {
        var parameters = call.Parameters;
        var orderId = parameters.Required("orderId");
        if (parameters.Problem is { } missing)
        {
            return missing;
        }

        if (venue.FindVisible(call.ApiKey, orderId, null) is not { IsProtection: true } order)
        {
            return BitunixReply.OrderNotFound;
        }

        var leg = TpslJson.IsTakeProfit(order) ? "tp" : "sl";
        var amendment = new ProtectionAmendment
        {
            TriggerPrice = parameters.Number($"{leg}Price"),
            TriggerBy = parameters.OptionalSource($"{leg}StopType"),
            Quantity = parameters.Number($"{leg}Qty"),
            LimitPrice = order.Type == OrderType.Limit ? parameters.Number($"{leg}OrderPrice") : null,
        };
        if (amendment.TriggerPrice is null)
        {
            return RestReply.Refuse(BitunixCode.NoTriggerPrice, $"{leg}Price is not given");
        }

        if (parameters.Problem is { } problem)
        {
            return problem;
        }

        call.OrderIds = [orderId];
        var outcome = venue.Exchange.Protections.Amend(call.ApiKey, orderId, amendment);
        return outcome.IsSuccess || outcome.Refusal.Code == RefusalCode.OrderNotModified
            ? BitunixReply.Object(json => json.WriteString("orderId", orderId))
            : RefusalCodes.Reply(outcome.Refusal, leg == "tp");
    }

    private RestReply Cancel(RestCall call)
    {
        var symbol = call.Parameters.RequiredSymbol();
        var orderId = call.Parameters.Required("orderId");
        if (call.Parameters.Problem is { } problem)
        {
            return problem;
        }

        if (venue.FindVisible(call.ApiKey, orderId, null) is not { IsProtection: true } order || order.Symbol != symbol)
        {
            return BitunixReply.OrderNotFound;
        }

        call.OrderIds = [orderId];
        var outcome = venue.Exchange.CancelOrder(call.ApiKey, new OrderReference(symbol, orderId, null));
        return outcome.IsSuccess ? BitunixReply.Object(json => json.WriteString("orderId", orderId)) : RefusalCodes.Reply(outcome.Refusal);
    }

    private static ProtectionTicket? ReadTicket(RestParameters parameters, string leg, string symbol, string positionId)
    {
        if (parameters.Number($"{leg}Price") is not { } trigger)
        {
            return null;
        }

        var quantity = parameters.Number($"{leg}Qty");
        if (quantity is null)
        {
            parameters.Bad($"{leg}Qty");
        }

        return new ProtectionTicket
        {
            Symbol = symbol,
            PositionId = positionId,
            Kind = leg == "tp" ? ConditionalKind.PartialTakeProfit : ConditionalKind.PartialStopLoss,
            TriggerPrice = trigger,
            TriggerBy = parameters.Source($"{leg}StopType"),
            Quantity = quantity ?? 0m,
            LimitPrice = OrderParameters.ReadLimit(parameters, leg),
        };
    }
}
