using System.Runtime.Serialization;
using ActorBots.Domain.Bots;
using ActorBots.Domain.Bots.Config;
using static ActorBots.Protocol.Serialization.Values;

namespace ActorBots.Protocol.Serialization;

/// <summary>A bot's identity and configuration.</summary>
internal static class ConfigMapper
{
    public static Wire.BotIdentity ToWire(BotIdentity identity) => new()
    {
        BotId = identity.BotId,
        UserId = identity.UserId,
        Name = identity.Name,
        Exchange = identity.Exchange,
        Account = identity.Account,
    };

    public static BotIdentity FromWire(Wire.BotIdentity wire) => new(wire.BotId, wire.UserId, wire.Name, wire.Exchange, wire.Account);

    public static Wire.BotConfig ToWire(BotConfig config) => new()
    {
        Trading = ToWire(config.Trading),
        Atr = ToWire(config.Atr),
        Sizing = ToWire(config.Sizing),
        Budget = ToWire(config.Budget),
        Risk = ToWire(config.Risk),
        Trailing = ToWire(config.Trailing),
        Notifications = ToWire(config.Notifications),
    };

    public static BotConfig FromWire(Wire.BotConfig wire) => new()
    {
        Trading = FromWire(wire.Trading),
        Atr = FromWire(wire.Atr),
        Sizing = FromWire(wire.Sizing),
        Budget = FromWire(wire.Budget),
        Risk = FromWire(wire.Risk),
        Trailing = FromWire(wire.Trailing),
        Notifications = FromWire(wire.Notifications),
    };

    private static Wire.TradingConfig ToWire(TradingConfig config) => new()
    {
        Symbol = Write(config.Symbol),
        Leverage = Write(config.Leverage),
        Timeframe = Enums.Interval.Write(config.Timeframe),
        Strategy = config.Strategy,
    };

    private static TradingConfig FromWire(Wire.TradingConfig wire) => new()
    {
        Symbol = ReadInstrument(wire.Symbol),
        Leverage = ReadDecimal(wire.Leverage),
        Timeframe = Enums.Interval.Read(wire.Timeframe),
        Strategy = wire.Strategy,
    };

    private static Wire.AtrConfig ToWire(AtrConfig config) => new()
    {
        Period = config.Period,
        EntryMultiplier = Write(config.EntryMultiplier),
        TargetMultiplier = Write(config.TargetMultiplier),
        StopMultiplier = Write(config.StopMultiplier),
        RecentHighLookback = config.RecentHighLookback,
    };

    private static AtrConfig FromWire(Wire.AtrConfig wire) => new()
    {
        Period = wire.Period,
        EntryMultiplier = ReadDecimal(wire.EntryMultiplier),
        TargetMultiplier = ReadDecimal(wire.TargetMultiplier),
        StopMultiplier = ReadDecimal(wire.StopMultiplier),
        RecentHighLookback = wire.RecentHighLookback,
    };

    private static Wire.SizingConfig ToWire(SizingConfig config) => new()
    {
        Steps = { config.Steps.Select(s => new Wire.SizingStep { DipAtr = Write(s.DipAtr), BudgetShare = Write(s.BudgetShare) }) },
        HighVolatilityRate = Write(config.HighVolatilityRate),
        HighVolatilityFactor = Write(config.HighVolatilityFactor),
    };

    private static SizingConfig FromWire(Wire.SizingConfig wire) => new()
    {
        Steps = [.. wire.Steps.Select(s => new SizingStep(ReadDecimal(s.DipAtr), ReadDecimal(s.BudgetShare)))],
        HighVolatilityRate = ReadDecimal(wire.HighVolatilityRate),
        HighVolatilityFactor = ReadDecimal(wire.HighVolatilityFactor),
    };

    private static Wire.BudgetConfig ToWire(BudgetConfig config) => new()
    {
        AllocatedAmount = Write(config.AllocatedAmount),
        MaxPositionPercentage = Write(config.MaxPositionPercentage),
    };

    private static BudgetConfig FromWire(Wire.BudgetConfig wire) => new()
    {
        AllocatedAmount = ReadMoney(wire.AllocatedAmount),
        MaxPositionPercentage = ReadDecimal(wire.MaxPositionPercentage),
    };

    private static Wire.RiskConfig ToWire(RiskConfig config)
    {
        var wire = new Wire.RiskConfig
        {
            MaxTradesPerMinute = config.MaxTradesPerMinute,
            MaxTradesPerHour = config.MaxTradesPerHour,
            MaxTradesPerDay = config.MaxTradesPerDay,
            MaxConcurrentPositions = config.MaxConcurrentPositions,
        };
        if (config.MaxLoss is { } loss)
        {
            wire.MaxLoss = Write(loss);
        }

        return wire;
    }

    private static RiskConfig FromWire(Wire.RiskConfig wire) => new()
    {
        MaxTradesPerMinute = wire.MaxTradesPerMinute,
        MaxTradesPerHour = wire.MaxTradesPerHour,
        MaxTradesPerDay = wire.MaxTradesPerDay,
        MaxConcurrentPositions = wire.MaxConcurrentPositions,
        MaxLoss = wire.HasMaxLoss ? ReadMoney(wire.MaxLoss) : null,
    };

    private static Wire.TrailingConfig ToWire(TrailingConfig config) => new()
    {
        Enabled = config.Enabled,
        ActivationMultiplier = Write(config.ActivationMultiplier),
        CallbackMultiplier = Write(config.CallbackMultiplier),
        StepMultiplier = Write(config.StepMultiplier),
    };

    private static TrailingConfig FromWire(Wire.TrailingConfig wire) => new()
    {
        Enabled = wire.Enabled,
        ActivationMultiplier = ReadDecimal(wire.ActivationMultiplier),
        CallbackMultiplier = ReadDecimal(wire.CallbackMultiplier),
        StepMultiplier = ReadDecimal(wire.StepMultiplier),
    };

    private static Wire.NotificationsConfig ToWire(NotificationsConfig config)
    {
        var wire = new Wire.NotificationsConfig { Events = { config.Events } };
        if (config.WebhookUrl is { } url)
        {
            wire.WebhookUrl = url.OriginalString;
        }

        if (config.WebhookSecret is { } secretName)
        {
            wire.WebhookSecret = secretName;
        }

        return wire;
    }

    private static NotificationsConfig FromWire(Wire.NotificationsConfig wire) => new()
    {
        WebhookUrl = wire.HasWebhookUrl ? ReadAddress(wire.WebhookUrl) : null,
        WebhookSecret = wire.HasWebhookSecret ? wire.WebhookSecret : null,
        Events = [.. wire.Events],
    };

    // The address is not told: somebody may have put a token into it.
    private static Uri ReadAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address)
        ? address
        : throw new SerializationException("WebhookUrl is not an absolute address");
}
