using ActorBots.Domain.Instruments;
using ActorBots.Domain.MarketData;
using ActorBots.Domain.Strategies;

namespace ActorBots.Domain.Bots.Config;

/// <summary>The keys of a configuration and what each may hold, in the order of the document.</summary>
internal static class ConfigFields
{
    internal const int MaxSizingSteps = 20;

    internal static readonly string[] Sections = ["trading", "atr", "sizing", "budget", "risk", "trailing", "notifications"];

    internal static readonly string[] Trading = ["symbol", "leverage", "timeframe", "strategy"];
    internal static readonly TextRule Symbol = new(InstrumentId.IsValid, "2 to 30 characters of A-Z and 0-9", "BTCUSDT");
    internal static readonly NumberRule Leverage = new(1m, 125m, 10m);
    internal static readonly TextRule Timeframe = TextRule.OneOf([.. CandleIntervals.All.Select(interval => interval.Name())], "15m");
    internal static readonly TextRule Strategy =
        TextRule.OneOf([.. StrategyCatalog.All.Select(strategy => strategy.Name)], StrategyCatalog.All[0].Name);

    internal static readonly string[] Atr =
        ["period", "entry_multiplier", "target_multiplier", "stop_multiplier", "recent_high_lookback"];

    internal static readonly NumberRule Period = new(1m, 100m, 10m) { Whole = true };
    internal static readonly NumberRule EntryMultiplier = new(0.05m, 20m, 0.8m);
    internal static readonly NumberRule TargetMultiplier = new(0.05m, 50m, 1.0m);
    internal static readonly NumberRule StopMultiplier = new(0.1m, 20m, 1.5m);
    internal static readonly NumberRule RecentHighLookback = new(1m, 200m, 20m) { Whole = true };

    internal static readonly string[] Sizing = ["steps", "high_volatility_rate", "high_volatility_factor"];
    internal static readonly string[] SizingStep = ["dip_atr", "budget_share"];
    internal static readonly NumberRule DipAtr = new(0m, 100m, 1.0m);
    internal static readonly NumberRule BudgetShare = new(0m, 1m, 0.05m) { AboveMin = true };
    internal static readonly NumberRule HighVolatilityRate = new(0m, 1m, 0.03m) { AboveMin = true };
    internal static readonly NumberRule HighVolatilityFactor = new(0m, 1m, 0.7m) { AboveMin = true };

    internal static readonly string[] Budget = ["allocated_amount", "max_position_percentage"];
    internal static readonly NumberRule AllocatedAmount = new(1m, 1_000_000_000m, 2000m);
    internal static readonly NumberRule MaxPositionPercentage = new(0m, 1m, 0.5m) { AboveMin = true };

    internal static readonly string[] Risk =
        ["max_trades_per_minute", "max_trades_per_hour", "max_trades_per_day", "max_concurrent_positions", "bot_stop_loss"];

    internal static readonly NumberRule TradesPerMinute = new(1m, 60m, 2m) { Whole = true };
    internal static readonly NumberRule TradesPerHour = new(1m, 1000m, 20m) { Whole = true };
    internal static readonly NumberRule TradesPerDay = new(1m, 10_000m, 100m) { Whole = true };
    internal static readonly NumberRule ConcurrentPositions = new(1m, 10m, 3m) { Whole = true };
    internal static readonly NumberRule BotStopLoss = new(-1_000_000_000m, -0.01m, -200m);

    internal static readonly string[] Trailing = ["enabled", "activation_multiplier", "callback_multiplier", "step_multiplier"];
    internal static readonly NumberRule ActivationMultiplier = new(0.05m, 50m, 1.0m);
    internal static readonly NumberRule CallbackMultiplier = new(0.05m, 20m, 0.5m);
    internal static readonly NumberRule StepMultiplier = new(0.01m, 10m, 0.1m);

    internal static readonly string[] Notifications = ["webhook_url", "webhook_secret", "events"];
    internal static readonly TextRule WebhookUrl = new(
        IsWebhookUrl,
        "an absolute http or https address of at most 2000 characters, without user and password",
        "https://example.com/hooks/bots")
    { Withheld = true };

    internal static readonly TextRule WebhookSecret = new(
        text => TextRule.IsName(text, 63, "-") && !text.Any(char.IsAsciiLetterUpper),
        "the name of a secret, never the secret: 1 to 63 characters of a-z, 0-9 and -",
        "backend-webhook")
    { Withheld = true };

    internal static readonly TextRule Event = TextRule.OneOf(NotificationsConfig.KnownEvents, "POSITION_OPENED");

    private static bool IsWebhookUrl(string text) =>
        text.Length <= 2000
        && Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        && address.UserInfo.Length == 0
        && address.Host.Length > 0;
}
