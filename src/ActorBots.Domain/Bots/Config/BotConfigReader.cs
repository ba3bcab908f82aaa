using System.Collections.Immutable;
using System.Text.Json;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.MarketData;

namespace ActorBots.Domain.Bots.Config;

/// <summary>
/// Reads and checks the <c>config</c> field of a bot's document. All problems are told at once; with any of them there is no
/// configuration. Numbers are JSON numbers (a document export's <c>{"$numberDecimal": "…"}</c> too), never quoted ones.
/// </summary>
public static class BotConfigReader
{
    internal const string Root = "config";
    private const string StepsExample = """[{"dip_atr": 1.0, "budget_share": 0.05}, {"dip_atr": 1.5, "budget_share": 0.08}]""";
    private const string EventsExample = """["POSITION_OPENED", "POSITION_CLOSED"]""";

    /// <summary>Reads a configuration. Never throws, whatever the text is.</summary>
    /// <param name="json">The configuration object: <c>{"trading": {…}, "budget": {…}, …}</c>.</param>
    public static ConfigReading Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        var problems = new ConfigProblemList();
        using var document = ConfigText.Parse(json, Root, problems);
        var config = document is null ? null : Read(document.RootElement, problems);
        return new ConfigReading(problems.IsEmpty ? config : null, problems.ToImmutable());
    }

    /// <summary>Reads a configuration that is part of a document. The result only counts when there is no problem.</summary>
    internal static BotConfig Read(JsonElement element, ConfigProblemList problems)
    {
        var root = ConfigSection.Open(element, Root, ConfigFields.Sections, problems);
        var config = new BotConfig
        {
            Trading = ReadTrading(root.Child("trading", ConfigFields.Trading)),
            Atr = ReadAtr(root.Child("atr", ConfigFields.Atr)),
            Sizing = ReadSizing(root.Child("sizing", ConfigFields.Sizing), problems),
            Budget = ReadBudget(root.Child("budget", ConfigFields.Budget)),
            Risk = ReadRisk(root.Child("risk", ConfigFields.Risk)),
            Trailing = ReadTrailing(root.Child("trailing", ConfigFields.Trailing)),
            Notifications = ReadNotifications(root.Child("notifications", ConfigFields.Notifications)),
        };
        ConfigCrossChecks.Run(config, problems);
        return config;
    }

    private static TradingConfig ReadTrading(ConfigSection section) => new()
    {
        Symbol = new InstrumentId(section.Text("symbol", ConfigFields.Symbol, null)),
        Leverage = section.Number("leverage", ConfigFields.Leverage, null),
        Timeframe = CandleIntervals.Parse(section.Text("timeframe", ConfigFields.Timeframe, "15m"))!.Value,
        Strategy = section.Text("strategy", ConfigFields.Strategy, "long-dip-atr"),
    };

    private static AtrConfig ReadAtr(ConfigSection section)
    {
        var defaults = new AtrConfig();
        return new AtrConfig
        {
            Period = section.Integer("period", ConfigFields.Period, defaults.Period),
            EntryMultiplier = section.Number("entry_multiplier", ConfigFields.EntryMultiplier, defaults.EntryMultiplier),
            TargetMultiplier = section.Number("target_multiplier", ConfigFields.TargetMultiplier, defaults.TargetMultiplier),
            StopMultiplier = section.Number("stop_multiplier", ConfigFields.StopMultiplier, defaults.StopMultiplier),
            RecentHighLookback =
                section.Integer("recent_high_lookback", ConfigFields.RecentHighLookback, defaults.RecentHighLookback),
        };
    }

    private static SizingConfig ReadSizing(ConfigSection section, ConfigProblemList problems)
    {
        var defaults = new SizingConfig();
        var steps = section.List("steps", 1, ConfigFields.MaxSizingSteps, StepsExample)
            ?.Select(item => ReadStep(ConfigSection.Open(item.Element, item.Path, ConfigFields.SizingStep, problems)))
            .ToImmutableArray();
        if (steps is { } given && !IsAscending(given) && problems.IsClean(section.PathOf("steps")))
        {
            section.Refuse("steps", section.Member("steps"), "rows with strictly ascending dip_atr", StepsExample, null);
        }

        return new SizingConfig
        {
            Steps = steps is { } rows && IsAscending(rows) ? rows : defaults.Steps,
            HighVolatilityRate =
                section.Number("high_volatility_rate", ConfigFields.HighVolatilityRate, defaults.HighVolatilityRate),
            HighVolatilityFactor =
                section.Number("high_volatility_factor", ConfigFields.HighVolatilityFactor, defaults.HighVolatilityFactor),
        };
    }

    private static SizingStep ReadStep(ConfigSection section) => new(
        section.Number("dip_atr", ConfigFields.DipAtr, null),
        section.Number("budget_share", ConfigFields.BudgetShare, null));

    private static bool IsAscending(ImmutableArray<SizingStep> steps) =>
        steps.Zip(steps.Skip(1)).All(pair => pair.First.DipAtr < pair.Second.DipAtr);

    private static BudgetConfig ReadBudget(ConfigSection section) => new()
    {
        AllocatedAmount = new Money(section.Number("allocated_amount", ConfigFields.AllocatedAmount, null)),
        MaxPositionPercentage = section.Number("max_position_percentage", ConfigFields.MaxPositionPercentage, 0.5m),
    };

    private static RiskConfig ReadRisk(ConfigSection section)
    {
        var defaults = new RiskConfig();
        return new RiskConfig
        {
            MaxTradesPerMinute =
                section.Integer("max_trades_per_minute", ConfigFields.TradesPerMinute, defaults.MaxTradesPerMinute),
            MaxTradesPerHour = section.Integer("max_trades_per_hour", ConfigFields.TradesPerHour, defaults.MaxTradesPerHour),
            MaxTradesPerDay = section.Integer("max_trades_per_day", ConfigFields.TradesPerDay, defaults.MaxTradesPerDay),
            MaxConcurrentPositions =
                section.Integer("max_concurrent_positions", ConfigFields.ConcurrentPositions, defaults.MaxConcurrentPositions),
            MaxLoss = section.OptionalNumber("bot_stop_loss", ConfigFields.BotStopLoss) is { } loss ? new Money(-loss) : null,
        };
    }

    private static TrailingConfig ReadTrailing(ConfigSection section)
    {
        var defaults = new TrailingConfig();
        return new TrailingConfig
        {
            Enabled = section.Flag("enabled", defaults.Enabled),
            ActivationMultiplier =
                section.Number("activation_multiplier", ConfigFields.ActivationMultiplier, defaults.ActivationMultiplier),
            CallbackMultiplier =
                section.Number("callback_multiplier", ConfigFields.CallbackMultiplier, defaults.CallbackMultiplier),
            StepMultiplier = section.Number("step_multiplier", ConfigFields.StepMultiplier, defaults.StepMultiplier),
        };
    }

    private static NotificationsConfig ReadNotifications(ConfigSection section) => new()
    {
        WebhookUrl = section.OptionalText("webhook_url", ConfigFields.WebhookUrl) is { } address ? new Uri(address) : null,
        WebhookSecret = section.OptionalText("webhook_secret", ConfigFields.WebhookSecret),
        Events = section.List("events", 0, NotificationsConfig.KnownEvents.Length, EventsExample)
            ?.Select(item => section.Text(item.Element, item.Path, ConfigFields.Event, null))
            .ToImmutableArray() ?? [],
    };
}
