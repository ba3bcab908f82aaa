using System.Collections.Immutable;
using System.Text.Json;
using ActorBots.Simulation.Faults;
using ActorBots.Simulation.Orders;
using ActorBots.Simulation.Wire.Json;
using ActorBots.Simulation.Wire.Rest;

namespace ActorBots.Simulation.Bybit.Rest;

/// <summary>Placing, changing and cancelling orders, one by one and in batches.</summary>
internal sealed class OrderEndpoints(BybitVenue venue)
{
    /// <summary>Most orders of a batch.</summary>
    public const int LargestBatch = 20;

    private const int LargestCancelAll = 500;

    /// <summary>The routes.</summary>
    public IEnumerable<RestRoute> Routes =>
    [
        RestRoute.Command("/v5/order/create", 10, c => Single(c, CreateOne), TradeOperations.Create),
        RestRoute.Command("/v5/order/amend", 10, c => Single(c, AmendOne), TradeOperations.Amend),
        RestRoute.Command("/v5/order/cancel", 10, c => Single(c, CancelOne), TradeOperations.Cancel),
        RestRoute.Command("/v5/order/cancel-all", 10, CancelAll, TradeOperations.CancelEverything),
        RestRoute.Command("/v5/order/create-batch", 10, c => Batch(c, CreateOne), TradeOperations.Create, isBatch: true),
        RestRoute.Command("/v5/order/amend-batch", 10, c => Batch(c, AmendOne), TradeOperations.Amend, isBatch: true),
        RestRoute.Command("/v5/order/cancel-batch", 10, c => Batch(c, CancelOne), TradeOperations.Cancel, isBatch: true),
    ];

