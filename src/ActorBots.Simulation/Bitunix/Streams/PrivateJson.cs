using System.Globalization;
using System.Text.Json;
using ActorBots.Domain.Orders;
using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Orders;
using ActorBots.Simulation.Wire.Json;

namespace ActorBots.Simulation.Bitunix.Streams;

/// <summary>The <c>data</c> of private messages: other names, spellings and instants than the same things have in the answers to calls.</summary>
internal static class PrivateJson
{
    private const string Cross = "CROSS";

    /// <summary>An order.</summary>
    public static void WriteOrder(Utf8JsonWriter json, string happened, VenueOrder order, decimal leverage, BitunixServerSettings settings)
    {
        json.WriteString("event", happened);
        json.WriteString("orderId", order.OrderId);
        json.WriteString("symbol", order.Symbol);
        json.WriteString("positionType", Cross);
        json.WriteString("positionMode", BitunixWords.PositionMode(order.PositionIndex));
        json.WriteString("side", Spell(BitunixWords.Of(order.Side), settings));
        json.WriteString("effect", BitunixWords.Effect(order));
        json.WriteString("type", Spell(BitunixWords.Of(order.Type), settings));
        json.WriteDecimal("qty", order.Quantity);
        json.WriteDecimal("price", order.Type == OrderType.Limit ? order.Price : 0m);
        json.WriteString("ctime", Instant(order.CreatedAt));
        json.WriteString("mtime", Instant(order.UpdatedAt));
        json.WriteDecimal("leverage", leverage);
        json.WriteString("orderStatus", BitunixWords.Status(order, settings));
        json.WriteDecimal("fee", order.Fee);
        json.WriteDecimal("averagePrice", order.AveragePrice ?? 0m);
        json.WriteDecimal("dealAmount", order.FilledQuantity);
        json.WriteString("clientId", order.ClientOrderId);
        if (settings.Streams.LiveSpellings)
        {
            json.WriteBoolean("reductionOnly", order.ReduceOnly);
        }
    }

    /// <summary>A take profit or a stop loss; each has a message of its own.</summary>
    public static void WriteProtection(Utf8JsonWriter json, string happened, VenueOrder order, decimal leverage, BitunixServerSettings settings)
    {
        var isPart = order.Conditional is ConditionalKind.PartialTakeProfit or ConditionalKind.PartialStopLoss;
        var leg = order.Conditional is ConditionalKind.TakeProfit or ConditionalKind.PartialTakeProfit ? "tp" : "sl";
        json.WriteString("event", happened);
        json.WriteString("positionId", order.PositionId);
        json.WriteString("orderId", order.OrderId);
        json.WriteString("symbol", order.Symbol);
        json.WriteDecimal("leverage", leverage);
        json.WriteString("side", Spell(BitunixWords.Of(order.Side), settings));
        json.WriteString("positionMode", BitunixWords.PositionMode(order.PositionIndex));
        json.WriteString("status", BitunixWords.ProtectionStatus(order, settings));
        json.WriteString("ctime", Instant(order.CreatedAt));
        json.WriteString("type", isPart ? "TPSL" : "POSITION_TPSL");
        if (isPart)
        {
            json.WriteDecimal($"{leg}Qty", order.Quantity);
        }

        var source = BitunixWords.Of(order.TriggerBy);
        json.WriteString($"{leg}StopType", settings.Streams.LiveSpellings ? Spell(source.Split('_')[0], settings) : source);
        json.WriteDecimal($"{leg}Price", order.TriggerPrice);
        json.WriteString($"{leg}OrderType", Spell(BitunixWords.Of(order.Type), settings));
        if (order.Type == OrderType.Limit)
        {
            json.WriteDecimal($"{leg}OrderPrice", order.Price);
        }
    }

    /// <summary>An open position.</summary>
    public static void WritePosition(Utf8JsonWriter json, string happened, PositionSnapshot position)
    {
        json.WriteString("event", happened);
        json.WriteString("positionId", position.PositionId);
        WriteKind(json, position.PositionIndex, position.Side, position.Leverage);
        json.WriteDecimal("margin", position.InitialMargin);
        json.WriteString("ctime", Instant(position.OpenedAt ?? default));
        json.WriteDecimal("qty", position.Size);
        json.WriteDecimal("entryValue", position.OpenCost);
        json.WriteString("symbol", position.Symbol);
        json.WriteDecimal("realizedPNL", position.GrossPnl);
        json.WriteDecimal("unrealizedPNL", position.UnrealizedPnl);
        json.WriteDecimal("funding", position.Funding);
        json.WriteDecimal("fee", position.Fees);
    }

    /// <summary>A position that has ended.</summary>
    public static void WriteClosed(Utf8JsonWriter json, string happened, ClosedPosition position)
    {
        json.WriteString("event", happened);
        json.WriteString("positionId", position.PositionId);
        WriteKind(json, position.PositionIndex, position.Side, position.Leverage);
        json.WriteDecimal("margin", 0m);
        json.WriteString("ctime", Instant(position.OpenedAt));
        json.WriteDecimal("qty", 0m);
        json.WriteDecimal("entryValue", 0m);
        json.WriteString("symbol", position.Symbol);
        json.WriteDecimal("realizedPNL", position.GrossPnl);
        json.WriteDecimal("unrealizedPNL", 0m);
        json.WriteDecimal("funding", position.Funding);
        json.WriteDecimal("fee", position.Fees);
    }

    /// <summary>The wallet; all margin is cross margin.</summary>
    public static void WriteBalance(Utf8JsonWriter json, WalletSnapshot wallet)
    {
        json.WriteString("coin", "USDT");
        json.WriteDecimal("available", wallet.Balance - wallet.InitialMargin);
        json.WriteDecimal("frozen", wallet.OrderInitialMargin);
        json.WriteDecimal("isolationFrozen", 0m);
        json.WriteDecimal("crossFrozen", wallet.OrderInitialMargin);
        json.WriteDecimal("margin", wallet.PositionInitialMargin);
        json.WriteDecimal("isolationMargin", 0m);
        json.WriteDecimal("crossMargin", wallet.PositionInitialMargin);
        json.WriteDecimal("expMoney", 0m);
    }

    /// <summary>An instant with the nine decimals that the live venue writes.</summary>
    public static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'00Z'", CultureInfo.InvariantCulture);

    private static void WriteKind(Utf8JsonWriter json, int positionIndex, OrderSide? side, decimal leverage)
    {
        json.WriteString("marginMode", Cross);
        json.WriteString("positionMode", BitunixWords.PositionMode(positionIndex));
        json.WriteString("side", side == OrderSide.Buy ? "LONG" : "SHORT");
        json.WriteDecimal("leverage", leverage);
    }

    private static string Spell(string word, BitunixServerSettings settings) =>
        settings.Streams.LiveSpellings ? word[..1] + word[1..].ToLowerInvariant() : word;
}
