namespace ActorBots.Simulation.Market;

/// <summary>Figures of the closed quarters of an hour in the last 24 hours.</summary>
internal sealed record DayFigures(decimal Open, decimal OpenOfLastHour, decimal High, decimal Low, decimal Volume, decimal Turnover)
{
    private const int QuartersPerDay = 96;

    public static DayFigures None { get; } = new(0m, 0m, 0m, decimal.MaxValue, 0m, 0m);

    public static DayFigures Of(IReadOnlyList<MarketCandle> quarters, decimal lastPrice)
    {
        var first = Math.Max(0, quarters.Count - QuartersPerDay);
        if (first == quarters.Count)
        {
            return new DayFigures(lastPrice, lastPrice, lastPrice, lastPrice, 0m, 0m);
        }

        var day = new DayFigures(quarters[first].Open, quarters[Math.Max(first, quarters.Count - 4)].Open, 0m, decimal.MaxValue, 0m, 0m);
        var (high, low, volume, turnover) = (day.High, day.Low, 0m, 0m);
        for (var i = first; i < quarters.Count; i++)
        {
            high = Math.Max(high, quarters[i].High);
            low = Math.Min(low, quarters[i].Low);
            volume += quarters[i].Volume;
            turnover += quarters[i].Turnover;
        }

        return day with { High = high, Low = low, Volume = volume, Turnover = turnover };
    }
}
