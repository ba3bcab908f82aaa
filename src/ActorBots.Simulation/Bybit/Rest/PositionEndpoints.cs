using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Bybit.Json;
using ActorBots.Simulation.Orders;
using ActorBots.Simulation.Wire.Json;
using ActorBots.Simulation.Wire.Rest;

namespace ActorBots.Simulation.Bybit.Rest;

/// <summary>Positions, their leverage, mode and protection, and the results of closing orders.</summary>
internal sealed class PositionEndpoints(BybitVenue venue)
{
    private const int MoneyDecimals = 8;

    /// <summary>The routes.</summary>
    public IEnumerable<RestRoute> Routes =>
    [
        RestRoute.Query("/v5/position/list", 50, Positions),
        RestRoute.Query("/v5/position/closed-pnl", 50, ClosedPnl),
        RestRoute.Command("/v5/position/set-leverage", 10, SetLeverage),
        RestRoute.Command("/v5/position/switch-mode", 10, SwitchMode),
        RestRoute.Command("/v5/position/trading-stop", 10, SetTradingStop),
    ];

    private RestReply Positions(RestCall call)
    {
        var parameters = call.Parameters.Linear();
        var symbol = parameters.Text("symbol");
        var settle = parameters.Text("settleCoin");
        var limit = parameters.Limit(200, 20);
        var after = PageCursor.Read(parameters) ?? 0;
        if (parameters.Problem is { } problem)
        {
            return problem;
        }

        if (symbol.Length == 0 && settle.Length == 0)
        {
            return BybitReply.BadParameter("Missing some parameters that must be filled in, symbol or settleCoin");
        }

        if (symbol.Length > 0 && venue.Instrument(symbol) is null)
        {
            return BybitReply.BadParameter("Not supported symbols");
        }

        var rows = symbol.Length > 0 || settle == "USDT"
            ? venue.Exchange.GetPositions(call.ApiKey, symbol.Length > 0 ? symbol : null)
            : [];
        var page = rows.Skip((int)Math.Min(after, int.MaxValue)).Take(limit).ToList();
        var next = after + page.Count < rows.Length ? PageCursor.Text(after + page.Count) : string.Empty;
        return RestReply.Of(json =>
        {
            json.WriteStartArray("list");
            foreach (var row in page)
            {
                PositionJson.WriteRow(json, row, venue.Instrument(row.Symbol)!.RiskLimitValue);
            }

            json.WriteEndArray();
            json.WriteString("nextPageCursor", next);
            json.WriteString("category", "linear");
        });
    }

    private RestReply SetLeverage(RestCall call)
    {
        var parameters = call.Parameters.Linear();
        var symbol = parameters.Required("symbol");
        var buy = parameters.Number("buyLeverage");
        var sell = parameters.Number("sellLeverage");
        if (buy is null || sell is null)
        {
            parameters.Bad(buy is null ? "buyLeverage" : "sellLeverage");
        }

        if (parameters.Problem is { } problem)
        {
            return problem;
        }

        if (buy != sell)
        {
            return BybitReply.BadParameter("buy leverage invalid: buyLeverage must be equal to sellLeverage");
        }

        var outcome = venue.Exchange.SetLeverage(call.ApiKey, symbol, buy!.Value);
        return outcome.IsSuccess ? RestReply.Done : RefusalCodes.Reply(outcome.Refusal);
    }

    private RestReply SwitchMode(RestCall call)
    {
        var parameters = call.Parameters.Linear();
        var symbol = parameters.Text("symbol");
        var coin = parameters.Text("coin");
        var mode = parameters.Integer("mode") switch
        {
            0 => PositionMode.OneWay,
            3 => PositionMode.Hedge,
            _ => (PositionMode?)null,
        };
        if (mode is null)
        {
            parameters.Bad("mode");
        }

        if (symbol.Length == 0 && coin != "USDT")
        {
            parameters.Bad(coin.Length == 0 ? "symbol" : "coin");
        }

        if (parameters.Problem is { } problem)
        {
            return problem;
        }

        var outcome = venue.Exchange.SwitchPositionMode(call.ApiKey, symbol.Length > 0 ? symbol : null, mode!.Value);
        return outcome.IsSuccess ? RestReply.Done : RefusalCodes.Reply(outcome.Refusal);
    }

    private RestReply SetTradingStop(RestCall call)
    {
        var parameters = call.Parameters.Linear();
        var request = TradingStopParameters.Read(parameters);
        if (parameters.Problem is { } problem)
        {
            return problem;
        }

        var outcome = venue.Exchange.SetTradingStop(call.ApiKey, request);
        return outcome.IsSuccess ? RestReply.Done : RefusalCodes.Reply(outcome.Refusal);
    }

    private RestReply ClosedPnl(RestCall call)
    {
        var parameters = call.Parameters.Linear();
        var symbol = parameters.Text("symbol");
        var (since, until) = TimeRange.Read(parameters, venue.Exchange.MarketTime);
        var limit = parameters.Limit(100, 50);
        var before = PageCursor.Read(parameters);
        if (parameters.Problem is { } problem)
        {
            return problem;
        }

        var query = new OrderQuery
        {
            Symbol = symbol.Length > 0 ? symbol : null,
            Since = since,
            Until = until,
            Before = before,
            Limit = limit + 1,
        };
        var rows = venue.Exchange.GetClosedPnl(call.ApiKey, query);
        return RestReply.Of(json =>
        {
            json.WriteString("category", "linear");
            json.WriteStartArray("list");
            foreach (var row in rows.Take(limit))
            {
                WriteClosedPnl(json, row);
            }

            json.WriteEndArray();
            json.WriteString("nextPageCursor", rows.Length > limit ? PageCursor.Text(rows[limit - 1].OrderNumber) : string.Empty);
        });
    }

    private static void WriteClosedPnl(System.Text.Json.Utf8JsonWriter json, ClosedPnlRow row)
    {
        json.WriteStartObject();
        json.WriteString("symbol", row.Symbol);
        json.WriteString("orderId", row.OrderId);
        json.WriteString("side", BybitWords.Of(row.Side));
        json.WriteDecimal("qty", row.OrderQuantity);
        json.WriteDecimal("orderPrice", row.OrderPrice);
        json.WriteString("orderType", BybitWords.Of(row.OrderType));
        json.WriteString("execType", BybitWords.Of(row.Kind));
        json.WriteDecimal("closedSize", row.ClosedQuantity);
        json.WriteDecimal("cumEntryValue", row.EntryValue);
        json.WriteDecimal("avgEntryPrice", decimal.Round(row.AverageEntryPrice, MoneyDecimals));
        json.WriteDecimal("cumExitValue", row.ExitValue);
        json.WriteDecimal("avgExitPrice", decimal.Round(row.AverageExitPrice, MoneyDecimals));
        json.WriteDecimal("closedPnl", row.ClosedPnl);
        json.WriteDecimal("openFee", row.OpenFee);
        json.WriteDecimal("closeFee", row.CloseFee);
        json.WriteString("fillCount", WireJson.Text(row.FillCount));
        json.WriteDecimal("leverage", row.Leverage);
        json.WriteTime("createdTime", row.CreatedAt);
        json.WriteTime("updatedTime", row.UpdatedAt);
        json.WriteEndObject();
    }
}
