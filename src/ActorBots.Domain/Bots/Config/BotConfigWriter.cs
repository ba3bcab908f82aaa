using System.Buffers;
using System.Text;
using System.Text.Json;
using ActorBots.Domain.MarketData;

namespace ActorBots.Domain.Bots.Config;

/// <summary>Writes a configuration in the form that <see cref="BotConfigReader"/> reads: what is written reads back equal.</summary>
public static class BotConfigWriter
{
    /// <summary>The configuration as compact JSON, every field included, absent ones left out.</summary>
    public static string Write(BotConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            WriteTrading(json, config.Trading);
            WriteAtr(json, config.Atr);
            WriteSizing(json, config.Sizing);
            WriteBudget(json, config.Budget);
            WriteRisk(json, config.Risk);
            WriteTrailing(json, config.Trailing);
            WriteNotifications(json, config.Notifications);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteTrading(Utf8JsonWriter json, TradingConfig trading)
    {
        json.WriteStartObject("trading");
        json.WriteString("symbol", trading.Symbol.Symbol);
        json.WriteNumber("leverage", trading.Leverage);
        json.WriteString("timeframe", trading.Timeframe.Name());
        json.WriteString("strategy", trading.Strategy);
        json.WriteEndObject();
    }

    private static void WriteAtr(Utf8JsonWriter json, AtrConfig atr)
    {
        json.WriteStartObject("atr");
        json.WriteNumber("period", atr.Period);
        json.WriteNumber("entry_multiplier", atr.EntryMultiplier);
        json.WriteNumber("target_multiplier", atr.TargetMultiplier);
        json.WriteNumber("stop_multiplier", atr.StopMultiplier);
        json.WriteNumber("recent_high_lookback", atr.RecentHighLookback);
        json.WriteEndObject();
    }

    private static void WriteSizing(Utf8JsonWriter json, SizingConfig sizing)
    {
        json.WriteStartObject("sizing");
        json.WriteStartArray("steps");
        foreach (var step in sizing.Steps)
        {
            json.WriteStartObject();
            json.WriteNumber("dip_atr", step.DipAtr);
            json.WriteNumber("budget_share", step.BudgetShare);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("high_volatility_rate", sizing.HighVolatilityRate);
        json.WriteNumber("high_volatility_factor", sizing.HighVolatilityFactor);
        json.WriteEndObject();
    }

    private static void WriteBudget(Utf8JsonWriter json, BudgetConfig budget)
    {
        json.WriteStartObject("budget");
        json.WriteNumber("allocated_amount", budget.AllocatedAmount.Value);
        json.WriteNumber("max_position_percentage", budget.MaxPositionPercentage);
        json.WriteEndObject();
    }

    private static void WriteRisk(Utf8JsonWriter json, RiskConfig risk)
    {
        json.WriteStartObject("risk");
        json.WriteNumber("max_trades_per_minute", risk.MaxTradesPerMinute);
        json.WriteNumber("max_trades_per_hour", risk.MaxTradesPerHour);
        json.WriteNumber("max_trades_per_day", risk.MaxTradesPerDay);
        json.WriteNumber("max_concurrent_positions", risk.MaxConcurrentPositions);
        if (risk.MaxLoss is { } loss)
        {
            json.WriteNumber("bot_stop_loss", -loss.Value);
        }

        json.WriteEndObject();
    }

    private static void WriteTrailing(Utf8JsonWriter json, TrailingConfig trailing)
    {
        json.WriteStartObject("trailing");
        json.WriteBoolean("enabled", trailing.Enabled);
        json.WriteNumber("activation_multiplier", trailing.ActivationMultiplier);
        json.WriteNumber("callback_multiplier", trailing.CallbackMultiplier);
        json.WriteNumber("step_multiplier", trailing.StepMultiplier);
        json.WriteEndObject();
    }

    private static void WriteNotifications(Utf8JsonWriter json, NotificationsConfig notifications)
    {
        json.WriteStartObject("notifications");
        if (notifications.WebhookUrl is { } address)
        {
            json.WriteString("webhook_url", address.OriginalString);
        }

        if (notifications.WebhookSecret is { } secretName)
        {
            json.WriteString("webhook_secret", secretName);
        }

        json.WriteStartArray("events");
        foreach (var name in notifications.Events)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
