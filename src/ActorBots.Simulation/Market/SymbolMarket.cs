using System.Diagnostics;
using ActorBots.Domain.MarketData;
using ActorBots.Domain.Orders;
using ActorBots.Simulation.Feeds;
using ActorBots.Simulation.Matching;
using ActorBots.Simulation.Orders;

namespace ActorBots.Simulation.Market;

/// <summary>One instrument's market: rules, candles, prices, and the orders that rest in it.</summary>
internal sealed class SymbolMarket
{
    private const int RecentTrades = 1000;

    private readonly Queue<MarketTick> _trades = new();
    private MarketTick? _lastTick;
    private DayFigures _day = DayFigures.None;

    public SymbolMarket(int order, OpenedFeed feed, int candlesKept)
    {
        Order = order;
        Rules = feed.Rules;
        Feed = feed.Cursor;
        Book = new CandleBook(candlesKept);
        LastPrice = feed.FirstPrice;
    }

    /// <summary>Place in the settings; breaks ties of time.</summary>
    public int Order { get; }

    public InstrumentRules Rules { get; }

    public FeedCursor Feed { get; }

    public CandleBook Book { get; }

    public RestingOrders Resting { get; } = new();

    public string Symbol => Rules.Symbol;

    public bool IsTrading { get; set; } = true;

    public decimal LastPrice { get; private set; }

    /// <summary>Between the last price and the running minute's open, nearer to the last: smoother than the last, and free of memory.</summary>
    public decimal MarkPrice { get; private set; }

    public decimal IndexPrice { get; private set; }

    public int LastDirection { get; private set; }

    public bool IsZeroTick { get; private set; }

    /// <summary>Running number over everything that changes in this instrument.</summary>
    public long Sequence { get; set; }

    public IEnumerable<MarketTick> Trades => _trades.Reverse();

    public decimal PriceOf(PriceSource source) => source switch
    {
        PriceSource.Last => LastPrice,
        PriceSource.Mark => MarkPrice,
        PriceSource.Index => IndexPrice,
        _ => throw new UnreachableException(),
    };

    /// <summary>Takes a published tick: candles first (what was due is closed), then the prices.</summary>
    public void Apply(MarketTick tick)
    {
        Book.Apply(new FeedTick(tick.At, tick.Price, tick.Quantity, tick.Side));
        IsZeroTick = tick.Price == LastPrice;
        LastDirection = IsZeroTick ? LastDirection : Math.Sign(tick.Price - LastPrice);
        LastPrice = tick.Price;
        Sequence++;
        Reprice();
        _lastTick = tick;
        if (tick.Quantity > 0m)
        {
            _trades.Enqueue(tick);
            if (_trades.Count > RecentTrades)
            {
                _trades.Dequeue();
            }
        }
    }

    /// <summary>Takes over what the candles know, after the feed was skipped forward.</summary>
    public void Restore()
    {
        LastPrice = Book.Running(CandleInterval.OneMinute)?.Close ?? Book.MinuteOpen ?? LastPrice;
        Reprice();
        RefreshDay();
    }

    /// <summary>Recomputes the figures of the last 24 hours, to the quarter of an hour; called when a quarter closes.</summary>
    public void RefreshDay() => _day = DayFigures.Of(Book.Closed(CandleInterval.FifteenMinutes), LastPrice);

    public TickerSnapshot Ticker(decimal fundingRate, DateTimeOffset nextFunding, TimeSpan fundingInterval, DateTimeOffset now)
    {
        var tick = Rules.Instrument.TickSize;
        var buyTook = (_lastTick?.Side ?? OrderSide.Buy) == OrderSide.Buy;
        var quarter = Book.Running(CandleInterval.FifteenMinutes);
        var random = new SplitMix64((ulong)(_lastTick?.Number ?? 0));
        return new TickerSnapshot
        {
            Symbol = Symbol,
            LastPrice = LastPrice,
            MarkPrice = MarkPrice,
            IndexPrice = IndexPrice,
            BidPrice = buyTook ? Math.Max(tick, LastPrice - tick) : LastPrice,
            AskPrice = buyTook ? LastPrice : LastPrice + tick,
            BidQuantity = Rules.Instrument.QuantityStep * (100 + random.Below(9900)),
            AskQuantity = Rules.Instrument.QuantityStep * (100 + random.Below(9900)),
            Price24hAgo = _day.Open,
            Price1hAgo = _day.OpenOfLastHour,
            High24h = Math.Max(Math.Max(_day.High, quarter?.High ?? LastPrice), LastPrice),
            Low24h = Math.Min(Math.Min(_day.Low, quarter?.Low ?? LastPrice), LastPrice),
            Volume24h = _day.Volume + (quarter?.Volume ?? 0m),
            Turnover24h = _day.Turnover + (quarter?.Turnover ?? 0m),
            OpenInterest = Decimals.FloorTo(_day.Volume / 2m, Rules.Instrument.QuantityStep),
            FundingRate = fundingRate,
            NextFundingAt = nextFunding,
            FundingInterval = fundingInterval,
            LastDirection = LastDirection,
            IsZeroTick = IsZeroTick,
            Sequence = Sequence,
            At = now,
        };
    }

    private void Reprice()
    {
        var away = (Book.MinuteOpen ?? LastPrice) - LastPrice;
        MarkPrice = OnTick(LastPrice + (away / 4m));
        IndexPrice = OnTick(LastPrice + (away / 2m));
    }

    private decimal OnTick(decimal price)
    {
        var tick = Rules.Instrument.TickSize;
        return Math.Max(tick, decimal.Round(price / tick) * tick);
    }
}
