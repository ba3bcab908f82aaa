using ActorBots.Simulation.Market;

namespace ActorBots.Simulation.Accounts;

/// <summary>One account: wallet and holdings, cross margin.</summary>
internal sealed class TradingAccount
{
    private readonly Dictionary<string, Holding> _holdings;

    public TradingAccount(ExchangeAccount identity, FeeRates fees, decimal startBalance, IEnumerable<SymbolMarket> markets)
    {
        Identity = identity;
        Fees = fees;
        StartBalance = startBalance;
        Balance = startBalance;
        _holdings = markets.ToDictionary(m => m.Symbol, m => new Holding(this, m), StringComparer.Ordinal);
        Holdings = [.. _holdings.Values];
    }

    public ExchangeAccount Identity { get; }

    public string Key => Identity.ApiKey;

    public FeeRates Fees { get; }

    public decimal StartBalance { get; set; }

    /// <summary>Wallet balance: start balance plus everything realized.</summary>
    public decimal Balance { get; set; }

    /// <summary>Holdings in the order of the feeds.</summary>
    public IReadOnlyList<Holding> Holdings { get; }

    public Holding? FindHolding(string symbol) => _holdings.GetValueOrDefault(symbol);

    public decimal UnrealizedPnl() => Holdings.Sum(h => h.UnrealizedPnl());

    public decimal Equity() => Balance + UnrealizedPnl();

    public decimal PositionMargin() => Holdings.Sum(h => h.Positions.Sum(h.InitialMargin));

    public decimal MaintenanceMargin() => Holdings.Sum(h => h.Positions.Sum(h.MaintenanceMargin));

    public decimal OrderMargin() => Holdings.Sum(h => h.OrderMargin());

    /// <summary>Free margin; may be negative here.</summary>
    public decimal FreeMargin() => Equity() - PositionMargin() - OrderMargin();

    public WalletSnapshot Snapshot() => new()
    {
        Account = Key,
        StartBalance = StartBalance,
        Balance = Balance,
        UnrealizedPnl = UnrealizedPnl(),
        PositionInitialMargin = Decimals.Round8(PositionMargin()),
        OrderInitialMargin = Decimals.Round8(OrderMargin()),
        MaintenanceMargin = Decimals.Round8(MaintenanceMargin()),
    };
}
