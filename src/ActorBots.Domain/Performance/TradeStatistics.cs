using ActorBots.Domain.Instruments;

namespace ActorBots.Domain.Performance;

/// <summary>What a bot's closed trades came to. Immutable; each trade gives a new one.</summary>
public sealed record TradeStatistics
{
    /// <summary>No trade yet.</summary>
    public static TradeStatistics Empty { get; } = new();

    /// <summary>Closed trades.</summary>
    public int TradesTotal { get; init; }

    /// <summary>The UTC day of the newest trade; absent until there is one.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>Trades closed on <see cref="Day"/>.</summary>
    public int TradesOnDay { get; init; }

    /// <summary>Trades with a net profit.</summary>
    public int Wins { get; init; }

    /// <summary>Trades with a net loss. A trade that came to nothing is neither.</summary>
    public int Losses { get; init; }

    /// <summary>Sum of the trades' net results, quote currency.</summary>
    public Money RealizedPnl { get; init; }

    /// <summary>Highest value that <see cref="RealizedPnl"/> ever had; zero or more, as it starts at zero.</summary>
    public Money PeakPnl { get; init; }

    /// <summary>Deepest fall of <see cref="RealizedPnl"/> below the peak before it, quote currency; zero or more.</summary>
    public Money MaxDrawdown { get; init; }

    /// <summary>Trades closed on the UTC day of an instant; zero when no trade was closed on it or it is over.</summary>
    public int TradesToday(DateTimeOffset now) => Day == DateOf(now) ? TradesOnDay : 0;

    /// <summary>The statistics with one more closed trade.</summary>
    /// <param name="pnl">Net result, fees and funding included, quote currency.</param>
    /// <param name="closedAt">When it was closed. One of a day before <see cref="Day"/> counts for the total, not for the day.</param>
    public TradeStatistics Record(Money pnl, DateTimeOffset closedAt)
    {
        var day = DateOf(closedAt);
        var realized = RealizedPnl + pnl;
        var peak = Money.Max(PeakPnl, realized);
        return this with
        {
            TradesTotal = TradesTotal + 1,
            Day = Day is { } known && known > day ? known : day,
            TradesOnDay = Day is { } current && current > day ? TradesOnDay : Day == day ? TradesOnDay + 1 : 1,
            Wins = Wins + (pnl > Money.Zero ? 1 : 0),
            Losses = Losses + (pnl < Money.Zero ? 1 : 0),
            RealizedPnl = realized,
            PeakPnl = peak,
            MaxDrawdown = Money.Max(MaxDrawdown, peak - realized),
        };
    }

    private static DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.UtcDateTime);
}
