using System.Collections.Immutable;
using ActorBots.Simulation.Bitunix.Json;
using ActorBots.Simulation.Orders;
using ActorBots.Simulation.Wire.Rest;

namespace ActorBots.Simulation.Bitunix.Rest;

/// <summary>One order in detail, and lists of open and past ones.</summary>
internal sealed class OrderQueryEndpoints(BitunixVenue venue)
{
    private const int PerSecond = 10;
    private const int LargestPage = 100;
    private const int UsualPage = 10;
    private const int LedgerPage = 1000;

    /// <summary>How far back the history goes without cancelled orders, and with only them; market time.</summary>
    private static readonly TimeSpan FilledRetention = TimeSpan.FromDays(90);

    /// <inheritdoc cref="FilledRetention"/>
    private static readonly TimeSpan CancelledRetention = TimeSpan.FromDays(3);

    /// <summary>The routes.</summary>
    public IEnumerable<RestRoute> Routes =>
    [
        RestRoute.Query("/api/v1/futures/trade/get_order_detail", PerSecond, Detail),
        RestRoute.Query("/api/v1/futures/trade/get_pending_orders", PerSecond, Pending),
        RestRoute.Query("/api/v1/futures/trade/get_history_orders", PerSecond, History),
    ];

    private RestReply Detail(RestCall call)
    {
        var orderId = call.Parameters.Optional("orderId");
        var clientId = call.Parameters.Optional("clientId");
        return orderId is null && clientId is null ? BitunixReply.BadParameter("Parameter error: orderId or clientId is required")
            : venue.FindVisible(call.ApiKey, orderId, clientId) is not { IsProtection: false } order ? BitunixReply.OrderNotFound
            : BitunixReply.Object(json => OrderJson.WriteOrder(json, order, ContextOf(order), isHistory: false));
    }

    private RestReply Pending(RestCall call)
    {
        var filter = Filter.Read(call.Parameters);
        if (call.Parameters.Problem is { } problem)
        {
            return problem;
        }

        var rows = venue.Exchange.GetOpenOrders(call.ApiKey, filter.Symbol).Where(o => IsShown(o, filter)).ToImmutableArray();
        return Page(rows.Skip(filter.Skip).Take(filter.Limit), rows.Length, isHistory: false);
    }

    private RestReply History(RestCall call)
    {
        var parameters = call.Parameters;
        var isCancelled = parameters.Flag("queryCanceled") ?? false;
        var filter = Filter.Read(parameters);
        if (parameters.Problem is { } problem)
        {
            return problem;
        }

        var oldest = venue.Exchange.MarketTime - (isCancelled ? CancelledRetention : FilledRetention);
        var query = new OrderQuery
        {
            Symbol = filter.Symbol,
            Since = filter.Since > oldest ? filter.Since : oldest,
            Until = filter.Until,
            Status = isCancelled ? VenueOrderStatus.Cancelled : VenueOrderStatus.Filled,
            IsProtection = false,
        };
        if (filter.NeedsReading)
        {
            var rows = ReadAll(call.ApiKey, query).Where(o => IsShown(o, filter)).ToImmutableArray();
            return Page(rows.Skip(filter.Skip).Take(filter.Limit), rows.Length, isHistory: true);
        }

        var page = venue.Exchange.GetClosedOrders(call.ApiKey, query with { Skip = filter.Skip, Limit = filter.Limit });
        return Page(page.Where(o => !venue.Hidden.Contains(o.OrderId)), venue.Exchange.CountClosedOrders(call.ApiKey, query), isHistory: true);
    }

    private IEnumerable<VenueOrder> ReadAll(string apiKey, OrderQuery query)
    {
        while (true)
        {
            var read = venue.Exchange.GetClosedOrders(apiKey, query with { Limit = LedgerPage });
            foreach (var order in read)
            {
                yield return order;
            }

            if (read.Length < LedgerPage)
            {
                yield break;
            }

            query = query with { Before = read[^1].Number };
        }
    }

    private bool IsShown(VenueOrder order, Filter filter) => !order.IsProtection
        && !venue.Hidden.Contains(order.OrderId)
        && (filter.OrderId is null || order.OrderId == filter.OrderId)
        && (filter.ClientId is null || order.ClientOrderId == filter.ClientId)
        && (filter.Status.Length == 0 || BitunixWords.Status(order, venue.Settings).TrimEnd('_') == filter.Status)
        && (filter.Type.Length == 0 || BitunixWords.Of(order.Type) == filter.Type)
        && (filter.Since is null || order.CreatedAt >= filter.Since)
        && (filter.Until is null || order.CreatedAt <= filter.Until);

    private RestReply Page(IEnumerable<VenueOrder> rows, long total, bool isHistory) =>
        BitunixReply.Page("orderList", rows, total, (json, order) => OrderJson.WriteOrder(json, order, ContextOf(order), isHistory));

    private RowContext ContextOf(VenueOrder order)
    {
        var closes = order.FilledQuantity > 0m && order.ClosedPnl != 0m;
        var gross = closes
            ? venue.Exchange.GetExecutions(order.Account, new ExecutionQuery { OrderId = order.OrderId, Limit = LedgerPage }).Sum(e => e.GrossPnl)
            : 0m;
        return new RowContext(venue.Settings, venue.LeverageOf(order.Account, order.Symbol), gross);
    }

    /// <summary>What a list is asked for.</summary>
    private sealed record Filter(
        string? Symbol, string? OrderId, string? ClientId, string Status, string Type, DateTimeOffset? Since, DateTimeOffset? Until, int Skip, int Limit)
    {
        /// <summary>Whether the ledger cannot tell by itself which rows there are.</summary>
        public bool NeedsReading => OrderId is not null || ClientId is not null || Status.Length > 0 || Type.Length > 0;

        public static Filter Read(RestParameters parameters) => new(
            parameters.Symbol() is { Length: > 0 } symbol ? symbol : null,
            parameters.Optional("orderId"),
            parameters.Optional("clientId"),
            parameters.Word("status").TrimEnd('_'),
            parameters.Word("type"),
            parameters.Time("startTime"),
            parameters.Time("endTime"),
            parameters.Skip(),
            parameters.Limit(LargestPage, UsualPage));
    }
}
