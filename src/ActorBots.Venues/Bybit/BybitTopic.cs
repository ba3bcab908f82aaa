using ActorBots.Domain.Instruments;
using ActorBots.Domain.MarketData;
using ActorBots.Ports.Venues;

namespace ActorBots.Venues.Bybit;

/// <summary>A public topic: the ticker of an instrument, or its candles.</summary>
/// <param name="Instrument">Which instrument.</param>
/// <param name="Interval">Which candles; absent for the ticker.</param>
internal readonly record struct BybitTopic(InstrumentId Instrument, CandleInterval? Interval)
{
    /// <summary>The venue's spelling: <c>tickers.BTCUSDT</c>, <c>kline.5.BTCUSDT</c>.</summary>
    public string Text => Interval is { } interval ? $"kline.{BybitMapper.ToText(interval)}.{Instrument}" : $"tickers.{Instrument}";

    /// <summary>The two topics that a consumer's wish needs.</summary>
    public static IEnumerable<BybitTopic> For(MarketTopic topic) =>
        [new BybitTopic(topic.Instrument, null), new BybitTopic(topic.Instrument, topic.Interval)];
}