    private Outcome CreateOne(RestCall call, RestParameters parameters, int item)
    {
        var ticket = OrderParameters.ReadTicket(parameters);
        if (parameters.Problem is { } problem)
        {
            return new(problem, null);
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
        return new(RestReply.Done, outcome.Value);
    }

    private Outcome AmendOne(RestCall call, RestParameters parameters, int item)
    {
        var reference = OrderParameters.ReadReference(parameters);
        var amendment = OrderParameters.ReadAmendment(parameters);
        return Change(call, parameters, reference, isCancel: false, () => venue.Exchange.AmendOrder(call.ApiKey, reference, amendment));
    }

    private Outcome CancelOne(RestCall call, RestParameters parameters, int item)
    {
        var reference = OrderParameters.ReadReference(parameters);
        return Change(call, parameters, reference, isCancel: true, () => venue.Exchange.CancelOrder(call.ApiKey, reference));
    }

    private Outcome Change(
        RestCall call, RestParameters parameters, OrderReference reference, bool isCancel, Func<Outcome<VenueOrder>> change)
    {
        if (parameters.Problem is { } problem)
        {
            return new(problem, null);
        }

        if (venue.Exchange.FindOrder(call.ApiKey, reference.OrderId, reference.ClientOrderId) is { } hidden && venue.Hidden.Contains(hidden.OrderId))
        {
            return new(RefusalCodes.Reply(new Refusal(RefusalCode.OrderNotFound), isCancel), null);
        }

        var outcome = change();
        return outcome.IsSuccess ? new(RestReply.Done, outcome.Value) : new(RefusalCodes.Reply(outcome.Refusal, isCancel), null);
    }

    private static RestReply Single(RestCall call, Func<RestCall, RestParameters, int, Outcome> carryOut)
    {
        var (reply, order) = carryOut(call, call.Parameters.Linear(), 0);
        if (order is null)
        {
            return reply;
        }

        call.OrderIds = [order.OrderId];
        return RestReply.Of(json => WriteIds(json, order));
    }

    private static RestReply Batch(RestCall call, Func<RestCall, RestParameters, int, Outcome> carryOut)
    {
        var items = call.Parameters.Linear().Items("request");
        if (call.Parameters.Problem is { } problem)
        {
            return problem;
        }

        if (items.Count is 0 or > LargestBatch)
        {
            return BybitReply.BadParameter($"params error: request must hold 1 to {LargestBatch} orders");
        }

        var outcomes = items.Select((parameters, item) => call.Faults.First<FaultAction.Reject>(item) is { } reject
            ? new Outcome(RestReply.Refuse(reject.Code, reject.Text), null)
            : carryOut(call, parameters, item)).ToImmutableArray();
        call.OrderIds = [.. outcomes.Where(o => o.Order is not null).Select(o => o.Order!.OrderId)];
        return new RestReply
        {
            Result = json => WriteBatch(json, outcomes, items),
            Extra = json => WriteBatchCodes(json, outcomes),
        };
    }

    private RestReply CancelAll(RestCall call)
    {
        var parameters = call.Parameters.Linear();
        var symbol = parameters.Text("symbol");
        var filter = parameters.Text("orderFilter");
        var spareProtection = parameters.Text("stopOrderType") == "Stop" && filter == "StopOrder";
        if (symbol.Length == 0 && parameters.Text("baseCoin").Length == 0 && parameters.Text("settleCoin").Length == 0)
        {
            parameters.Bad("symbol");
        }

        if (filter is not ("" or "Order" or "StopOrder" or "OpenOrder"))
        {
            parameters.Bad("orderFilter");
        }

        if (symbol.Length == 0 && parameters.Text("baseCoin") is { Length: > 0 } coin)
        {
            symbol = venue.Exchange.Instruments.FirstOrDefault(i => i.BaseCurrency == coin)?.Symbol ?? coin;
        }

        if (parameters.Problem is { } problem)
        {
            return problem;
        }

        var outcome = venue.Exchange.CancelAll(call.ApiKey, new CancelScope
        {
            Symbol = symbol.Length > 0 ? symbol : null,
            ActiveOrders = filter is not "StopOrder",
            ConditionalOrders = filter is "" or "StopOrder",
            Protection = filter is "" or "StopOrder" && !spareProtection,
        });
        if (!outcome.IsSuccess)
        {
            return RefusalCodes.Reply(outcome.Refusal);
        }

        var cancelled = outcome.Value;
        call.OrderIds = [.. cancelled.Select(o => o.OrderId)];
        return RestReply.Of(json => WriteCancelled(json, cancelled));
    }

    private static void WriteCancelled(Utf8JsonWriter json, ImmutableArray<VenueOrder> orders)
    {
        json.WriteStartArray("list");
        foreach (var order in orders.Take(LargestCancelAll))
        {
            json.WriteStartObject();
            WriteIds(json, order);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("success", "1");
    }

    private static void WriteBatch(Utf8JsonWriter json, ImmutableArray<Outcome> outcomes, IReadOnlyList<RestParameters> items)
    {
        json.WriteStartArray("list");
        foreach (var (outcome, item) in outcomes.Zip(items))
        {
            json.WriteStartObject();
            json.WriteString("category", "linear");
            json.WriteString("symbol", item.Text("symbol"));
            json.WriteString("orderId", outcome.Order?.OrderId ?? string.Empty);
            json.WriteString("orderLinkId", outcome.Order?.ClientOrderId ?? item.Text("orderLinkId"));
            json.WriteString("createAt", outcome.Order is { } order ? WireJson.Text(order.CreatedAt) : string.Empty);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteBatchCodes(Utf8JsonWriter json, ImmutableArray<Outcome> outcomes)
    {
        json.WriteStartArray("list");
        foreach (var outcome in outcomes)
        {
            json.WriteStartObject();
            json.WriteNumber("code", outcome.Reply.Code);
            json.WriteString("msg", outcome.Reply.Text());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteIds(Utf8JsonWriter json, VenueOrder order)
    {
        json.WriteString("orderId", order.OrderId);
        json.WriteString("orderLinkId", order.ClientOrderId);
    }

    private sealed record Outcome(RestReply Reply, VenueOrder? Order);
}
