using System.Collections.Immutable;
using ActorBots.Domain.MarketData;
using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Auditing;
using ActorBots.Simulation.Market;
using ActorBots.Simulation.Matching;
using ActorBots.Simulation.Orders;

namespace ActorBots.Simulation;

/// <summary>
/// The core of the simulated venue, which knows no venue's wire: market, accounts, matching and a durable ledger. Thread-safe: every
/// member takes one lock. Every change is in the ledger before the call returns and before anybody is told. Prices and instants are
/// market time; only the protection figures of the audit use the wall clock.
/// </summary>
public sealed class SimulatedExchange : IAsyncDisposable
{
    /// <summary>Opens the venue: checks the settings, reads the feeds, opens or continues the ledger. The market stands until <see cref="RunAsync"/>.</summary>
    /// <param name="settings">What to open.</param>
    /// <param name="wallClock">Paces the market and measures unprotected time.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SimulationInputException">Settings, a feed file or the ledger cannot be used; all problems at once.</exception>
    public static Task<SimulatedExchange> OpenAsync(SimulationSettings settings, TimeProvider wallClock, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <summary>The market's present instant: that of the last tick.</summary>
    public DateTimeOffset MarketTime => throw new NotSupportedException();

    /// <summary>Whether all feeds have ended, so that the market stands still.</summary>
    public bool FeedEnded => throw new NotSupportedException();

    /// <summary>Number of feed candles that closed since trading started, over all processes that used the ledger.</summary>
    public long CandlesReplayed => throw new NotSupportedException();

    /// <summary>All instruments, in the order of the feeds.</summary>
    public ImmutableArray<InstrumentRules> Instruments => throw new NotSupportedException();

    /// <summary>Runs the market: publishes tick after tick at the configured speed until the feeds end or it is cancelled. Once at a time.</summary>
    /// <param name="gate">Passed after each tick; absent means no waiting.</param>
    /// <param name="cancellationToken">Stops the market without error; it can be run again.</param>
    public Task RunAsync(ITickGate? gate, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Publishes the next tick at once, whatever the clock says; for tests and backtests. Nothing when the feeds have ended.</summary>
    public MarketTick? Advance() => throw new NotSupportedException();

    /// <summary>
    /// Tells every event from now on, in order, on the thread that caused it and under the exchange's lock, after it became durable.
    /// The handler must return quickly and neither throw nor wait for anybody (hand over to a queue); queries from inside it are allowed,
    /// and what a change from inside it causes is told after the present events. Disposing ends it.
    /// </summary>
    public IDisposable Subscribe(Action<SimulationEvent> handler) => throw new NotSupportedException();

    /// <summary>Sets who decides how orders fill; absent fills everything whole.</summary>
    public void UseMatchPolicy(IMatchPolicy? policy) => throw new NotSupportedException();

    /// <summary>Halts or resumes an instrument; not durable.</summary>
    /// <exception cref="ArgumentException">No such instrument.</exception>
    public void SetTrading(string symbol, bool isTrading) => throw new NotSupportedException();

    /// <summary>The account of an API key, with its secret; nothing when there is none.</summary>
    public ExchangeAccount? FindAccount(string apiKey) => throw new NotSupportedException();

    /// <summary>All accounts.</summary>
    public ImmutableArray<ExchangeAccount> GetAccounts() => throw new NotSupportedException();

    /// <summary>Accepts or refuses an order. The value is the order as accepted; without latency its fills have been told already, so it may be final.</summary>
    public Outcome<VenueOrder> PlaceOrder(string account, OrderTicket ticket) => throw new NotSupportedException();

    /// <summary>Cancels an open order.</summary>
    public Outcome<VenueOrder> CancelOrder(string account, OrderReference order) => throw new NotSupportedException();

    /// <summary>Changes an open order.</summary>
    public Outcome<VenueOrder> AmendOrder(string account, OrderReference order, OrderAmendment amendment) => throw new NotSupportedException();

    /// <summary>Cancels all open orders in a scope, oldest first.</summary>
    public Outcome<ImmutableArray<VenueOrder>> CancelAll(string account, CancelScope scope) => throw new NotSupportedException();

    /// <summary>Sets the leverage of an instrument, 1 to the instrument's maximum. The value is the new leverage.</summary>
    public Outcome<decimal> SetLeverage(string account, string symbol, decimal leverage) => throw new NotSupportedException();

    /// <summary>Switches one instrument, or all when <paramref name="symbol"/> is absent: then those with positions or orders keep their mode.</summary>
    public Outcome<PositionMode> SwitchPositionMode(string account, string? symbol, PositionMode mode) => throw new NotSupportedException();

    /// <summary>Sets take profit, stop loss and trailing stop of a position. The value is the position.</summary>
    public Outcome<PositionSnapshot> SetTradingStop(string account, TradingStopRequest request) => throw new NotSupportedException();

    /// <summary>Closes (a part of) a position as the venue or a human would: an order without client id.</summary>
    /// <param name="account">Whose position.</param>
    /// <param name="symbol">Which instrument.</param>
    /// <param name="positionIndex">0 one-way, 1 long side, 2 short side.</param>
    /// <param name="origin">Liquidation, automatic deleveraging or manual close.</param>
    /// <param name="quantity">Base units; absent closes all.</param>
    public Outcome<VenueOrder> ForceClose(string account, string symbol, int positionIndex, OrderOrigin origin, decimal? quantity) =>
        throw new NotSupportedException();

    /// <summary>An order by the venue's id, which wins, or the client's; open or closed, however old; nothing when there is none.</summary>
    public VenueOrder? FindOrder(string account, string? orderId, string? clientOrderId) => throw new NotSupportedException();

    /// <summary>All open orders of an account, newest first.</summary>
    public ImmutableArray<VenueOrder> GetOpenOrders(string account, string? symbol) => throw new NotSupportedException();

    /// <summary>Closed orders of an account, newest first.</summary>
    public ImmutableArray<VenueOrder> GetClosedOrders(string account, OrderQuery query) => throw new NotSupportedException();

    /// <summary>Executions of an account, newest first.</summary>
    public ImmutableArray<VenueExecution> GetExecutions(string account, ExecutionQuery query) => throw new NotSupportedException();

    /// <summary>Position rows: those of one instrument, flat ones included, or all that are not flat.</summary>
    public ImmutableArray<PositionSnapshot> GetPositions(string account, string? symbol) => throw new NotSupportedException();

    /// <summary>The position mode of an instrument.</summary>
    public PositionMode GetPositionMode(string account, string symbol) => throw new NotSupportedException();

    /// <summary>The wallet.</summary>
    /// <exception cref="ArgumentException">No such account.</exception>
    public WalletSnapshot GetWallet(string account) => throw new NotSupportedException();

    /// <summary>Results of closing orders, newest first; the query's status is ignored, its times are those of the last closing fill.</summary>
    public ImmutableArray<ClosedPnlRow> GetClosedPnl(string account, OrderQuery query) => throw new NotSupportedException();

    /// <summary>The fee rates of an account.</summary>
    /// <exception cref="ArgumentException">No such account.</exception>
    public FeeRates GetFeeRates(string account) => throw new NotSupportedException();

    /// <summary>Candles of an instrument, newest first, the open one included. Bounds are on the open time, inclusive.</summary>
    /// <param name="symbol">Which instrument.</param>
    /// <param name="interval">Which length.</param>
    /// <param name="start">Earliest open time.</param>
    /// <param name="end">Latest open time.</param>
    /// <param name="limit">Most candles, the newest ones in the bounds; with only a start the oldest ones from it.</param>
    public ImmutableArray<MarketCandle> GetCandles(
        string symbol, CandleInterval interval, DateTimeOffset? start, DateTimeOffset? end, int limit) => throw new NotSupportedException();

    /// <summary>The ticker of an instrument; nothing when there is no such instrument.</summary>
    public TickerSnapshot? GetTicker(string symbol) => throw new NotSupportedException();

    /// <summary>The last trades of the market, newest first; at most 1000, of this process.</summary>
    public ImmutableArray<MarketTick> GetRecentTrades(string symbol, int limit) => throw new NotSupportedException();

    /// <summary>Past fundings of an instrument, newest first, from the rules: every due instant since trading started.</summary>
    public ImmutableArray<FundingRow> GetFundingHistory(string symbol, int limit) => throw new NotSupportedException();

    /// <summary>The oracle's figures.</summary>
    public VenueAudit GetAudit() => throw new NotSupportedException();

    /// <summary>Stops the market and closes the ledger.</summary>
    public ValueTask DisposeAsync() => throw new NotSupportedException();
}
