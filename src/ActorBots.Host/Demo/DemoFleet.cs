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
using ActorBots.Simulation.Accounts;

namespace ActorBots.Host.Demo;

/// <summary>The sample bots: spread over symbols, venues and accounts, alternating between lively and calm configurations.</summary>
internal sealed class DemoFleet
{
    /// <summary>First wallet balance of an account for each of its bots, USDT.</summary>
    public const decimal StartBalance = 10_000m;

    /// <summary>The name of the webhook signing secret.</summary>
    public const string WebhookSecretName = "demo";

    private readonly ulong _seed;

    /// <param name="options">How many bots, at which venues, how many on an account, and the seed.</param>
    /// <param name="symbols">What they trade.</param>
    public DemoFleet(DemoOptions options, ImmutableArray<string> symbols)
    {
        _seed = options.Seed;
        var accounts = new Dictionary<string, (string Name, int Bots)>(StringComparer.Ordinal);
        Bots = [.. Enumerable.Range(0, options.Bots).Select(i => BotOf(i, options, symbols, accounts))];
    }

    /// <summary>The bots in order.</summary>
    public ImmutableArray<DemoBot> Bots { get; }

    /// <summary>The signing secret of the demo's webhooks; worth nothing outside this process.</summary>
    public string WebhookSecret => "whsec_" + Convert.ToBase64String(Hash("webhook"));

    /// <summary>The accounts of a venue's bots, with their keys, which are worth nothing anywhere else.</summary>
    public ImmutableArray<AccountSettings> AccountsAt(string exchange) =>
    [
        .. Bots.Where(b => b.Exchange == exchange).GroupBy(b => b.Account, StringComparer.Ordinal)
            .Select(g => new AccountSettings(g.Key, CredentialsOf(g.Key).ApiSecret, StartBalance * g.Count())),
    ];

    /// <summary>Resolves the names in the bots' documents.</summary>
    public InMemoryCredentialProvider Credentials() => new(
        Bots.Select(b => b.Account).Distinct(StringComparer.Ordinal).ToDictionary(a => a, CredentialsOf, StringComparer.Ordinal),
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

    /// <summary>An account takes bots of its venue in order until it is full; it is named after its first one.</summary>
    private static DemoBot BotOf(int index, DemoOptions options, ImmutableArray<string> symbols, Dictionary<string, (string Name, int Bots)> accounts)
    {
        var symbol = symbols[index % symbols.Length];
        // Where each cycle of symbols would meet the venues in the same way, every cycle begins one venue further.
        var shift = symbols.Length % options.Wires.Length == 0 ? index / symbols.Length : 0;
        var exchange = options.Wires[(index + shift) % options.Wires.Length].Name;
        var (account, bots) = accounts.GetValueOrDefault(exchange);
        if (account is null || bots == options.BotsPerAccount)
        {
            (account, bots) = (string.Create(CultureInfo.InvariantCulture, $"demo-{index + 1:D2}"), 0);
        }

        accounts[exchange] = (account, bots + 1);
        var id = string.Create(CultureInfo.InvariantCulture, $"{symbol.ToLowerInvariant()}-dip-{index + 1:D2}");
        return new DemoBot(id, exchange, symbol, account, ConfigOf(index, symbol));
    }

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

    private VenueCredentials CredentialsOf(string account) => new(account, Convert.ToHexStringLower(Hash(account)));

    private byte[] Hash(string name) => SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"actorbots-demo:{_seed}:{name}")));
}
