using ActorBots.Domain.MarketData;

namespace ActorBots.Venues.Bitunix;

/// <summary>The venue's two spellings of candle lengths. Source: https://www.bitunix.com/api-docs/futures/websocket/public/kline%20channel.html.</summary>
internal static class BitunixIntervals
{
    /// <summary>REST's word: <c>1m</c>, <c>1h</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The venue has no candles of this length.</exception>
    public static string ToQuery(CandleInterval interval) => interval switch
    {
        CandleInterval.OneMinute => "1m",
        CandleInterval.FiveMinutes => "5m",
        CandleInterval.FifteenMinutes => "15m",
        CandleInterval.OneHour => "1h",
        _ => throw NotThere(interval),
    };

    /// <summary>The stream's channel: <c>market_kline_1min</c>, <c>market_kline_60min</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The venue has no candles of this length.</exception>
    public static string ToChannel(CandleInterval interval) => interval switch
    {
        CandleInterval.OneMinute => "market_kline_1min",
        CandleInterval.FiveMinutes => "market_kline_5min",
        CandleInterval.FifteenMinutes => "market_kline_15min",
        CandleInterval.OneHour => "market_kline_60min",
        _ => throw NotThere(interval),
    };

    private static ArgumentOutOfRangeException NotThere(CandleInterval interval) =>
        new(nameof(interval), interval, "Bitunix has candles of 1m, 5m, 15m and 1h here");
}
