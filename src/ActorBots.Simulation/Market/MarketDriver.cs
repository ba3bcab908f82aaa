using ActorBots.Domain.MarketData;
using ActorBots.Simulation.Feeds;
using ActorBots.Simulation.Matching;
using ActorBots.Simulation.Orders;

namespace ActorBots.Simulation.Market;

/// <summary>Moves the market by one tick and does everything that follows from it, in a fixed order.</summary>
internal sealed class MarketDriver
{
    private readonly ExchangeState _state;
    private readonly OrderRegistry _orders;
    private readonly Matcher _matcher;
    private readonly FillBooker _booker;
    private readonly Protection _protection;
    private readonly ForcedCloses _forced;
    private readonly TriggerDesk _triggers;

    public MarketDriver(
        ExchangeState state,
        OrderRegistry orders,
        OrderDesk desk,
        Matcher matcher,
        FillBooker booker,
        Protection protection,
        ForcedCloses forced)
    {
        _state = state;
        _orders = orders;
        _matcher = matcher;
        _booker = booker;
        _protection = protection;
        _forced = forced;
        _triggers = new TriggerDesk(state, orders, desk);
    }

    /// <summary>The market with the next tick: the earliest, then the first in the order of the feeds.</summary>
    public SymbolMarket? Next(out FeedTick tick)
    {
        SymbolMarket? next = null;
        tick = default;
        foreach (var market in _state.Markets)
        {
            if (market.Feed.TryPeek(out var candidate) && (next is null || candidate.At < tick.At))
            {
                (next, tick) = (market, candidate);
            }
        }

        return next;
    }

    /// <summary>When something happens next: the next tick, or the end of the feeds; nothing after that.</summary>
    public DateTimeOffset? NextTime() =>
        Next(out var tick) is not null ? tick.At : _state.HasEnded ? null : _state.Markets.Max(m => m.Feed.End) ?? _state.Now;

    /// <summary>Publishes the next tick.</summary>
    /// <param name="observed">Whether anybody listens; without a listener no market events are made.</param>
    /// <returns>The tick, or nothing when the feeds have ended.</returns>
    public MarketTick? Step(bool observed)
    {
        if (Next(out var next) is not { } market)
        {
            End(observed);
            return null;
        }

        market.Feed.Advance();
        CloseCandles(next.At, observed);
        PayFunding(next.At);
        _state.Now = next.At;
        var tick = new MarketTick(++_state.Ticks, market.Symbol, next.Price, next.Quantity, next.Side, next.At);
        market.Apply(tick);
        if (observed)
        {
            TellMarket(market, tick);
        }

        MatchAt(market);
        return tick;
    }

    private void End(bool observed)
    {
        if (_state.HasEnded)
        {
            return;
        }

        _state.HasEnded = true;
        var end = _state.Markets.Max(m => m.Feed.End) ?? _state.Now;
        end = end < _state.Now ? _state.Now : end;
        CloseCandles(end, observed);
        PayFunding(end);
        _state.Now = end;
        _state.Mutation.SavesClock = true;
        _state.Mutation.Tell(new SimulationEvent.FeedEnded(end));
    }

    private void CloseCandles(DateTimeOffset now, bool observed)
    {
        foreach (var market in _state.Markets)
        {
            market.Book.CloseDue(now, (interval, candle) =>
            {
                _state.Mutation.SavesClock = true;
                if (interval == market.Feed.Interval)
                {
                    _state.CandlesReplayed++;
                }

                if (interval == CandleInterval.FifteenMinutes)
                {
                    market.RefreshDay();
                }

                if (observed)
                {
                    _state.Mutation.Tell(new SimulationEvent.CandleChanged(market.Symbol, interval, candle));
                }
            });
        }
    }

    private void PayFunding(DateTimeOffset now)
    {
        while (_state.NextFundingAt <= now)
        {
            var due = _state.NextFundingAt;
            _state.NextFundingAt = _state.FundingAfter(due);
            _state.Mutation.Fundings.AddRange(_state.Markets.Select(m => new FundingRow(m.Symbol, _state.Settings.Funding.Rate, m.MarkPrice, due)));
            foreach (var holding in _state.Accounts.SelectMany(a => a.Holdings))
            {
                foreach (var position in holding.Positions.Where(p => !p.IsFlat))
                {
                    _booker.BookFunding(holding, position, _state.Settings.Funding.Rate, due);
                }
            }
        }
    }

    private void TellMarket(SymbolMarket market, MarketTick tick)
    {
        var mutation = _state.Mutation;
        mutation.Tell(new SimulationEvent.TradePrinted(tick));
        mutation.Tell(new SimulationEvent.TickerChanged(TickerOf(market)));
        foreach (var interval in CandleIntervals.All)
        {
            if (market.Book.Running(interval) is { } candle)
            {
                mutation.Tell(new SimulationEvent.CandleChanged(market.Symbol, interval, candle));
            }
        }
    }

    /// <summary>The ticker of a market now.</summary>
    public TickerSnapshot TickerOf(SymbolMarket market) =>
        market.Ticker(_state.Settings.Funding.Rate, _state.NextFundingAt, _state.Settings.Funding.Interval, _state.Now);

    // Orders on their way arrive first; then stops protect; then resting orders fill; what is still under water is liquidated last.
    private void MatchAt(SymbolMarket market)
    {
        MatchDue(market);

        // A halted instrument shows prices but trades nothing: what rests waits for the end of the halt.
        if (!market.IsTrading)
        {
            return;
        }

        foreach (var live in market.Resting.Trailing)
        {
            _protection.Trail(live);
        }

        foreach (var live in market.Resting.Triggered(market))
        {
            if (live.Order.Status == VenueOrderStatus.Untriggered)
            {
                _triggers.Fire(live);
            }
        }

        foreach (var live in market.Resting.Reached(market.LastPrice))
        {
            if (live.Order.IsOpen)
            {
                _matcher.FillResting(live);
            }
        }

        _forced.LiquidateWhereDue(market.Symbol);
    }

    private void MatchDue(SymbolMarket market)
    {
        foreach (var live in market.Resting.Due(_state.Now))
        {
            // An earlier one may have ended it: a reduce-only order whose position is gone.
            if (!live.Order.IsOpen)
            {
                continue;
            }

            live.Withdraw?.Invoke();
            live.Withdraw = null;
            if (market.IsTrading)
            {
                _matcher.Match(live);
            }
            else
            {
                _orders.End(live, CancelCause.InstrumentHalted);
            }
        }
    }
}
