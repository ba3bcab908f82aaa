using System.Globalization;
using ActorBots.Domain.MarketData;
using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Feeds;
using ActorBots.Simulation.Ledger;
using ActorBots.Simulation.Market;
using ActorBots.Simulation.Orders;

namespace ActorBots.Simulation;

/// <summary>Brings settings, feeds and ledger together: a new exchange, or one that continues exactly where its ledger ends.</summary>
internal sealed class ExchangeOpener
{
    private static readonly DateTimeOffset FixedStart = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly SimulationSettings _settings;
    private readonly TimeProvider _wallClock;
    private readonly FeedOpener _feeds;
    private readonly SqliteLedger _ledger;

    public ExchangeOpener(SimulationSettings settings, TimeProvider wallClock, FeedOpener feeds, SqliteLedger ledger)
    {
        _settings = settings;
        _wallClock = wallClock;
        _feeds = feeds;
        _ledger = ledger;
    }

    /// <summary>Opens the feeds and brings the market to where it stands. Accounts and orders follow by <see cref="RestoreBooks"/>.</summary>
    /// <exception cref="SimulationInputException">A feed or the ledger cannot be used.</exception>
    public async Task<ExchangeState> OpenMarketAsync(CancellationToken cancellationToken)
    {
        var (feeds, start) = _feeds.Open(SyntheticStart());
        Guard(feeds);
        var markets = feeds.Select((feed, order) => new SymbolMarket(order, feed, _settings.CandlesKept)).ToList();
        var clock = _ledger.LoadClock();
        var now = clock?.MarketTime ?? start;
        await Task.Run(() => Parallel.ForEach(markets, new ParallelOptions { CancellationToken = cancellationToken }, Wind), cancellationToken)
            .ConfigureAwait(false);

        var state = new ExchangeState(_settings, markets, now);
        state.NextFundingAt = clock?.NextFundingAt ?? state.FundingAfter(start);
        state.Ticks = clock?.Ticks ?? 0;
        state.CandlesReplayed = clock?.CandlesReplayed ?? 0;
        return state;

        void Wind(SymbolMarket market)
        {
            if (clock?.Feeds.GetValueOrDefault(market.Symbol) is { } saved)
            {
                market.Feed.SkipTo(saved.Position, market.Book, cancellationToken);
                market.Sequence = saved.Sequence;
            }
            else
            {
                market.Feed.SkipBefore(start, market.Book, cancellationToken);
            }

            market.Book.CloseDue(now, null);
            market.Restore();
        }
    }

    /// <summary>Puts wallets, settings, positions and open orders back; opens the wallets of new accounts.</summary>
    /// <exception cref="SimulationInputException">The ledger has an account that the settings lack.</exception>
    public void RestoreBooks(ExchangeState state, Matching.OrderRegistry orders)
    {
        RestoreWallets(state);
        foreach (var row in _ledger.LoadHoldings())
        {
            var holding = HoldingOf(state, row.Account, row.Symbol);
            holding.Leverage = row.Leverage;
            holding.Mode = row.Mode;
        }

        foreach (var position in _ledger.LoadPositions())
        {
            HoldingOf(state, position.Account, position.Symbol).Restore(position);
        }

        state.LastOrderNumber = _ledger.LastOrderNumber();
        state.LastPositionNumber = state.Accounts
            .SelectMany(a => a.Holdings)
            .SelectMany(h => h.Positions)
            .Select(p => p.Life?.Number ?? 0)
            .Append(_ledger.History.LastClosedNumber())
            .Max();
        state.LastExecutionNumber = _ledger.LastExecutionNumber();
        foreach (var order in _ledger.LoadOpenOrders())
        {
            var live = orders.Restore(HoldingOf(state, order.Account, order.Symbol), order);
            if (order.Status == VenueOrderStatus.Untriggered || IsResting(order, state.Now))
            {
                Matching.OrderRegistry.Rest(live);
            }
            else
            {
                Matching.OrderRegistry.Queue(live);
            }
        }
    }

    // What was on its way into the market when the process ended, or was being filled piece by piece, goes on at the next tick.
    private static bool IsResting(VenueOrder order, DateTimeOffset now) => order.Type == OrderType.Limit
        && order.MatchableAt <= now && order.TimeInForce is TimeInForce.GoodTillCancel or TimeInForce.PostOnly;

    private static Holding HoldingOf(ExchangeState state, string account, string symbol) =>
        state.FindAccount(account)?.FindHolding(symbol) ?? throw new InvalidDataException($"the ledger has rows of {account} {symbol}, which is not open");

    private void RestoreWallets(ExchangeState state)
    {
        var wallets = _ledger.LoadWallets();
        var lost = wallets.Where(w => state.FindAccount(w.Account) is null).Select(w => w.Account).ToList();
        if (lost.Count > 0)
        {
            throw new SimulationInputException(
                [$"ledger {_settings.LedgerPath}: accounts '{string.Join("', '", lost)}' must be in the settings; the ledger has their money"]);
        }

        foreach (var account in state.Accounts)
        {
            if (wallets.Find(w => w.Account == account.Key) is { } wallet)
            {
                account.StartBalance = wallet.StartBalance;
                account.Balance = wallet.Balance;
            }
            else
            {
                _ledger.SaveWallet(new WalletRow(account.Key, account.StartBalance, account.Balance));
            }
        }
    }

    private DateTimeOffset SyntheticStart()
    {
        if (_settings.SyntheticStart is { } wanted)
        {
            return wanted;
        }

        if (_ledger.GetMeta("synthetic_start") is { } stored)
        {
            return DateTimeOffset.Parse(stored, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
        }

        var start = _settings.Speed == 1m ? CandleInterval.OneMinute.OpenTimeOf(_wallClock.GetUtcNow()) : FixedStart;
        _ledger.SetMeta("synthetic_start", start.ToString("O", CultureInfo.InvariantCulture));
        return start;
    }

    // A ledger belongs to one market: positions and stops make no sense at other prices.
    private void Guard(List<OpenedFeed> feeds)
    {
        List<string> identity = [.. feeds.Select(f => f.Identity)];
        identity.Add(string.Create(CultureInfo.InvariantCulture, $"seed {_settings.Seed}"));
        identity.Add($"history {_settings.History.Candles} x {_settings.History.Interval.Name()}");
        if (_settings.SyntheticStart is { } start && feeds.Exists(f => f.Cursor.End is null))
        {
            identity.Add($"synthetic start {start:O}");
        }

        if (_ledger.GetMeta("market") is not { } stored)
        {
            _ledger.SetMeta("market", string.Join('\n', identity));
            return;
        }

        var was = stored.Split('\n');
        if (!was.SequenceEqual(identity))
        {
            throw new SimulationInputException(
            [
                $"ledger {_settings.LedgerPath}: was made with another market ({string.Join("; ", was.Except(identity))}) than these settings "
                    + $"({string.Join("; ", identity.Except(was))}); use the same feeds and seed, or a new ledger file",
            ]);
        }
    }
}
