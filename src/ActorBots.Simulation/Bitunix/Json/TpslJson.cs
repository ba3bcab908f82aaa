using System.Text.Json;
using ActorBots.Simulation.Orders;
using ActorBots.Simulation.Wire.Json;

namespace ActorBots.Simulation.Bitunix.Json;

/// <summary>Rows of take profits and stop losses: each leg is a row of its own, whose other leg is null.</summary>
internal static class TpslJson
{
    /// <summary>Writes a waiting one.</summary>
    public static void WritePending(Utf8JsonWriter json, VenueOrder order, string baseCurrency, string quoteCurrency)
    {
        json.WriteString("id", order.OrderId);
        json.WriteString("positionId", order.PositionId);
        json.WriteString("symbol", order.Symbol);
        json.WriteString("base", baseCurrency);
        json.WriteString("quote", quoteCurrency);
        WriteLeg(json, "tp", IsTakeProfit(order) ? order : null);
        WriteLeg(json, "sl", IsTakeProfit(order) ? null : order);
    }

    /// <summary>Writes one that has ended.</summary>
    public static void WriteEnded(Utf8JsonWriter json, VenueOrder order, string baseCurrency, string quoteCurrency, BitunixServerSettings settings)
    {
        WritePending(json, order, baseCurrency, quoteCurrency);
        json.WriteString("status", BitunixWords.ProtectionStatus(order, settings));
        json.WriteTime("ctime", order.CreatedAt);
        json.WriteString("triggerTime", order.TriggeredAt is { } at ? WireJson.Text(at) : null);
    }

    /// <summary>Whether it is a take profit rather than a stop loss.</summary>
    public static bool IsTakeProfit(VenueOrder order) => order.Conditional is ConditionalKind.TakeProfit or ConditionalKind.PartialTakeProfit;

    private static void WriteLeg(Utf8JsonWriter json, string leg, VenueOrder? order)
    {
        var isPart = order?.Conditional is ConditionalKind.PartialTakeProfit or ConditionalKind.PartialStopLoss;
        json.WriteString($"{leg}Price", order?.TriggerPrice is { } trigger ? WireJson.Text(trigger) : null);
        json.WriteString($"{leg}StopType", order is null ? null : BitunixWords.Of(order.TriggerBy));
        json.WriteString($"{leg}OrderType", order is null ? null : BitunixWords.Of(order.Type));
        json.WriteString($"{leg}OrderPrice", order is { Type: OrderType.Limit } ? WireJson.Text(order.Price) : null);
        json.WriteString($"{leg}Qty", isPart ? WireJson.Text(order!.Quantity) : null);
    }
}
