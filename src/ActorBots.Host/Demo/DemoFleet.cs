using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ActorBots.Domain.Bots.Config;
using ActorBots.Domain.Instruments;
using ActorBots.Domain.MarketData;
using ActorBots.Host.Credentials;
using ActorBots.Ports.Storage;
using ActorBots.Ports.Venues;

namespace ActorBots.Host.Demo;

/// <summary>The sample bots: one account each, spread over the symbols and venues, alternating between lively and calm configurations.</summary>
internal sealed class DemoFleet
{
    /// <summary>First wallet balance of each account, USDT.</summary>
    public const decimal StartBalance = 10_000m;

    /// <summary>The name of the webhook signing secret.</summary>
    public const string WebhookSecretName = "demo";

    private readonly ulong _seed;

    public DemoFleet(int count, ImmutableArray<string> symbols, ImmutableArray<string> exchanges, ulong seed)
    {
        _seed = seed;
        Bots =
        [
            .. Enumerable.Range(0, count).Select(i => new DemoBot(
                string.Create(CultureInfo.InvariantCulture, $"{symbols[i % symbols.Length].ToLowerInvariant()}-dip-{i + 1:D2}"),
                exchanges[(i + (i / symbols.Length)) % exchanges.Length],
                symbols[i % symbols.Length],
                string.Create(CultureInfo.InvariantCulture, $"demo-{i + 1:D2}"),
                ConfigOf(i, symbols[i % symbols.Length]))),
        ];
    }

    /// <summary>The bots in order.</summary>
    public ImmutableArray<DemoBot> Bots { get; }

    /// <summary>The signing secret of the demo's webhooks; worth nothing outside this process.</summary>
    public string WebhookSecret => "whsec_" + Convert.ToBase64String(Hash("webhook"));

    /// <summary>The key pair of a bot's account at the simulated venue; worth nothing anywhere else.</summary>
    public VenueCredentials CredentialsOf(DemoBot bot) => new(bot.Account, Convert.ToHexStringLower(Hash(bot.Account)));

    /// <summary>Resolves the names in the bots' documents.</summary>
    public InMemoryCredentialProvider Credentials() => new(
        Bots.ToDictionary(b => b.Account, CredentialsOf, StringComparer.Ordinal),
        new Dictionary<string, string>(StringComparer.Ordinal) { [WebhookSecretName] = WebhookSecret });

    /// <summary>A bot's document.</summary>
    public static BotDocument DocumentOf(DemoBot bot, Uri webhook, DateTimeOffset now) => new()
    {
        BotId = bot.BotId,
        UserId = "demo-user",
        Name = $"Demo {bot.Symbol}",
        Exchange = bot.Exchange,
        Account = bot.Account,
        ConfigJson = BotConfigWriter.Write(bot.Config with
        {
            Notifications = new NotificationsConfig { WebhookUrl = webhook, WebhookSecret = WebhookSecretName },
        }),
        CreatedAt = now,
    };

    private static BotConfig ConfigOf(int index, string symbol) => new()
    {
        Trading = new TradingConfig
        {
            Symbol = new InstrumentId(symbol),
            Leverage = 10m,
            Timeframe = index % 2 == 0 ? CandleInterval.OneMinute : CandleInterval.FiveMinutes,
        },
        Atr = new AtrConfig { Period = 10, EntryMultiplier = index % 2 == 0 ? 1.0m : 0.8m, TargetMultiplier = 1.2m, StopMultiplier = 1.5m },
        Sizing = new SizingConfig(),
        Budget = new BudgetConfig { AllocatedAmount = new Money(2_000m), MaxPositionPercentage = 0.5m },
        Risk = new RiskConfig { MaxTradesPerMinute = 2, MaxTradesPerHour = 20, MaxTradesPerDay = 200, MaxConcurrentPositions = 3, MaxLoss = new Money(1_000m) },
        Trailing = new TrailingConfig { Enabled = index % 4 < 2, ActivationMultiplier = 0.7m, CallbackMultiplier = 0.5m, StepMultiplier = 0.2m },
        Notifications = new NotificationsConfig(),
    };

    private byte[] Hash(string name) => SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"actorbots-demo:{_seed}:{name}")));
}
