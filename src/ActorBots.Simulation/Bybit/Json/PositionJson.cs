using System.Text.Json;
using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Wire.Json;

namespace ActorBots.Simulation.Bybit.Json;

/// <summary>Positions as lists and streams show them. The two spell a few fields differently.</summary>
internal static class PositionJson
{
    private const int AverageDecimals = 8;

    /// <summary>A row of the list of positions.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="position">The row.</param>
    /// <param name="riskLimit">Largest position value of the risk tier, USDT.</param>
    public static void WriteRow(Utf8JsonWriter json, PositionSnapshot position, decimal riskLimit)
    {
        json.WriteStartObject();
        json.WriteDecimal("avgPrice", decimal.Round(position.AveragePrice, AverageDecimals));
        WriteShared(json, position, riskLimit, absent: string.Empty);
        json.WriteEndObject();
    }

    /// <summary>An entry of the position stream.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="position">The row.</param>
    /// <param name="riskLimit">Largest position value of the risk tier, USDT.</param>
    public static void WriteEntry(Utf8JsonWriter json, PositionSnapshot position, decimal riskLimit)
    {
        json.WriteStartObject();
        json.WriteString("category", "linear");
        json.WriteDecimal("entryPrice", decimal.Round(position.AveragePrice, AverageDecimals));
        WriteShared(json, position, riskLimit, absent: "0");
        json.WriteEndObject();
    }

    private static void WriteShared(Utf8JsonWriter json, PositionSnapshot position, decimal riskLimit, string absent)
    {
        json.WriteNumber("positionIdx", position.PositionIndex);
        json.WriteNumber("riskId", 1);
        json.WriteDecimal("riskLimitValue", riskLimit);
        json.WriteString("symbol", position.Symbol);
        json.WriteString("side", position.Side is { } side ? BybitWords.Of(side) : string.Empty);
        json.WriteDecimal("size", position.Size);
        json.WriteDecimal("positionValue", position.OpenCost);
        json.WriteNumber("tradeMode", 0);
        json.WriteString("positionStatus", "Normal");
        json.WriteNumber("autoAddMargin", 0);
        json.WriteNumber("adlRankIndicator", position.Size == 0m ? 0 : 2);
        json.WriteDecimal("leverage", position.Leverage);
        json.WriteDecimal("breakEvenPrice", Rounded(position.BreakEvenPrice));
        json.WriteString("positionBalance", "0");
        json.WriteDecimal("markPrice", position.MarkPrice);
        json.WriteDecimal("liqPrice", Rounded(position.LiquidationPrice));
        WriteMargin(json, position);
        WriteProtection(json, position, absent);
        json.WriteDecimal("unrealisedPnl", decimal.Round(position.UnrealizedPnl, AverageDecimals));
        json.WriteDecimal("curRealisedPnl", position.CurrentRealizedPnl);
        json.WriteDecimal("cumRealisedPnl", position.CumulativeRealizedPnl);
        json.WriteNumber("seq", position.Sequence);
        json.WriteBoolean("isReduceOnly", false);
        json.WriteNothing("bustPrice", "mmrSysUpdatedTime", "leverageSysUpdatedTime", "sessionAvgPrice");
        json.WriteNumber("openTime", position.OpenedAt?.ToUnixTimeMilliseconds() ?? 0);
        json.WriteString("createdTime", position.CreatedAt is { } created ? WireJson.Text(created) : string.Empty);
        json.WriteString("updatedTime", position.UpdatedAt is { } updated ? WireJson.Text(updated) : string.Empty);
    }

    private static void WriteMargin(Utf8JsonWriter json, PositionSnapshot position)
    {
        json.WriteDecimal("positionMM", Rounded(position.MaintenanceMargin));
        json.WriteDecimal("positionMMByMp", Rounded(position.MaintenanceMargin));
        json.WriteDecimal("positionIM", Rounded(position.InitialMargin));
        json.WriteDecimal("positionIMByMp", Rounded(position.InitialMargin));
    }

    private static void WriteProtection(Utf8JsonWriter json, PositionSnapshot position, string absent)
    {
        json.WriteString("tpslMode", position.ProtectionMode.ToString());
        json.WriteString("takeProfit", position.TakeProfit is { } profit ? WireJson.Text(profit) : absent);
        json.WriteString("stopLoss", position.StopLoss is { } loss ? WireJson.Text(loss) : absent);
        json.WriteDecimal("trailingStop", position.TrailingStop ?? 0m);
    }

    private static decimal? Rounded(decimal? value) => value is { } present ? decimal.Round(present, AverageDecimals) : null;
}
