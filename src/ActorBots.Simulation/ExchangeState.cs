using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Ledger;
using ActorBots.Simulation.Market;
using ActorBots.Simulation.Matching;

namespace ActorBots.Simulation;

/// <summary>What the parts of the exchange share. Used under the exchange's lock only.</summary>
internal sealed class ExchangeState
{
    private readonly Dictionary<string, SymbolMarket> _markets;
    private readonly Dictionary<string, TradingAccount> _accounts;

    public ExchangeState(SimulationSettings settings, IEnumerable<SymbolMarket> markets, DateTimeOffset start)
    {
        Settings = settings;
        Ids = new IdSource(settings.Seed, settings.Customs.Ids);
        Markets = [.. markets];
        _markets = Markets.ToDictionary(m => m.Symbol, StringComparer.Ordinal);
        Accounts = [.. settings.Accounts.Select(Open)];
        _accounts = Accounts.ToDictionary(a => a.Key, StringComparer.Ordinal);
        Now = start;

        TradingAccount Open(AccountSettings account) => new(
            new ExchangeAccount(account.ApiKey, account.ApiSecret, IdSource.UserId(account.ApiKey)),
            new FeeRates(account.TakerFeeRate ?? settings.Fees.Taker, account.MakerFeeRate ?? settings.Fees.Maker),
            account.StartBalance,
            Markets);
    }

    public SimulationSettings Settings { get; }

    /// <summary>Makes ids.</summary>
    public IdSource Ids { get; }

    /// <summary>Markets in the order of the feeds.</summary>
    public IReadOnlyList<SymbolMarket> Markets { get; }

    /// <summary>Accounts in the order of the settings.</summary>
    public IReadOnlyList<TradingAccount> Accounts { get; }

    /// <summary>What the present call or tick has changed so far.</summary>
    public Mutation Mutation { get; } = new();

    /// <summary>Market time.</summary>
    public DateTimeOffset Now { get; set; }

    public DateTimeOffset NextFundingAt { get; set; }

    public long Ticks { get; set; }

    public long CandlesReplayed { get; set; }

    public long LastOrderNumber { get; set; }

    public long LastExecutionNumber { get; set; }

    public long LastPositionNumber { get; set; }

    public bool HasEnded { get; set; }

    public IMatchPolicy? MatchPolicy { get; set; }

    public SymbolMarket? FindMarket(string symbol) => _markets.GetValueOrDefault(symbol);

    public TradingAccount? FindAccount(string key) => _accounts.GetValueOrDefault(key);

    public ClockRow Clock() => new()
    {
        MarketTime = Now,
        Ticks = Ticks,
        CandlesReplayed = CandlesReplayed,
        NextFundingAt = NextFundingAt,
        Feeds = Markets.ToDictionary(m => m.Symbol, m => new ClockRow.FeedRow(m.Feed.Position, m.Sequence), StringComparer.Ordinal),
    };

    /// <summary>The first funding instant after a moment.</summary>
    public DateTimeOffset FundingAfter(DateTimeOffset moment)
    {
        var interval = (long)Settings.Funding.Interval.TotalMilliseconds;
        return DateTimeOffset.FromUnixTimeMilliseconds(((moment.ToUnixTimeMilliseconds() / interval) + 1) * interval);
    }
}
