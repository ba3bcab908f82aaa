namespace ActorBots.Simulation.Feeds;

/// <summary>
/// An endless market of one-minute candles: volatility that comes in clusters, now and then a dip that runs for some minutes and is
/// largely bought back, and a weak pull to the start price so that the market stays in its region for ever. Chance depends on the seed and the
/// candle's index alone, never on the calendar.
/// </summary>
internal static class SyntheticCandles
{
    private const decimal BasePerMinute = 0.0006m;

    /// <summary>The candles from an instant on, for ever.</summary>
    /// <param name="seed">Seed of this instrument.</param>
    /// <param name="startMs">Open time of the first candle, Unix milliseconds, on a whole minute.</param>
    /// <param name="anchor">Start price, which the market is pulled to.</param>
    /// <param name="tickSize">Smallest price step.</param>
    /// <param name="quantityStep">Smallest volume step.</param>
    public static IEnumerable<SourceCandle> From(ulong seed, long startMs, decimal anchor, decimal tickSize, decimal quantityStep)
    {
        var random = new SplitMix64(seed);
        var price = anchor;
        var volatility = 1m;
        var (dipLeft, recoveryLeft, push) = (0, 0, 0m);
        for (var openMs = startMs; ; openMs += 60_000)
        {
            if (dipLeft == 0 && recoveryLeft == 0 && random.Below(75) == 0)
            {
                // A dip of 5 to 14 minutes, each pushing by 0.6 to 1.6 of the usual move.
                (dipLeft, push) = (5 + random.Below(10), 0.6m + random.Rate());
            }

            volatility = Math.Clamp(0.6m + (0.92m * (volatility - 0.6m)) + (0.08m * random.Rate()) + (random.Below(50) == 0 ? 0.8m : 0m), 0.5m, 3m);
            var sigma = BasePerMinute * volatility;
            var drift = dipLeft > 0 ? -push : recoveryLeft > 0 ? push * 0.55m : 0m;
            var pull = (anchor - price) / anchor * 0.002m;
            var open = price;
            var close = OnGrid(open * (1m + pull + (sigma * ((0.75m * random.Bell()) + drift))), tickSize);
            var high = OnGrid(Math.Max(open, close) * (1m + (sigma * 0.5m * random.Rate())), tickSize);
            var low = OnGrid(Math.Min(open, close) * (1m - (sigma * 0.5m * random.Rate())), tickSize);
            var volume = VolumeOf(ref random, volatility, open, quantityStep);
            yield return new SourceCandle(openMs, open, Math.Max(high, Math.Max(open, close)), Math.Min(low, Math.Min(open, close)), close, volume);

            price = close;
            if (dipLeft > 0 && --dipLeft == 0)
            {
                recoveryLeft = 8 + random.Below(16);
            }
            else if (recoveryLeft > 0)
            {
                recoveryLeft--;
            }
        }
    }

    private static decimal OnGrid(decimal price, decimal tickSize) => Math.Max(tickSize, decimal.Round(price / tickSize) * tickSize);

    // About 1.5 to 6 million USDT a minute.
    private static decimal VolumeOf(ref SplitMix64 random, decimal volatility, decimal price, decimal quantityStep)
    {
        var notional = 1_500_000m * volatility * (0.5m + (random.Rate() * 2m));
        return Math.Max(quantityStep, decimal.Floor(notional / price / quantityStep) * quantityStep);
    }
}
