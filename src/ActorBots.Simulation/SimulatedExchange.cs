using System.Collections.Immutable;
using ActorBots.Domain.MarketData;
using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Auditing;
using ActorBots.Simulation.Feeds;
using ActorBots.Simulation.Ledger;
using ActorBots.Simulation.Market;
using ActorBots.Simulation.Matching;
using ActorBots.Simulation.Orders;

namespace ActorBots.Simulation;

/// <summary>
/// The core of the simulated venue, which knows no venue's wire: market, accounts, matching and a durable ledger. Thread-safe: every
/// member takes one lock. Every change is in the ledger before the call returns and before anybody is told. Prices and instants are
/// market time; only the protection figures of the audit use the wall clock. A request for an unknown account is refused; a list about an
/// unknown account or instrument is empty.
/// </summary>
public sealed class SimulatedExchange : IAsyncDisposable
{
    private readonly SerialAccess _access;
    // Never disposed: it has no timer, and a second disposal of the exchange must still be able to look at it.
    private readonly CancellationTokenSource _disposal = new();
    private readonly ExchangeState _state;
    private readonly SqliteLedger _ledger;
    private readonly OrderRegistry _orders;
    private readonly OrderDesk _desk;
    private readonly AccountDesk _accountDesk;
    private readonly ForcedCloses _forced;
    private readonly MarketDriver _driver;
    private readonly CoverMonitor _covers;
    private readonly Pacer _pacer;
    private Task _run = Task.CompletedTask;

    private SimulatedExchange(ExchangeState state, SqliteLedger ledger, TimeProvider wallClock)
    {
        _state = state;
        _ledger = ledger;
        _orders = new OrderRegistry(state);
        var booker = new FillBooker(state, _orders, ledger.FindClosedPnl);
        var protection = new Protection(state, _orders);
        var matcher = new Matcher(state, _orders, booker, protection);
        _desk = new OrderDesk(state, _orders, matcher, ledger.IsClientIdUsed);
        _accountDesk = new AccountDesk(state, protection);
        _forced = new ForcedCloses(state, _orders, matcher);
        _driver = new MarketDriver(state, _orders, _desk, matcher, booker, protection, _forced);
        _covers = new CoverMonitor(state, wallClock, ledger.LoadCovers());
        _pacer = new Pacer(wallClock, state.Settings.Speed);
        _access = new SerialAccess(state, ledger, _covers);
        Positions = new PositionCalls(_access, state, ledger.History, _forced);
        var protectionDesk = new ProtectionDesk(state, _orders, _desk, protection);
        Protections = new ProtectionCalls(_access, protectionDesk, (account, id) => Stored(account, new OrderReference(string.Empty, id, null)));
    }

    /// <summary>Opens the venue: checks the settings, reads the feeds, opens or continues the ledger. The market stands until <see cref="RunAsync"/>.</summary>
    /// <param name="settings">What to open.</param>
    /// <param name="wallClock">Paces the market and measures unprotected time.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SimulationInputException">Settings, a feed file or the ledger cannot be used; all problems at once.</exception>
    public static async Task<SimulatedExchange> OpenAsync(SimulationSettings settings, TimeProvider wallClock, CancellationToken cancellationToken)
    {
        if (SettingsCheck.Problems(settings) is { IsEmpty: false } problems)
        {
            throw new SimulationInputException(problems);
        }

        var feeds = new FeedOpener(settings);
        await feeds.LoadAsync(cancellationToken).ConfigureAwait(false);
        var ledger = SqliteLedger.Open(settings.LedgerPath);
        try
        {
            var opener = new ExchangeOpener(settings, wallClock, feeds, ledger);
            var state = await opener.OpenMarketAsync(cancellationToken).ConfigureAwait(false);
            var exchange = new SimulatedExchange(state, ledger, wallClock);
            opener.RestoreBooks(state, exchange._orders);
            return exchange;
        }
        catch
        {
            ledger.Dispose();
            throw;
        }
    }

    /// <summary>Positions by their own id: open ones, finished ones, and their closes by the venue or a hand.</summary>
    public PositionCalls Positions { get; }

