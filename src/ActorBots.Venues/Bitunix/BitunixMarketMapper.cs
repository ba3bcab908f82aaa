using ActorBots.Domain.Instruments;
using ActorBots.Domain.MarketData;
using ActorBots.Venues.Transport;

namespace ActorBots.Venues.Bitunix;

/// <summary>Turns the rows of Bitunix's public side into ours.</summary>
internal static class BitunixMarketMapper
{
    private const int MaxDecimals = 28;

    /// <summary>More than exists of any coin, and little enough to be multiplied by its price.</summary>
    private const decimal MaxVolume = 1_000_000_000_000_000_000m;

    /// <summary>The instrument of a row; nothing when it is not a USDT perpetual or has no usable filters.</summary>
    public static Instrument? ToInstrument(BitunixTradingPair row)
    {
        if (!string.Equals(row.Quote, "USDT", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var tick = StepOf(row.QuotePrecision);
        var step = StepOf(row.BasePrecision);
        var min = WireNumber.TryParse(row.MinTradeVolume);
        var max = WireNumber.TryParse(row.MaxMarketOrderVolume);
        var leverage = WireNumber.TryParse(row.MaxLeverage);
        if (!InstrumentId.IsValid(row.Symbol) || tick is null || step is null || !(min > 0m && max > 0m && leverage > 0m))
        {
            VenueMetrics.CountUnknown(BitunixLink.Venue, "instrument", row.Symbol ?? "none");
            return null;
        }

        return new Instrument
        {
            Id = new InstrumentId(row.Symbol!),
            TickSize = tick.Value,
            QuantityStep = step.Value,
            MinQuantity = new Quantity(min.Value),
            MaxMarketQuantity = new Quantity(max.Value),
            MinNotional = new Money(0m),
            MaxLeverage = leverage.Value,
            IsTrading = Says(row.SymbolStatus, "OPEN") && Says(row.IsApiSupported, "true"),
        };
    }

    /// <summary>
    /// The candle of a REST row. The venue names the base volume <c>quoteVol</c> and the turnover <c>baseVol</c>; should it ever turn them
    /// round, the row itself tells: turnover over volume is a price of the candle.
    /// </summary>
    public static Candle ToCandle(BitunixKline row)
    {
        var (high, low) = (WireField.ToPrice(row.High, "high"), WireField.ToPrice(row.Low, "low"));
        var usual = ToVolume(row.QuoteVol, "quoteVol");
        var other = ToVolume(row.BaseVol, "baseVol");
        var volume = IsVolume(usual, other, low, high) || !IsVolume(other, usual, low, high) ? usual : other;
        return new Candle(
            WireNumber.ParseTime(row.Time, "time"), WireField.ToPrice(row.Open, "open"), high, low, WireField.ToPrice(row.Close, "close"), new Quantity(volume));
    }

    /// <summary>The running candle of a stream message; its open time is not told.</summary>
    public static Candle ToCandle(BitunixRunningKline? row) => row is null
        ? throw new WireFormatException("a kline message has no data")
        : new Candle(
            default,
            WireField.ToPrice(row.O, "o"),
            WireField.ToPrice(row.H, "h"),
            WireField.ToPrice(row.L, "l"),
            WireField.ToPrice(row.C, "c"),
            new Quantity(ToVolume(row.B, "b")));

    private static decimal ToVolume(string? text, string field) =>
        WireNumber.ParseOrZero(text, field) is var value and >= 0m and <= MaxVolume
            ? value
            : throw new WireFormatException($"{field} '{text}' is no volume");

    /// <summary>Whether a word of the venue is this one; it varies in case and may trail an underscore.</summary>
    private static bool Says(string? word, string meaning) => string.Equals(word?.Trim('_'), meaning, StringComparison.OrdinalIgnoreCase);

    private static bool IsVolume(decimal volume, decimal turnover, Price low, Price high)
    {
        // Both are rounded by the venue; a thousandth covers that.
        const decimal Slack = 0.001m;
        return volume > 0m && turnover >= volume * low.Value * (1m - Slack) && turnover <= volume * high.Value * (1m + Slack);
    }

    private static decimal? StepOf(string? decimals)
    {
        if (WireNumber.TryParse(decimals) is not (>= 0m and <= MaxDecimals and var places) || places != decimal.Truncate(places))
        {
            return null;
        }

        var step = 1m;
        for (var i = 0; i < places; i++)
        {
            step /= 10m;
        }

        return step;
    }
}
