using System.Collections.Immutable;
using ActorBots.Domain.Bots.Config;

namespace ActorBots.Domain.Risk;

/// <summary>
/// The instants of late trades, for the limits per minute, hour and day. Windows slide: a trade counts while less than the
/// window's length has passed since it. Immutable, compared by value; keeps at most one day and <see cref="MaxInstants"/>.
/// </summary>
public sealed record TradeRateWindow
{
    /// <summary>Most instants that are kept: the highest limit per day that a configuration may state.</summary>
    public const int MaxInstants = 10_000;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private TradeRateWindow(ImmutableArray<DateTimeOffset> instants) => Instants = instants;

    /// <summary>No trade yet.</summary>
    public static TradeRateWindow Empty { get; } = new([]);

    /// <summary>The instants kept, oldest first, UTC.</summary>
    public ImmutableArray<DateTimeOffset> Instants { get; }

    /// <summary>The window that remembers these instants, given in any order.</summary>
    public static TradeRateWindow Of(IEnumerable<DateTimeOffset> instants) =>
        new(Trim(instants.Select(at => at.ToUniversalTime()).Order().ToImmutableArray()));

    /// <summary>The window with one more trade.</summary>
    /// <param name="at">When the trade was made; may be older than the newest one known.</param>
    public TradeRateWindow Register(DateTimeOffset at)
    {
        var index = Instants.Length;
        while (index > 0 && Instants[index - 1] > at)
        {
            index--;
        }

        return new TradeRateWindow(Trim(Instants.Insert(index, at.ToUniversalTime())));
    }

    /// <summary>How many trades lie in each window. Instants after <paramref name="now"/> count: a clock that went back opens no limit.</summary>
    public TradeCounts Counts(DateTimeOffset now) => new(CountSince(now, Minute), CountSince(now, Hour), CountSince(now, Day));

    /// <summary>Whether one more trade keeps all limits.</summary>
    public bool Allows(DateTimeOffset now, RiskConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var counts = Counts(now);
        return counts.Minute < config.MaxTradesPerMinute
            && counts.Hour < config.MaxTradesPerHour
            && counts.Day < config.MaxTradesPerDay;
    }

    /// <summary>The first instant, not before <paramref name="now"/>, at which one more trade keeps all limits.</summary>
    public DateTimeOffset NextAllowedAt(DateTimeOffset now, RiskConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var next = now.ToUniversalTime();
        foreach (var (length, limit) in new[]
        {
            (Minute, config.MaxTradesPerMinute), (Hour, config.MaxTradesPerHour), (Day, config.MaxTradesPerDay),
        })
        {
            // The limit-th newest trade must leave the window.
            var freed = Instants.Length < limit ? next : Instants[Instants.Length - limit] + length;
            next = freed > next ? freed : next;
        }

        return next;
    }

    /// <summary>Whether both remember the same instants.</summary>
    public bool Equals(TradeRateWindow? other) => other is not null && Instants.AsSpan().SequenceEqual(other.Instants.AsSpan());

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var at in Instants)
        {
            hash.Add(at);
        }

        return hash.ToHashCode();
    }

    private static ImmutableArray<DateTimeOffset> Trim(ImmutableArray<DateTimeOffset> ascending)
    {
        if (ascending.IsEmpty)
        {
            return ascending;
        }

        var first = Math.Max(0, ascending.Length - MaxInstants);
        while (ascending[^1] - ascending[first] >= Day)
        {
            first++;
        }

        return first == 0 ? ascending : ascending[first..];
    }

    private int CountSince(DateTimeOffset now, TimeSpan length)
    {
        var index = Instants.Length;
        while (index > 0 && now - Instants[index - 1] < length)
        {
            index--;
        }

        return Instants.Length - index;
    }
}
