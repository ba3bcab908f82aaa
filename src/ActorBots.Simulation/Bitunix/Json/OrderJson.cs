using System.Text.Json;
using ActorBots.Simulation.Orders;
using ActorBots.Simulation.Wire.Json;

namespace ActorBots.Simulation.Bitunix.Json;

/// <summary>Rows of orders and of their fills.</summary>
internal static class OrderJson
{
    private const string Cross = "CROSS";
    private const int PriceDecimals = 10;

    /// <summary>
    /// Writes an order's row. Names that clients disagree about come twice. A market order has the price 0, because strict readers want a
    /// number; only the history says <c>market</c>, as the live one does.
    /// </summary>
    /// <param name="json">Where to.</param>
    /// <param name="order">The order.</param>
    /// <param name="account">What of the account the row tells.</param>
    /// <param name="isHistory">Whether it is a row of the history.</param>
    public static void WriteOrder(Utf8JsonWriter json, VenueOrder order, RowContext account, bool isHistory)
    {
        var average = decimal.Round(order.AveragePrice ?? 0m, PriceDecimals);
        json.WriteString("orderId", order.OrderId);
        json.WriteString("symbol", order.Symbol);
        json.WriteDecimal("qty", order.Quantity);
        json.WriteDecimal("tradeQty", order.FilledQuantity);
        json.WriteString("price", order.Type == OrderType.Limit ? WireJson.Text(order.Price) : isHistory ? "market" : "0");
        json.WriteDecimal("avgPrice", average);
        json.WriteDecimal("averagePrice", average);
        json.WriteString("side", BitunixWords.Of(order.Side));
        json.WriteString("orderType", BitunixWords.Of(order.Type));
        json.WriteString("type", BitunixWords.Of(order.Type));
        json.WriteString("effect", BitunixWords.Effect(order));
        json.WriteString("clientId", order.ClientOrderId);
        json.WriteBoolean("reduceOnly", order.ReduceOnly);
        json.WriteString("status", BitunixWords.Status(order, account.Settings));
        json.WriteString("positionMode", BitunixWords.PositionMode(order.PositionIndex));
        json.WriteString("marginMode", Cross);
        json.WriteNumber("leverage", account.Leverage);
        json.WriteDecimal("fee", order.Fee);
        json.WriteDecimal("realizedPNL", account.GrossPnl);
        WriteProtection(json, "tp", order.TakeProfit, order.TakeProfitBy, order.TakeProfitLimitPrice);
        WriteProtection(json, "sl", order.StopLoss, order.StopLossBy, order.StopLossLimitPrice);
        json.WriteString("source", "api");
        json.WriteNull("marginCoin");
        json.WriteNull("subAccountId");
        json.WriteTime("ctime", order.CreatedAt);
        json.WriteTime("mtime", order.UpdatedAt);
    }

    /// <summary>
    /// Writes a fill's row. Live rows have no client id and no status, and their <c>roleType</c> is the other one's: a taker says
    /// <c>MAKER</c>.
    /// </summary>
    public static void WriteTrade(Utf8JsonWriter json, VenueExecution trade, RowContext account)
    {
        json.WriteString("tradeId", trade.ExecutionId);
        json.WriteString("orderId", trade.OrderId);
        json.WriteNull("marginCoin");
        json.WriteString("symbol", trade.Symbol);
        json.WriteDecimal("qty", trade.Quantity);
        json.WriteString("positionMode", BitunixWords.PositionMode(trade.PositionIndex));
        json.WriteString("marginMode", Cross);
        json.WriteNumber("leverage", account.Leverage);
        json.WriteDecimal("price", trade.Price);
        json.WriteString("side", BitunixWords.Of(trade.Side));
        json.WriteString("orderType", BitunixWords.Of(trade.OrderType ?? OrderType.Market));
        json.WriteString("effect", "GTC");
        json.WriteNull("clientId");
        json.WriteBoolean("reduceOnly", trade.ClosedQuantity > 0m);
        json.WriteNull("status");
        json.WriteDecimal("fee", trade.Fee);
        json.WriteDecimal("realizedPNL", trade.GrossPnl);
        json.WriteTime("ctime", trade.At);
        json.WriteString("roleType", trade.IsMaker ? "TAKER" : "MAKER");
    }

    private static void WriteProtection(Utf8JsonWriter json, string leg, decimal? price, PriceSource source, decimal? limitPrice)
    {
        foreach (var (name, value) in (ReadOnlySpan<(string, string?)>)
            [
                ("Price", price is { } trigger ? WireJson.Text(trigger) : null),
                ("StopType", price is null ? null : BitunixWords.Of(source)),
                ("OrderType", price is null ? null : BitunixWords.Of(limitPrice is null ? OrderType.Market : OrderType.Limit)),
                ("OrderPrice", limitPrice is { } limit ? WireJson.Text(limit) : null),
            ])
        {
            json.WriteString(leg + name, value);
        }
    }
}
