using ActorBots.Domain.MarketData;

namespace ActorBots.Simulation.Market;

/// <summary>A candle that still grows.</summary>
internal sealed class RunningCandle
{
    private decimal _high;
    private decimal _low;
    private decimal _close;
    private decimal _volume;
    private decimal _turnover;
    private DateTimeOffset _lastAt;

    private RunningCandle(DateTimeOffset openTime, decimal open)
    {
        OpenTime = openTime;
        Open = open;
        _high = open;
        _low = open;
        _close = open;
    }

    public DateTimeOffset OpenTime { get; }

    public decimal Open { get; }

    /// <summary>A candle of one trade.</summary>
    public static RunningCandle Of(DateTimeOffset openTime, decimal price, decimal quantity, DateTimeOffset at)
    {
        var candle = new RunningCandle(openTime, price);
        candle.Add(price, quantity, at);
        return candle;
    }

    /// <summary>An empty longer candle that starts with a shorter one, which is still to be merged.</summary>
    public static RunningCandle StartOf(CandleInterval interval, MarketCandle first) => new(interval.OpenTimeOf(first.OpenTime), first.Open);

    public void Add(decimal price, decimal quantity, DateTimeOffset at)
    {
        _high = Math.Max(_high, price);
        _low = Math.Min(_low, price);
        _close = price;
        _volume += quantity;
        _turnover += price * quantity;
        _lastAt = at;
    }

    public void Merge(MarketCandle next)
    {
        _high = Math.Max(_high, next.High);
        _low = Math.Min(_low, next.Low);
        _close = next.Close;
        _volume += next.Volume;
        _turnover += next.Turnover;
        _lastAt = next.LastTradeAt;
    }

    public RunningCandle Copy() => (RunningCandle)MemberwiseClone();

    public MarketCandle ToCandle(bool isClosed) => new(OpenTime, Open, _high, _low, _close, _volume, _turnover, isClosed, _lastAt);
}
