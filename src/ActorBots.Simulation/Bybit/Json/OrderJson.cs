using System.Text.Json;
using ActorBots.Simulation.Orders;
using ActorBots.Simulation.Wire.Json;

namespace ActorBots.Simulation.Bybit.Json;

/// <summary>Orders as lists and streams show them.</summary>
internal static class OrderJson
{
    private const int AverageDecimals = 8;

    /// <summary>A row of the lists of orders.</summary>
    public static void WriteRow(Utf8JsonWriter json, VenueOrder order, bool isHistory)
    {
        json.WriteStartObject();
        WriteShared(json, order);
        json.WriteNothing("isLeverage", "extraFees");
        if (isHistory)
        {
            WriteRetailImprovement(json);
        }

        json.WriteEndObject();
    }

    /// <summary>An entry of the order stream.</summary>
    public static void WriteEntry(Utf8JsonWriter json, VenueOrder order)
    {
        json.WriteStartObject();
        json.WriteString("category", "linear");
        WriteShared(json, order);
        json.WriteNothing("isLeverage", "marketUnit", "feeCurrency");
        json.WriteDecimal("closedPnl", order.ClosedPnl);
        WriteRetailImprovement(json);
        json.WriteEndObject();
    }

    private static void WriteRetailImprovement(Utf8JsonWriter json)
    {
        json.WriteBoolean("rpiTakerAccess", false);
        json.WriteString("rpiMatchedQty", "0");
    }

    private static void WriteShared(Utf8JsonWriter json, VenueOrder order)
    {
        json.WriteString("symbol", order.Symbol);
        json.WriteString("orderId", order.OrderId);
        json.WriteString("orderLinkId", order.ClientOrderId);
        json.WriteString("parentOrderLinkId", order.ParentClientOrderId);
        json.WriteNothing("blockTradeId");
        json.WriteString("side", BybitWords.Of(order.Side));
        json.WriteNumber("positionIdx", order.PositionIndex);
        json.WriteString("orderStatus", BybitWords.Of(order.Status));
        json.WriteString("createType", BybitWords.Of(order.Origin));
        json.WriteString("cancelType", BybitWords.CancelType(order.CancelCause));
        json.WriteString("rejectReason", BybitWords.RejectReason(order.CancelCause));
        json.WriteString("timeInForce", BybitWords.Of(order.TimeInForce));
        json.WriteString("orderType", BybitWords.Of(order.Type));
        json.WriteDecimal("price", order.Price);
        json.WriteDecimal("qty", order.Quantity);
        json.WriteDecimal("avgPrice", order.AveragePrice is { } average ? decimal.Round(average, AverageDecimals) : null);
        json.WriteDecimal("leavesQty", order.LeavesQuantity);
        json.WriteDecimal("leavesValue", order.LeavesValue);
        json.WriteDecimal("cumExecQty", order.FilledQuantity);
        json.WriteDecimal("cumExecValue", order.FilledValue);
        json.WriteDecimal("cumExecFee", order.Fee);
        WriteFees(json, order);
        json.WriteDecimal("lastPriceOnCreated", order.LastPriceOnCreated);
        json.WriteBoolean("reduceOnly", order.ReduceOnly);
        json.WriteBoolean("closeOnTrigger", order.CloseOnTrigger);
        WriteCondition(json, order);
        WriteConstants(json, order);
        json.WriteTime("createdTime", order.CreatedAt);
        json.WriteTime("updatedTime", order.UpdatedAt);
    }

    private static void WriteFees(Utf8JsonWriter json, VenueOrder order)
    {
        json.WriteStartObject("cumFeeDetail");
        if (order.FilledQuantity > 0m)
        {
            json.WriteDecimal("USDT", order.Fee);
        }

        json.WriteEndObject();
    }

    private static void WriteCondition(Utf8JsonWriter json, VenueOrder order)
    {
        json.WriteString("stopOrderType", BybitWords.Of(order.Conditional, none: string.Empty));
        json.WriteDecimal("triggerPrice", order.TriggerPrice);
        json.WriteNumber("triggerDirection", (int?)order.TriggerDirection ?? 0);
        json.WriteString("triggerBy", order.TriggerPrice is null ? string.Empty : BybitWords.Of(order.TriggerBy));
        json.WriteDecimal("takeProfit", order.TakeProfit);
        json.WriteDecimal("stopLoss", order.StopLoss);
        json.WriteString("tpTriggerBy", order.TakeProfit is null ? string.Empty : BybitWords.Of(order.TakeProfitBy));
        json.WriteString("slTriggerBy", order.StopLoss is null ? string.Empty : BybitWords.Of(order.StopLossBy));
        json.WriteDecimal("tpLimitPrice", order.TakeProfitLimitPrice ?? 0m);
        json.WriteDecimal("slLimitPrice", order.StopLossLimitPrice ?? 0m);
        json.WriteString("tpslMode", order.ProtectionMode?.ToString() ?? string.Empty);
    }

    private static void WriteConstants(Utf8JsonWriter json, VenueOrder order)
    {
        json.WriteNothing("orderIv", "placeType", "smpOrderId");
        json.WriteString("smpType", "None");
        json.WriteNumber("smpGroup", 0);
        json.WriteString("slippageToleranceType", order.SlippageTolerance is not { } bound ? "UNKNOWN"
            : bound.Unit == SlippageUnit.Ticks ? "TickSize" : "Percent");
        json.WriteDecimal("slippageTolerance", order.SlippageTolerance?.Value ?? 0m);
    }
}
