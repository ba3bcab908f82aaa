using System.Text.Json;
using ActorBots.Simulation.Orders;
using ActorBots.Simulation.Wire.Json;

namespace ActorBots.Simulation.Bybit.Json;

/// <summary>Executions as lists and streams show them.</summary>
internal static class ExecutionJson
{
    /// <summary>A row of the list of executions.</summary>
    public static void WriteRow(Utf8JsonWriter json, VenueExecution execution)
    {
        json.WriteStartObject();
        WriteShared(json, execution);
        json.WriteNothing("feeCurrency", "extraFees");
        json.WriteEndObject();
    }

    /// <summary>An entry of the execution stream.</summary>
    public static void WriteEntry(Utf8JsonWriter json, VenueExecution execution)
    {
        json.WriteStartObject();
        json.WriteString("category", "linear");
        WriteShared(json, execution);
        json.WriteString("isLeverage", "0");
        json.WriteNothing("marketUnit");
        json.WriteDecimal("execPnl", execution.GrossPnl);
        json.WriteStartArray("extraFees");
        json.WriteEndArray();
        json.WriteString("feeCurrency", "USDT");
        json.WriteEndObject();
    }

    /// <summary>An entry of the fast execution stream: trades only, few fields; a maker's client order id is always empty.</summary>
    public static void WriteFastEntry(Utf8JsonWriter json, VenueExecution execution)
    {
        json.WriteStartObject();
        json.WriteString("category", "linear");
        json.WriteString("symbol", execution.Symbol);
        json.WriteString("execId", execution.ExecutionId);
        json.WriteDecimal("execPrice", execution.Price);
        json.WriteDecimal("execQty", execution.Quantity);
        json.WriteString("orderId", execution.OrderId);
        json.WriteBoolean("isMaker", execution.IsMaker);
        json.WriteString("orderLinkId", execution.IsMaker ? string.Empty : execution.ClientOrderId);
        json.WriteString("side", BybitWords.Of(execution.Side));
        json.WriteTime("execTime", execution.At);
        json.WriteNumber("seq", execution.Sequence);
        json.WriteEndObject();
    }

    private static void WriteShared(Utf8JsonWriter json, VenueExecution execution)
    {
        json.WriteString("symbol", execution.Symbol);
        json.WriteString("execType", BybitWords.Of(execution.Kind));
        json.WriteString("execId", execution.ExecutionId);
        json.WriteString("orderId", execution.OrderId);
        json.WriteString("orderLinkId", execution.ClientOrderId);
        json.WriteString("side", BybitWords.Of(execution.Side));
        json.WriteString("orderType", execution.OrderType is { } type ? BybitWords.Of(type) : "UNKNOWN");
        json.WriteString("stopOrderType", BybitWords.Of(execution.Conditional, none: "UNKNOWN"));
        json.WriteString("createType", execution.Origin is { } origin ? BybitWords.Of(origin) : string.Empty);
        json.WriteDecimal("execPrice", execution.Price);
        json.WriteDecimal("execQty", execution.Quantity);
        json.WriteDecimal("execValue", execution.Value);
        json.WriteDecimal("execFee", execution.Fee);
        json.WriteDecimal("feeRate", execution.FeeRate);
        json.WriteDecimal("orderPrice", execution.OrderPrice);
        json.WriteDecimal("orderQty", execution.OrderQuantity);
        json.WriteDecimal("leavesQty", execution.LeavesQuantity);
        json.WriteDecimal("closedSize", execution.ClosedQuantity);
        json.WriteBoolean("isMaker", execution.IsMaker);
        json.WriteDecimal("markPrice", execution.MarkPrice);
        json.WriteNothing("indexPrice", "underlyingPrice", "markIv", "tradeIv", "blockTradeId");
        json.WriteTime("execTime", execution.At);
        json.WriteNumber("seq", execution.Sequence);
    }
}
