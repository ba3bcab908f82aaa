using System.Text.Json;
using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Wire.Json;

namespace ActorBots.Simulation.Bybit.Json;

/// <summary>
/// The wallet as list and stream show it. The simulated account holds USDT only, and one USDT is worth one USD, so the account's USD
/// figures equal the coin's.
/// </summary>
internal static class WalletJson
{
    private const int MoneyDecimals = 8;
    private const int RateDecimals = 4;
    private const string Tether = "USDT";

    private static readonly string[] CoinNumbers =
    [
        "equity", "usdValue", "walletBalance", "locked", "spotHedgingQty", "borrowAmount", "accruedInterest", "totalOrderIM",
        "totalPositionIM", "totalPositionMM", "unrealisedPnl", "cumRealisedPnl", "bonus", "spotBorrow", "availableToWithdraw",
        "availableToBorrow", "colRes",
    ];

    /// <summary>Writes the account with some coins.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="wallet">The wallet.</param>
    /// <param name="coins">Coins that were asked for; none = those that are held.</param>
    public static void Write(Utf8JsonWriter json, WalletSnapshot wallet, params ReadOnlySpan<string> coins)
    {
        json.WriteStartObject();
        json.WriteString("accountType", "UNIFIED");
        WriteTotals(json, wallet);
        json.WriteStartArray("coin");
        foreach (var coin in coins.IsEmpty ? [Tether] : coins)
        {
            WriteCoin(json, wallet, coin);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTotals(Utf8JsonWriter json, WalletSnapshot wallet)
    {
        WriteMoney(json, "totalEquity", wallet.Equity);
        WriteMoney(json, "totalWalletBalance", wallet.Balance);
        WriteMoney(json, "totalMarginBalance", wallet.Equity);
        WriteMoney(json, "totalAvailableBalance", wallet.Available);
        WriteMoney(json, "totalPerpUPL", wallet.UnrealizedPnl);
        WriteMoney(json, "totalInitialMargin", wallet.InitialMargin);
        WriteMoney(json, "totalMaintenanceMargin", wallet.MaintenanceMargin);
        WriteMoney(json, "totalInitialMarginByMp", wallet.InitialMargin);
        WriteMoney(json, "totalMaintenanceMarginByMp", wallet.MaintenanceMargin);
        WriteRate(json, "accountIMRate", wallet.InitialMargin, wallet.Equity);
        WriteRate(json, "accountMMRate", wallet.MaintenanceMargin, wallet.Equity);
        WriteRate(json, "accountIMRateByMp", wallet.InitialMargin, wallet.Equity);
        WriteRate(json, "accountMMRateByMp", wallet.MaintenanceMargin, wallet.Equity);
        json.WriteString("accountLTV", "0");
    }

    private static void WriteCoin(Utf8JsonWriter json, WalletSnapshot wallet, string coin)
    {
        json.WriteStartObject();
        json.WriteString("coin", coin);
        if (coin == Tether)
        {
            WriteMoney(json, "equity", wallet.Equity);
            WriteMoney(json, "usdValue", wallet.Equity);
            json.WriteDecimal("walletBalance", wallet.Balance);
            json.WriteString("locked", "0");
            json.WriteString("spotHedgingQty", "0");
            json.WriteString("borrowAmount", "0.000000000000000000");
            json.WriteString("accruedInterest", "0");
            WriteMoney(json, "totalOrderIM", wallet.OrderInitialMargin);
            WriteMoney(json, "totalPositionIM", wallet.PositionInitialMargin);
            WriteMoney(json, "totalPositionMM", wallet.MaintenanceMargin);
            WriteMoney(json, "unrealisedPnl", wallet.UnrealizedPnl);
            json.WriteDecimal("cumRealisedPnl", wallet.CumulativeRealizedPnl);
            json.WriteString("bonus", "0");
            json.WriteString("spotBorrow", "0");
            json.WriteNothing("availableToWithdraw", "availableToBorrow", "colRes");
        }
        else
        {
            json.WriteNothing(CoinNumbers);
        }

        json.WriteBoolean("marginCollateral", true);
        json.WriteBoolean("collateralSwitch", true);
        json.WriteEndObject();
    }

    private static void WriteMoney(Utf8JsonWriter json, string name, decimal value) =>
        json.WriteDecimal(name, decimal.Round(value, MoneyDecimals));

    private static void WriteRate(Utf8JsonWriter json, string name, decimal part, decimal whole) =>
        json.WriteDecimal(name, whole <= 0m ? 0m : decimal.Round(part / whole, RateDecimals));
}
