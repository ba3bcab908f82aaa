using System.Text.Json;
using ActorBots.Domain.Orders;
using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Wire.Json;

namespace ActorBots.Simulation.Bitunix.Json;

/// <summary>Rows of open and of finished positions.</summary>
internal static class PositionJson
{
    private const string Cross = "CROSS";
    private const int PriceDecimals = 10;

    /// <summary>Writes an open position. Fees come under both names that clients look for; realized is without fees and funding.</summary>
    public static void WriteOpen(Utf8JsonWriter json, PositionSnapshot position)
    {
        var value = position.Size * position.MarkPrice;
        json.WriteString("positionId", position.PositionId);
        json.WriteString("symbol", position.Symbol);
        json.WriteNull("marginCoin");
        json.WriteDecimal("qty", position.Size);
        json.WriteDecimal("entryValue", position.OpenCost);
        json.WriteString("side", BitunixWords.Of(position.Side ?? OrderSide.Buy));
        json.WriteString("positionMode", BitunixWords.PositionMode(position.PositionIndex));
        json.WriteString("marginMode", Cross);
        json.WriteNumber("leverage", (int)position.Leverage);
        json.WriteDecimal("fee", position.Fees);
        json.WriteDecimal("fees", position.Fees);
        json.WriteDecimal("funding", position.Funding);
        json.WriteDecimal("realizedPNL", position.GrossPnl);
        json.WriteDecimal("margin", position.InitialMargin);
        json.WriteDecimal("unrealizedPNL", position.UnrealizedPnl);
        json.WriteDecimal("liqPrice", decimal.Round(position.LiquidationPrice ?? 0m, PriceDecimals));
        json.WriteDecimal("marginRate", value == 0m ? 0m : decimal.Round(position.MaintenanceMargin / value, PriceDecimals));
        json.WriteDecimal("avgOpenPrice", decimal.Round(position.AveragePrice, PriceDecimals));
        json.WriteTime("ctime", position.OpenedAt ?? default);
        json.WriteTime("mtime", position.UpdatedAt ?? position.OpenedAt ?? default);
    }

    /// <summary>Writes a finished position; its leverage is a text.</summary>
    public static void WriteClosed(Utf8JsonWriter json, ClosedPosition position)
    {
        json.WriteString("positionId", position.PositionId);
        json.WriteString("symbol", position.Symbol);
        json.WriteDecimal("maxQty", position.MaxQuantity);
        json.WriteDecimal("qty", position.MaxQuantity);
        json.WriteDecimal("entryValue", position.EntryValue);
        json.WriteDecimal("entryPrice", decimal.Round(position.AverageEntryPrice, PriceDecimals));
        json.WriteDecimal("closePrice", decimal.Round(position.AverageExitPrice, PriceDecimals));
        json.WriteDecimal("liqQty", position.LiquidatedQuantity);
        json.WriteString("side", BitunixWords.Of(position.Side));
        json.WriteString("positionMode", BitunixWords.PositionMode(position.PositionIndex));
        json.WriteString("marginMode", Cross);
        json.WriteDecimal("leverage", position.Leverage);
        json.WriteDecimal("fee", position.Fees);
        json.WriteDecimal("funding", position.Funding);
        json.WriteDecimal("realizedPNL", position.GrossPnl);
        json.WriteDecimal("liqPrice", decimal.Round(position.LiquidationPrice ?? 0m, PriceDecimals));
        json.WriteTime("ctime", position.OpenedAt);
        json.WriteTime("mtime", position.ClosedAt);
    }
}
