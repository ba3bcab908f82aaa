using System.Collections.Immutable;
using System.Text.Json;
using ActorBots.Simulation.Faults;
using ActorBots.Simulation.Orders;
using ActorBots.Simulation.Wire.Json;

namespace ActorBots.Simulation.Bybit.Rest;

/// <summary>Placing, changing and cancelling orders, one by one and in batches.</summary>
internal sealed class OrderEndpoints(BybitVenue venue)
{
    /// <summary>The operations' names in fault rules.</summary>
    public const string Create = "order.create";

    /// <inheritdoc cref="Create"/>
    public const string Amend = "order.amend";

    /// <inheritdoc cref="Create"/>
    public const string Cancel = "order.cancel";

    /// <inheritdoc cref="Create"/>
    public const string CancelEverything = "order.cancel-all";

    /// <summary>Most orders of a batch.</summary>
    public const int LargestBatch = 20;

    private const int LargestCancelAll = 500;

    /// <summary>The routes.</summary>
    public IEnumerable<RestRoute> Routes =>
    [
        RestRoute.Command("/v5/order/create", 10, c => Single(c, CreateOne), Create),
        RestRoute.Command("/v5/order/amend", 10, c => Single(c, AmendOne), Amend),
        RestRoute.Command("/v5/order/cancel", 10, c => Single(c, CancelOne), Cancel),
        RestRoute.Command("/v5/order/cancel-all", 10, CancelAll, CancelEverything),
        RestRoute.Command("/v5/order/create-batch", 10, c => Batch(c, CreateOne), Create, isBatch: true),
        RestRoute.Command("/v5/order/amend-batch", 10, c => Batch(c, AmendOne), Amend, isBatch: true),
        RestRoute.Command("/v5/order/cancel-batch", 10, c => Batch(c, CancelOne), Cancel, isBatch: true),
    ];

    private Outcome CreateOne(BybitCall call, BybitParameters parameters, int item)
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
        return new(BybitReply.Done, outcome.Value);
    }

    private Outcome AmendOne(BybitCall call, BybitParameters parameters, int item)
    {
        var reference = OrderParameters.ReadReference(parameters);
        var amendment = OrderParameters.ReadAmendment(parameters);
        return Change(call, parameters, reference, isCancel: false, () => venue.Exchange.AmendOrder(call.ApiKey, reference, amendment));
    }

    private Outcome CancelOne(BybitCall call, BybitParameters parameters, int item)
    {
        var reference = OrderParameters.ReadReference(parameters);
        return Change(call, parameters, reference, isCancel: true, () => venue.Exchange.CancelOrder(call.ApiKey, reference));
    }

    private Outcome Change(
        BybitCall call, BybitParameters parameters, OrderReference reference, bool isCancel, Func<Outcome<VenueOrder>> change)
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
        return outcome.IsSuccess ? new(BybitReply.Done, outcome.Value) : new(RefusalCodes.Reply(outcome.Refusal, isCancel), null);
    }

    private static BybitReply Single(BybitCall call, Func<BybitCall, BybitParameters, int, Outcome> carryOut)
    {
        var (reply, order) = carryOut(call, call.Parameters.Linear(), 0);
        if (order is null)
        {
            return reply;
        }

        call.OrderIds = [order.OrderId];
        return BybitReply.Of(json => WriteIds(json, order));
    }

    private static BybitReply Batch(BybitCall call, Func<BybitCall, BybitParameters, int, Outcome> carryOut)
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
            ? new Outcome(BybitReply.Refuse(reject.Code, reject.Text), null)
            : carryOut(call, parameters, item)).ToImmutableArray();
        call.OrderIds = [.. outcomes.Where(o => o.Order is not null).Select(o => o.Order!.OrderId)];
        return new BybitReply
        {
            Result = json => WriteBatch(json, outcomes, items),
            Extra = json => WriteBatchCodes(json, outcomes),
        };
    }

    private BybitReply CancelAll(BybitCall call)
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
        return BybitReply.Of(json => WriteCancelled(json, cancelled));
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

    private static void WriteBatch(Utf8JsonWriter json, ImmutableArray<Outcome> outcomes, IReadOnlyList<BybitParameters> items)
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
            json.WriteString("msg", outcome.Reply.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteIds(Utf8JsonWriter json, VenueOrder order)
    {
        json.WriteString("orderId", order.OrderId);
        json.WriteString("orderLinkId", order.ClientOrderId);
    }

    private sealed record Outcome(BybitReply Reply, VenueOrder? Order);
}
