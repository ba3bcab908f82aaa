using ActorBots.Domain.Instruments;

namespace ActorBots.Simulation.Market;

/// <summary>Instrument rules: built in for the well-known ones, derived from the price for all others.</summary>
internal static class InstrumentCatalog
{
    /// <summary>First price of a synthetic market.</summary>
    public static decimal StartPriceOf(string symbol) => symbol switch
    {
        "BTCUSDT" => 95_000m,
        "ETHUSDT" => 3_300m,
        "SOLUSDT" => 190m,
        "XRPUSDT" => 2.3m,
        _ => 100m,
    };

    /// <summary>The rules of an instrument whose feed has prices like these.</summary>
    /// <param name="symbol">Base currency followed by the quote currency.</param>
    /// <param name="price">A price of the feed.</param>
    /// <param name="finestScale">Most decimals of any price of the feed.</param>
    public static InstrumentRules RulesFor(string symbol, decimal price, int finestScale)
    {
        var rules = symbol switch
        {
            "BTCUSDT" => Listed(symbol, 0.1m, 0.001m, 500m, 1190m, 100m, 1_999_999.8m),
            "ETHUSDT" => Listed(symbol, 0.01m, 0.01m, 3_600m, 7_240m, 100m, 199_999.98m),
            "SOLUSDT" => Listed(symbol, 0.01m, 0.1m, 16_000m, 79_770m, 100m, 19_999.98m),
            "XRPUSDT" => Listed(symbol, 0.0001m, 0.1m, 2_900_000m, 15_000_000m, 75m, 199.9998m),
            _ => Derived(symbol, price, finestScale),
        };

        // A feed from another venue may have a finer grid than the built-in tick: its prices must be tradable.
        var finest = PowerOfTen(-finestScale);
        return finest < rules.Instrument.TickSize ? WithTick(rules, finest) : rules;
    }

    private static InstrumentRules WithTick(InstrumentRules rules, decimal tick) =>
        rules with { Instrument = rules.Instrument with { TickSize = tick }, MinPrice = tick };

    private static InstrumentRules Derived(string symbol, decimal price, int finestScale)
    {
        // One step is worth between 1 and 10 units of quote currency, or one unit of base when that is worth less.
        var wholeDigits = decimal.Truncate(price).ToString(System.Globalization.CultureInfo.InvariantCulture).Length;
        var step = PowerOfTen(1 - wholeDigits);
        var tick = PowerOfTen(-Math.Max(finestScale, price >= 1m ? 5 - wholeDigits : 5));
        return Listed(symbol, tick, step, step * 1_000_000m, step * 5_000_000m, 50m, Math.Max(price * 100m, tick * 1_000_000m));
    }

    private static InstrumentRules Listed(
        string symbol, decimal tick, decimal step, decimal maxMarket, decimal maxLimit, decimal maxLeverage, decimal maxPrice) => new()
        {
            Instrument = new Instrument
            {
                Id = new InstrumentId(symbol),
                TickSize = tick,
                QuantityStep = step,
                MinQuantity = new Quantity(step),
                MaxMarketQuantity = new Quantity(maxMarket),
                MinNotional = new Money(5m),
                MaxLeverage = maxLeverage,
            },
            BaseCurrency = symbol.EndsWith("USDT", StringComparison.Ordinal) && symbol.Length > 4 ? symbol[..^4] : symbol,
            MaxLimitQuantity = maxLimit,
            MinPrice = tick,
            MaxPrice = Decimals.FloorTo(maxPrice, tick),
        };

    private static decimal PowerOfTen(int exponent)
    {
        var value = 1m;
        for (var i = 0; i < Math.Abs(exponent); i++)
        {
            value = exponent < 0 ? value / 10m : value * 10m;
        }

        return value;
    }
}
