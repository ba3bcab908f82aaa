using ActorBots.Domain.MarketData;
using ActorBots.Domain.Orders;

namespace ActorBots.Simulation.Feeds;

/// <summary>
/// Expands a candle to a plausible path: open → the nearer extreme → the other → close, in monotone steps on the tick grid. Adding the
/// ticks up gives exactly the candle. The path depends on the seed and the candle alone, so any candle can be expanded without the ones before.
/// </summary>
internal sealed class CandlePath
{
    private readonly CandleInterval _interval;
    private readonly decimal _tickSize;
    private readonly int _stepsPerLeg;
    private readonly ulong _seed;

    public CandlePath(CandleInterval interval, decimal tickSize, int stepsPerLeg, ulong seed)
    {
        _interval = interval;
        _tickSize = tickSize;
        _stepsPerLeg = stepsPerLeg;
        _seed = seed;
    }

    /// <summary>The candle's ticks in order of time, at least one.</summary>
    public FeedTick[] Expand(SourceCandle candle)
    {
        var random = new SplitMix64(SplitMix64.Mix(_seed, candle.OpenMs));
        var prices = Prices(candle, ref random);
        var lengthMs = (long)_interval.Length().TotalMilliseconds;
        var share = ShareOf(candle.Volume, prices.Count);
        var ticks = new FeedTick[prices.Count];
        for (var i = 0; i < ticks.Length; i++)
        {
            var at = DateTimeOffset.FromUnixTimeMilliseconds(candle.OpenMs + (lengthMs * i / ticks.Length));
            var quantity = i == ticks.Length - 1 ? candle.Volume - (share * i) : share;
            ticks[i] = new FeedTick(at, prices[i], quantity, SideOf(prices, i, ref random));
        }

        return ticks;
    }

    private List<decimal> Prices(SourceCandle candle, ref SplitMix64 random)
    {
        // The nearer extreme first; when both are equally near, the one against the candle's own direction.
        var down = candle.Open - candle.Low;
        var up = candle.High - candle.Open;
        var lowFirst = down < up || (down == up && candle.Close >= candle.Open);
        var (first, second) = lowFirst ? (candle.Low, candle.High) : (candle.High, candle.Low);
        (decimal From, decimal To)[] legs = [(candle.Open, first), (first, second), (second, candle.Close)];
        var moving = legs.Count(l => l.From != l.To);
        var minutes = (int)_interval;
        var prices = new List<decimal>((3 * _stepsPerLeg) + minutes + 1) { candle.Open };
        if (moving == 0)
        {
            // A flat candle that traded still trades in each of its minutes; one without volume only shows its price.
            prices.AddRange(Enumerable.Repeat(candle.Open, candle.Volume == 0m ? 0 : minutes - 1));
            return prices;
        }

        // At least one tick a minute, so that the shorter candles exist too.
        var steps = Math.Max(_stepsPerLeg, ((minutes - 1) / moving) + 1);
        foreach (var (from, to) in legs.Where(l => l.From != l.To))
        {
            AddLeg(prices, from, to, steps, ref random);
        }

        return prices;
    }

    private void AddLeg(List<decimal> prices, decimal from, decimal to, int steps, ref SplitMix64 random)
    {
        var weights = new int[steps];
        long total = 0;
        for (var i = 0; i < steps; i++)
        {
            weights[i] = 1 + random.Below(100);
            total += weights[i];
        }

        long gone = 0;
        var (low, high) = from < to ? (from, to) : (to, from);
        for (var i = 0; i < steps - 1; i++)
        {
            gone += weights[i];
            var raw = from + ((to - from) * gone / total);
            prices.Add(Math.Clamp(decimal.Round(raw / _tickSize) * _tickSize, low, high));
        }

        prices.Add(to);
    }

    private static decimal ShareOf(decimal volume, int parts)
    {
        // On the volume's own last decimal, so that no digits appear that the source does not have.
        var unit = new decimal(1, 0, 0, false, volume.Scale);
        return decimal.Floor(volume / parts / unit) * unit;
    }

    private static OrderSide SideOf(List<decimal> prices, int index, ref SplitMix64 random)
    {
        var change = index == 0 ? 0m : prices[index] - prices[index - 1];
        return change > 0m || (change == 0m && random.Below(2) == 0) ? OrderSide.Buy : OrderSide.Sell;
    }
}
