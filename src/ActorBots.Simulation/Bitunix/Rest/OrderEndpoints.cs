using System.Collections.Immutable;
using System.Text.Json;
using ActorBots.Simulation.Faults;
using ActorBots.Simulation.Orders;
using ActorBots.Simulation.Wire.Rest;

namespace ActorBots.Simulation.Bitunix.Rest;

/// <summary>Placing and changing orders, and closing positions at the market.</summary>
internal sealed class OrderEndpoints(BitunixVenue venue)
{
    private const int LargestBatch = 5;

    private readonly OrderParameters _reader = new(venue);

    /// <summary>The routes.</summary>
    public IEnumerable<RestRoute> Routes =>
    [
        RestRoute.Command("/api/v1/futures/trade/place_order", 10, Place, TradeOperations.Create),
        RestRoute.Command("/api/v1/futures/trade/batch_order", 1, PlaceAll, TradeOperations.Create, isBatch: true),
        RestRoute.Command("/api/v1/futures/trade/modify_order", 10, Modify, TradeOperations.Amend),
        RestRoute.Command("/api/v1/futures/trade/flash_close_position", 5, FlashClose),
        RestRoute.Command("/api/v1/futures/trade/close_all_position", 1, CloseAll),
    ];

    private RestReply Place(RestCall call)
    {
        var placed = Place(call, call.Parameters, call.Parameters.Symbol(), 0);
        call.OrderIds = call.CreatedOrderIds;
        return placed.Order is { } order ? BitunixReply.Object(json => WriteIds(json, order)) : placed.Refusal!;
    }

    private RestReply PlaceAll(RestCall call)
    {
        var symbol = call.Parameters.RequiredSymbol();
        var items = call.Parameters.Items("orderList");
        if (call.Parameters.Problem is { } problem)
        {
            return problem;
        }

        if (items.Count is 0 or > LargestBatch)
        {
            return items.Count == 0 ? BitunixReply.BadParameter("Parameter error: orderList")
                : RestReply.Refuse(BitunixCode.BatchTooLarge, $"The batch is larger than the maximum of {LargestBatch}");
        }

        var placed = items.Select((parameters, item) => call.Faults.First<FaultAction.Reject>(item) is { } reject
            ? new Placed(RestReply.Refuse(reject.Code, reject.Text), null)
            : Place(call, parameters, symbol, item)).ToImmutableArray();
        call.OrderIds = call.CreatedOrderIds;
        return ListedOutcome.Reply(
            [.. placed.Zip(items, (p, parameters) => new ListedOutcome(p.Order?.OrderId ?? string.Empty, parameters.Peek("clientId"), p.Refusal))]);
    }

    /// <summary>Looks at the client id first of all: whoever repeats an order must learn that, whatever else would be wrong with it now.</summary>
    private Placed Place(RestCall call, RestParameters parameters, string symbol, int item)
    {
        var ticket = OrderParameters.ReadTicket(parameters, symbol);
        if (parameters.Problem is { } problem)
        {
            return new(problem, null);
        }

        var isRepeated = ticket.ClientOrderId.Length > 0 && venue.Exchange.FindOrder(call.ApiKey, null, ticket.ClientOrderId) is not null;
        if (!isRepeated && venue.Instrument(symbol) is not null)
        {
            (ticket, var refusal) = _reader.Fit(call.ApiKey, ticket, parameters);
            refusal ??= _reader.BandRefusal(ticket) ?? (ticket.Quantity > 0m ? null : RefusalCodes.Reply(new Refusal(RefusalCode.QuantityBelowMinimum)));
            if (refusal is not null)
            {
                return new(refusal, null);
            }
        }

        if (call.Faults.First<FaultAction.PartialFill>(item) is { } fill && ticket.ClientOrderId.Length > 0)
        {
            venue.MatchPolicy.Plan(call.ApiKey, ticket.ClientOrderId, fill);
        }

        var outcome = venue.Exchange.PlaceOrder(call.ApiKey, ticket);
        if (!outcome.IsSuccess)
        {
            return new(RefusalCodes.Reply(outcome.Refusal), null);
        }

        if (call.Faults.First<FaultAction.HideOrder>(item) is { } hide)
        {
            venue.Hidden.Hide(outcome.Value.OrderId, hide.Duration);
        }

        call.CreatedOrderIds = call.CreatedOrderIds.Add(outcome.Value.OrderId);
        return new(null, outcome.Value);
    }

    /// <summary>The quantity is the whole order's, the filled part included. What is not named of take profit and stop loss stays.</summary>
    private RestReply Modify(RestCall call)
    {
        var parameters = call.Parameters;
        var amendment = new OrderAmendment
        {
            Quantity = parameters.Number("qty"),
            Price = parameters.Number("price"),
            TakeProfit = parameters.Number("tpPrice"),
            StopLoss = parameters.Number("slPrice"),
            TakeProfitBy = parameters.OptionalSource("tpStopType"),
            StopLossBy = parameters.OptionalSource("slStopType"),
            TakeProfitLimitPrice = OrderParameters.ReadLimit(parameters, "tp"),
            StopLossLimitPrice = OrderParameters.ReadLimit(parameters, "sl"),
        };
        if (amendment.Quantity is null || amendment.Price is null)
        {
            parameters.Bad(amendment.Quantity is null ? "qty" : "price");
        }

        if (parameters.Problem is { } problem)
        {
            return problem;
        }

        if (venue.FindVisible(call.ApiKey, parameters.Optional("orderId"), parameters.Optional("clientId")) is not { IsProtection: false } order)
        {
            return BitunixReply.OrderNotFound;
        }

        call.OrderIds = [order.OrderId];
        var outcome = venue.Exchange.AmendOrder(call.ApiKey, new OrderReference(order.Symbol, order.OrderId, null), amendment);
        return outcome.IsSuccess || outcome.Refusal.Code == RefusalCode.OrderNotModified
            ? BitunixReply.Object(json => WriteIds(json, order))
            : RefusalCodes.Reply(outcome.Refusal);
    }

    private RestReply FlashClose(RestCall call)
    {
        var positionId = call.Parameters.Required("positionId");
        if (call.Parameters.Problem is { } problem)
        {
            return problem;
        }

        var outcome = venue.Exchange.Positions.Close(call.ApiKey, positionId);
        if (!outcome.IsSuccess)
        {
            return RefusalCodes.Reply(outcome.Refusal);
        }

        call.OrderIds = [outcome.Value.OrderId];
        return BitunixReply.Object(json => json.WriteString("positionId", positionId));
    }

    private RestReply CloseAll(RestCall call)
    {
        var symbol = call.Parameters.Symbol();
        if (symbol.Length > 0 && venue.Instrument(symbol) is null)
        {
            return BitunixReply.UnknownSymbol;
        }

        foreach (var position in venue.Exchange.GetPositions(call.ApiKey, symbol.Length > 0 ? symbol : null).Where(p => p.Size > 0m))
        {
            // One that is gone meanwhile is closed as well.
            if (venue.Exchange.Positions.Close(call.ApiKey, position.PositionId) is { IsSuccess: true } closed)
            {
                call.OrderIds = call.OrderIds.Add(closed.Value.OrderId);
            }
        }

        return BitunixReply.EmptyText;
    }

    private static void WriteIds(Utf8JsonWriter json, VenueOrder order)
    {
        json.WriteString("orderId", order.OrderId);
        json.WriteString("clientId", order.ClientOrderId);
    }

    private sealed record Placed(RestReply? Refusal, VenueOrder? Order);
}
