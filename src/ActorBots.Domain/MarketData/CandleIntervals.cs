using System.Collections.Immutable;

namespace ActorBots.Domain.MarketData;

/// <summary>Names and arithmetic of candle intervals.</summary>
public static class CandleIntervals
{
    /// <summary>All intervals, shortest first.</summary>
    public static ImmutableArray<CandleInterval> All { get; } =
        [CandleInterval.OneMinute, CandleInterval.FiveMinutes, CandleInterval.FifteenMinutes, CandleInterval.OneHour];

    /// <summary>The length of a candle.</summary>
    public static TimeSpan Length(this CandleInterval interval) => TimeSpan.FromMinutes((int)interval);

    /// <summary>The name in configuration and on screens: <c>1m</c>, <c>5m</c>, <c>15m</c>, <c>1h</c>.</summary>
    public static string Name(this CandleInterval interval) => interval switch
    {
        CandleInterval.OneMinute => "1m",
        CandleInterval.FiveMinutes => "5m",
        CandleInterval.FifteenMinutes => "15m",
        CandleInterval.OneHour => "1h",
        _ => throw new ArgumentOutOfRangeException(nameof(interval), interval, "not a candle interval"),
    };

    /// <summary>The interval with a name, or nothing when there is none.</summary>
    public static CandleInterval? Parse(string? name) => All.Cast<CandleInterval?>().FirstOrDefault(i => i!.Value.Name() == name);

    /// <summary>The open time of the candle that contains an instant; candles are aligned to the Unix epoch, UTC.</summary>
    public static DateTimeOffset OpenTimeOf(this CandleInterval interval, DateTimeOffset instant)
    {
        var length = (long)interval.Length().TotalMilliseconds;
        var at = instant.ToUnixTimeMilliseconds();
        return DateTimeOffset.FromUnixTimeMilliseconds(at - (((at % length) + length) % length));
    }
}