    /// <summary>Take profits and stop losses by their own id.</summary>
    public ProtectionCalls Protections { get; }

    /// <summary>The market's present instant: that of the last tick.</summary>
    public DateTimeOffset MarketTime => Read(() => _state.Now);

    /// <summary>Whether all feeds have ended, so that the market stands still.</summary>
    public bool FeedEnded => Read(() => _state.HasEnded);

    /// <summary>Number of feed candles that closed since trading started, over all processes that used the ledger.</summary>
    public long CandlesReplayed => Read(() => _state.CandlesReplayed);

    /// <summary>All instruments, in the order of the feeds.</summary>
    public ImmutableArray<InstrumentRules> Instruments => Read<ImmutableArray<InstrumentRules>>(() => [.. _state.Markets.Select(RulesOf)]);

    /// <summary>Runs the market: publishes tick after tick at the configured speed until the feeds end or it is cancelled. Once at a time.</summary>
    /// <param name="gate">Passed after each tick; absent means no waiting.</param>
    /// <param name="cancellationToken">Stops the market without error; it can be run again.</param>
    public async Task RunAsync(ITickGate? gate, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposal.Token);
        var run = Task.CompletedTask;
        _access.Do(() => run = _run = _run.IsCompleted
            ? _pacer.RunAsync(_state.Now, PeekTime, Advance, gate, stop.Token)
            : throw new InvalidOperationException("the market runs already"));
        await run.ConfigureAwait(false);
    }

    /// <summary>Publishes the next tick at once, whatever the clock says; for tests and backtests. Nothing when the feeds have ended.</summary>
    public MarketTick? Advance() => _access.Mutate(() => _driver.Step(_access.IsObserved));

    /// <summary>
    /// Tells every event from now on, in order, on the thread that caused it and under the exchange's lock, after it became durable.
    /// The handler must return quickly and neither throw nor wait for anybody (hand over to a queue); queries from inside it are allowed,
    /// and what a change from inside it causes is told after the present events. Disposing ends it.
    /// </summary>
    public IDisposable Subscribe(Action<SimulationEvent> handler) => _access.Subscribe(handler);

    /// <summary>Sets who decides how orders fill; absent fills everything whole.</summary>
    public void UseMatchPolicy(IMatchPolicy? policy) => _access.Do(() => _state.MatchPolicy = policy);

    /// <summary>Halts or resumes an instrument; not durable.</summary>
    /// <exception cref="ArgumentException">No such instrument.</exception>
    public void SetTrading(string symbol, bool isTrading) => _access.Do(() =>
    {
        var market = _state.FindMarket(symbol) ?? throw new ArgumentException($"no instrument '{symbol}'", nameof(symbol));
        market.IsTrading = isTrading;
    });

    /// <summary>The account of an API key, with its secret; nothing when there is none.</summary>
    public ExchangeAccount? FindAccount(string apiKey) => _state.FindAccount(apiKey)?.Identity;

    /// <summary>All accounts.</summary>
    public ImmutableArray<ExchangeAccount> GetAccounts() => [.. _state.Accounts.Select(a => a.Identity)];

    /// <summary>Accepts or refuses an order. The value is the order as accepted; without latency its fills have been told already, so it may be final.</summary>
    public Outcome<VenueOrder> PlaceOrder(string account, OrderTicket ticket) => ForAccount(account, a => _desk.Place(a, ticket));

    /// <summary>Cancels an open order.</summary>
    public Outcome<VenueOrder> CancelOrder(string account, OrderReference order) =>
        ForAccount(account, a => _desk.Cancel(a, order, () => Stored(account, order)));

    /// <summary>Changes an open order.</summary>
    public Outcome<VenueOrder> AmendOrder(string account, OrderReference order, OrderAmendment amendment) =>
        ForAccount(account, a => _desk.Amend(a, order, amendment, () => Stored(account, order)));

    /// <summary>Cancels all open orders in a scope, oldest first.</summary>
    public Outcome<ImmutableArray<VenueOrder>> CancelAll(string account, CancelScope scope) => ForAccount(account, a => _desk.CancelAll(a, scope));

    /// <summary>Sets the leverage of an instrument, 1 to the instrument's maximum. The value is the new leverage.</summary>
    public Outcome<decimal> SetLeverage(string account, string symbol, decimal leverage) =>
        ForAccount(account, a => _accountDesk.SetLeverage(a, symbol, leverage));

    /// <summary>Switches one instrument, or all when <paramref name="symbol"/> is absent: then those with positions or orders keep their mode.</summary>
    public Outcome<PositionMode> SwitchPositionMode(string account, string? symbol, PositionMode mode) =>
        ForAccount(account, a => _accountDesk.SwitchMode(a, symbol, mode));

    /// <summary>Switches all instruments of an account, or none: refused while it has any position or open order.</summary>
    public Outcome<PositionMode> SwitchAccountMode(string account, PositionMode mode) =>
        ForAccount(account, a => _accountDesk.SwitchWholeAccount(a, mode));

    /// <summary>Sets take profit, stop loss and trailing stop of a position. The value is the position.</summary>
    public Outcome<PositionSnapshot> SetTradingStop(string account, TradingStopRequest request) =>
        ForAccount(account, a => _accountDesk.SetTradingStop(a, request));

    /// <summary>Closes (a part of) a position as the venue or a human would: an order without client id.</summary>
    /// <param name="account">Whose position.</param>
    /// <param name="symbol">Which instrument.</param>
    /// <param name="positionIndex">0 one-way, 1 long side, 2 short side.</param>
    /// <param name="origin">Liquidation, automatic deleveraging or manual close.</param>
    /// <param name="quantity">Base units; absent closes all.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another origin.</exception>
    public Outcome<VenueOrder> ForceClose(string account, string symbol, int positionIndex, OrderOrigin origin, decimal? quantity)
    {
        var kind = ForcedCloses.KindOf(origin);
        return ForAccount(account, a => _forced.Close(a, symbol, positionIndex, origin, kind, quantity));
    }

    /// <summary>An order by the venue's id, which wins, or the client's; open or closed, however old; nothing when there is none.</summary>
    public VenueOrder? FindOrder(string account, string? orderId, string? clientOrderId) =>
        Read(() => Stored(account, new OrderReference(string.Empty, orderId, clientOrderId)));

    /// <summary>All open orders of an account, newest first.</summary>
    public ImmutableArray<VenueOrder> GetOpenOrders(string account, string? symbol) => Read<ImmutableArray<VenueOrder>>(() =>
    [
        .. HoldingsOf(account, symbol).SelectMany(h => h.Orders.Values).Select(o => o.Order).OrderByDescending(o => o.Number),
    ]);

    /// <summary>Closed orders of an account, newest first.</summary>
    public ImmutableArray<VenueOrder> GetClosedOrders(string account, OrderQuery query) =>
        Read<ImmutableArray<VenueOrder>>(() => [.. _ledger.QueryClosedOrders(account, query)]);

    /// <summary>How many closed orders a query would list without skip and limit.</summary>
    public long CountClosedOrders(string account, OrderQuery query) => Read(() => _ledger.CountClosedOrders(account, query));

    /// <summary>How many executions a query would list without skip and limit.</summary>
    public long CountExecutions(string account, ExecutionQuery query) => Read(() => _ledger.CountExecutions(account, query));

    /// <summary>Executions of an account, newest first.</summary>
    public ImmutableArray<VenueExecution> GetExecutions(string account, ExecutionQuery query) =>
        Read<ImmutableArray<VenueExecution>>(() => [.. _ledger.QueryExecutions(account, query)]);

    /// <summary>Position rows: those of one instrument, flat ones included, or all that are not flat.</summary>
    public ImmutableArray<PositionSnapshot> GetPositions(string account, string? symbol) => Read<ImmutableArray<PositionSnapshot>>(() =>
    [
        .. HoldingsOf(account, symbol).SelectMany(h => h.Positions
            .Where(p => symbol is null ? !p.IsFlat : h.Fits(p.Index))
            .Select(h.Snapshot)),
    ]);

    /// <summary>The position mode of an instrument.</summary>
    public PositionMode GetPositionMode(string account, string symbol) =>
        Read(() => HoldingsOf(account, symbol).Select(h => h.Mode).FirstOrDefault(PositionMode.OneWay));

    /// <summary>The wallet.</summary>
    /// <exception cref="ArgumentException">No such account.</exception>
    public WalletSnapshot GetWallet(string account) => Read(() => Known(account).Snapshot());

    /// <summary>Results of closing orders, newest first; the query's status is ignored, its times are those of the last closing fill.</summary>
    public ImmutableArray<ClosedPnlRow> GetClosedPnl(string account, OrderQuery query) =>
        Read<ImmutableArray<ClosedPnlRow>>(() => [.. _ledger.QueryClosedPnl(account, query)]);

    /// <summary>The fee rates of an account.</summary>
    /// <exception cref="ArgumentException">No such account.</exception>
    public FeeRates GetFeeRates(string account) => Known(account).Fees;

    /// <summary>Candles of an instrument, newest first, the open one included. Bounds are on the open time, inclusive.</summary>
    /// <param name="symbol">Which instrument.</param>
    /// <param name="interval">Which length.</param>
    /// <param name="start">Earliest open time.</param>
    /// <param name="end">Latest open time.</param>
    /// <param name="limit">Most candles, the newest ones in the bounds; with only a start the oldest ones from it.</param>
    public ImmutableArray<MarketCandle> GetCandles(
        string symbol, CandleInterval interval, DateTimeOffset? start, DateTimeOffset? end, int limit) =>
        Read(() => _state.FindMarket(symbol)?.Book.Query(interval, start, end, limit) ?? []);

    /// <summary>The ticker of an instrument; nothing when there is no such instrument.</summary>
    public TickerSnapshot? GetTicker(string symbol) => Read(() => _state.FindMarket(symbol) is { } market ? _driver.TickerOf(market) : null);

    /// <summary>The last trades of the market, newest first; at most 1000, of this process.</summary>
    public ImmutableArray<MarketTick> GetRecentTrades(string symbol, int limit) =>
        Read<ImmutableArray<MarketTick>>(() => [.. _state.FindMarket(symbol)?.Trades.Take(limit) ?? []]);

    /// <summary>Past fundings of an instrument since trading started, newest first. Bounds are inclusive.</summary>
    public ImmutableArray<FundingRow> GetFundingHistory(string symbol, int limit, DateTimeOffset? since = null, DateTimeOffset? until = null) =>
        Read<ImmutableArray<FundingRow>>(() => [.. _ledger.History.Fundings(symbol, since, until, limit)]);

    /// <summary>The oracle's figures.</summary>
    public VenueAudit GetAudit() => Read(() => Auditor.Audit(_state, _ledger, _covers));

    /// <summary>Stops the market and closes the ledger.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposal.IsCancellationRequested)
        {
            return;
        }

        await _disposal.CancelAsync().ConfigureAwait(false);
        await _run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _access.Close();
    }

    private static InstrumentRules RulesOf(SymbolMarket market) => market.IsTrading
        ? market.Rules
        : market.Rules with { Instrument = market.Rules.Instrument with { IsTrading = false } };

    private Outcome<T> ForAccount<T>(string account, Func<TradingAccount, Outcome<T>> change)
        where T : notnull => _access.ForAccount(account, change);

    private T Read<T>(Func<T> query) => _access.Read(query);

    private DateTimeOffset? PeekTime() => Read(() => _driver.NextTime());

    private TradingAccount Known(string account) =>
        _state.FindAccount(account) ?? throw new ArgumentException($"no account '{account}'", nameof(account));

    private IEnumerable<Holding> HoldingsOf(string account, string? symbol) =>
        _state.FindAccount(account)?.Holdings.Where(h => symbol is null || h.Market.Symbol == symbol) ?? [];

    private VenueOrder? Stored(string account, OrderReference reference) => _orders.Find(account, reference.OrderId, reference.ClientOrderId)?.Order
        ?? (!string.IsNullOrEmpty(reference.OrderId) ? _ledger.FindOrderById(account, reference.OrderId)
            : !string.IsNullOrEmpty(reference.ClientOrderId) ? _ledger.FindOrderByClientId(account, reference.ClientOrderId)
            : null);
}
