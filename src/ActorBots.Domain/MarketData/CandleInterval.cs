namespace ActorBots.Domain.MarketData;

/// <summary>The length of a candle. The value is the length in minutes.</summary>
public enum CandleInterval
{
    /// <summary>One minute, <c>1m</c>.</summary>
    OneMinute = 1,

    /// <summary>Five minutes, <c>5m</c>.</summary>
    FiveMinutes = 5,

    /// <summary>Fifteen minutes, <c>15m</c>.</summary>
    FifteenMinutes = 15,

    /// <summary>One hour, <c>1h</c>.</summary>
    OneHour = 60,
}
