using ActorBots.Simulation.Bybit.Json;
using ActorBots.Simulation.Orders;
using ActorBots.Simulation.Wire.Rest;

namespace ActorBots.Simulation.Bybit.Rest;

/// <summary>The list of executions.</summary>
internal sealed class ExecutionEndpoints(BybitVenue venue)
{
    /// <summary>The routes.</summary>
    public IEnumerable<RestRoute> Routes => [RestRoute.Query("/v5/execution/list", 50, Executions)];

    private RestReply Executions(RestCall call)
    {
        var parameters = call.Parameters.Linear();
        var (since, until) = TimeRange.Read(parameters, venue.Exchange.MarketTime);
        var kind = ReadKind(parameters);
        var limit = parameters.Limit(100, 50);
        var before = PageCursor.Read(parameters);
        if (parameters.Problem is { } problem)
        {
            return problem;
        }

        var orderId = Optional(parameters.Text("orderId"));
        var linkId = orderId is null ? Optional(parameters.Text("orderLinkId")) : null;
        var query = orderId is not null || linkId is not null
            ? new ExecutionQuery { OrderId = orderId, ClientOrderId = linkId, Before = before, Limit = limit + 1 }
            : new ExecutionQuery
            {
                Symbol = Optional(parameters.Text("symbol")),
                Kind = kind,
                Since = since,
                Until = until,
                Before = before,
                Limit = limit + 1,
            };
        var rows = parameters.Text("settleCoin") is "" or "USDT" ? venue.Exchange.GetExecutions(call.ApiKey, query) : [];
        return RestReply.Of(json =>
        {
            json.WriteString("nextPageCursor", rows.Length > limit ? PageCursor.Text(rows[limit - 1].Number) : string.Empty);
            json.WriteString("category", "linear");
            json.WriteStartArray("list");
            foreach (var row in rows.Take(limit).Where(r => !venue.Hidden.Contains(r.OrderId)))
            {
                ExecutionJson.WriteRow(json, row);
            }

            json.WriteEndArray();
        });
    }

    private static ExecutionKind? ReadKind(RestParameters parameters)
    {
        switch (parameters.Text("execType"))
        {
            case "":
                return null;
            case "Trade":
                return ExecutionKind.Trade;
            case "Funding":
                return ExecutionKind.Funding;
            case "BustTrade":
                return ExecutionKind.Liquidation;
            case "AdlTrade":
                return ExecutionKind.AutoDeleveraging;
            default:
                parameters.Bad("execType");
                return null;
        }
    }

    private static string? Optional(string text) => text.Length > 0 ? text : null;
}
