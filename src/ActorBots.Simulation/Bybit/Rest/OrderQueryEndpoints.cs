using System.Collections.Immutable;
using ActorBots.Simulation.Bybit.Json;
using ActorBots.Simulation.Orders;
using ActorBots.Simulation.Wire.Rest;

namespace ActorBots.Simulation.Bybit.Rest;

/// <summary>Lists of open, recent and past orders.</summary>
internal sealed class OrderQueryEndpoints(BybitVenue venue)
{
    private const int RecentlyClosed = 500;

    /// <summary>How long orders that ended without any fill are remembered; market time.</summary>
    private static readonly TimeSpan UnfilledRetention = TimeSpan.FromHours(24);

    /// <summary>The routes.</summary>
    public IEnumerable<RestRoute> Routes =>
    [
        RestRoute.Query("/v5/order/realtime", 50, Realtime),
        RestRoute.Query("/v5/order/history", 50, History),
    ];

    private RestReply Realtime(RestCall call)
    {
        var parameters = call.Parameters.Linear();
        var symbol = parameters.Text("symbol");
        var isScoped = (symbol + parameters.Text("baseCoin") + parameters.Text("settleCoin")).Length > 0;
        var closedOnly = parameters.Integer("openOnly") is 1;
        var limit = parameters.Limit(50, 20);
        var before = PageCursor.Read(parameters);
        if (parameters.Problem is { } problem)
        {
            return problem;
        }

        if (HasId(parameters))
        {
            var found = Find(call, parameters);
            return Page(found is { IsOpen: true } || found?.UpdatedAt >= venue.OpenedAt ? [found] : [], limit, isHistory: false);
        }

        if (!isScoped)
        {
            return BybitReply.BadParameter("Missing some parameters that must be filled in, symbol, settleCoin or baseCoin");
        }

        IEnumerable<VenueOrder> orders = closedOnly
            ? venue.Exchange.GetClosedOrders(call.ApiKey, new OrderQuery { Symbol = Optional(symbol), Limit = RecentlyClosed })
                .Where(o => o.UpdatedAt >= venue.OpenedAt)
            : venue.Exchange.GetOpenOrders(call.ApiKey, Optional(symbol));
        return Page(
            [.. orders.Where(o => IsInScope(o, parameters) && !venue.Hidden.Contains(o.OrderId) && (before is null || o.Number < before))],
            limit,
            isHistory: false);
    }

    private RestReply History(RestCall call)
    {
        var parameters = call.Parameters.Linear();
        var symbol = parameters.Text("symbol");
        var (since, until) = TimeRange.Read(parameters, venue.Exchange.MarketTime);
        var status = ReadStatus(parameters);
        var limit = parameters.Limit(50, 20);
        var before = PageCursor.Read(parameters);
        if (parameters.Problem is { } problem)
        {
            return problem;
        }

        if (HasId(parameters))
        {
            var found = Find(call, parameters);
            return Page(found is { IsOpen: false } && IsRetained(found) ? [found] : [], limit, isHistory: true);
        }

        return Page(ReadHistory(call, parameters, new OrderQuery
        {
            Symbol = Optional(symbol),
            Since = since,
            Until = until,
            Status = status,
            Before = before,
            Limit = 1000,
        }, limit), limit, isHistory: true);
    }

    /// <summary>Reads on until a page is full: retention and filters drop rows.</summary>
    private ImmutableArray<VenueOrder> ReadHistory(RestCall call, RestParameters parameters, OrderQuery query, int limit)
    {
        List<VenueOrder> rows = [];
        while (true)
        {
            var read = venue.Exchange.GetClosedOrders(call.ApiKey, query);
            rows.AddRange(read.Where(o => IsRetained(o) && IsInScope(o, parameters) && !venue.Hidden.Contains(o.OrderId)));
            if (rows.Count > limit || read.Length < query.Limit)
            {
                return [.. rows];
            }

            query = query with { Before = read[^1].Number };
        }
    }

    private VenueOrder? Find(RestCall call, RestParameters parameters)
    {
        var order = venue.Exchange.FindOrder(call.ApiKey, Optional(parameters.Text("orderId")), Optional(parameters.Text("orderLinkId")));
        var symbol = parameters.Text("symbol");
        return order is null || venue.Hidden.Contains(order.OrderId) || (symbol.Length > 0 && order.Symbol != symbol) ? null : order;
    }

    private bool IsRetained(VenueOrder order) =>
        order.FilledQuantity > 0m || order.Status == VenueOrderStatus.Filled || venue.Exchange.MarketTime - order.UpdatedAt <= UnfilledRetention;

    private bool IsInScope(VenueOrder order, RestParameters parameters)
    {
        var settle = parameters.Text("settleCoin");
        var coin = parameters.Text("baseCoin");
        var isStop = order.Conditional != ConditionalKind.None
            && order.Status is VenueOrderStatus.Untriggered or VenueOrderStatus.Deactivated;
        return (settle is "" or "USDT")
            && (coin.Length == 0 || venue.Instrument(order.Symbol)?.BaseCurrency == coin)
            && parameters.Text("orderFilter") switch
            {
                "Order" => !isStop,
                "StopOrder" => isStop,
                _ => true,
            };
    }

    private static RestReply Page(ImmutableArray<VenueOrder> orders, int limit, bool isHistory) => RestReply.Of(json =>
    {
        json.WriteStartArray("list");
        foreach (var order in orders.Take(limit))
        {
            OrderJson.WriteRow(json, order, isHistory);
        }

        json.WriteEndArray();
        json.WriteString("nextPageCursor", orders.Length > limit ? PageCursor.Text(orders[limit - 1].Number) : string.Empty);
        json.WriteString("category", "linear");
    });

    private static VenueOrderStatus? ReadStatus(RestParameters parameters)
    {
        var text = parameters.Text("orderStatus");
        if (text.Length == 0)
        {
            return null;
        }

        if (Enum.TryParse<VenueOrderStatus>(text, out var status) && !char.IsAsciiDigit(text[0]))
        {
            return status;
        }

        parameters.Bad("orderStatus");
        return null;
    }

    private static bool HasId(RestParameters parameters) => (parameters.Text("orderId") + parameters.Text("orderLinkId")).Length > 0;

    private static string? Optional(string text) => text.Length > 0 ? text : null;
}
