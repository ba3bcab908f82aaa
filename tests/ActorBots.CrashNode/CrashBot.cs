using ActorBots.Domain.Bots.Config;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.MarketData;
using ActorBots.Host.Credentials;
using ActorBots.Ports.Storage;
using ActorBots.Ports.Venues;

namespace ActorBots.CrashNode;

/// <summary>The one bot of the node that dies, and its account.</summary>
internal static class CrashBot
{
    public const string Id = "crash-bot";
    public const string Symbol = "BTCUSDT";
    public const string ApiKey = "crash";
    public const string ApiSecret = "worth-nothing-outside-the-test";

    /// <summary>The bot's document at a venue.</summary>
    public static BotDocument DocumentAt(string exchange) => new()
    {
        BotId = Id,
        UserId = "test",
        Name = "Crash bot",
        Exchange = exchange,
        Account = ApiKey,
        ConfigJson = BotConfigWriter.Write(Config),
        CreatedAt = DateTimeOffset.UnixEpoch,
    };

    public static InMemoryCredentialProvider Credentials => new(
        new Dictionary<string, VenueCredentials>(StringComparer.Ordinal) { [ApiKey] = new(ApiKey, ApiSecret) },
        new Dictionary<string, string>(StringComparer.Ordinal));

    private static BotConfig Config => new()
    {
        Trading = new TradingConfig { Symbol = new InstrumentId(Symbol), Leverage = 10m, Timeframe = CandleInterval.OneMinute },
        Atr = new AtrConfig { Period = 10, EntryMultiplier = 1.2m, TargetMultiplier = 1.0m, StopMultiplier = 1.5m },
        Sizing = new SizingConfig(),
        Budget = new BudgetConfig { AllocatedAmount = new Money(2_000m), MaxPositionPercentage = 0.5m },
        Risk = new RiskConfig { MaxTradesPerMinute = 60, MaxTradesPerHour = 1_000, MaxTradesPerDay = 1_000, MaxConcurrentPositions = 1 },
        Trailing = new TrailingConfig(),
        Notifications = new NotificationsConfig(),
    };
}
