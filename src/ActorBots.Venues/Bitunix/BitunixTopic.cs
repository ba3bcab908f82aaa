using ActorBots.Domain.Instruments;
using ActorBots.Domain.MarketData;
using ActorBots.Ports.Venues;

namespace ActorBots.Venues.Bitunix;

/// <summary>A public subscription: a channel of an instrument.</summary>
/// <param name="Instrument">Which instrument.</param>
/// <param name="Channel">The venue's word: <c>trade</c>, <c>ticker</c>, <c>market_kline_1min</c>.</param>
/// <param name="Interval">Which candles; absent for trades and the ticker.</param>
internal readonly record struct BitunixTopic(InstrumentId Instrument, string Channel, CandleInterval? Interval = null)
{
    /// <summary>The channel of trades.</summary>
    public const string Trades = "trade";

    /// <summary>The channel of the last price, told again and again.</summary>
    public const string TickerChannel = "ticker";

    /// <summary>Subscriptions that one instrument may need at most: trades, ticker and every length of candle.</summary>
    public static int MostPerInstrument { get; } = 2 + CandleIntervals.All.Length;

    /// <summary>The ticker of an instrument.</summary>
    public static BitunixTopic Ticker(InstrumentId instrument) => new(instrument, TickerChannel);

    /// <summary>The subscriptions that a consumer's wish needs.</summary>
    public static IEnumerable<BitunixTopic> For(MarketTopic topic) =>
    [
        Ticker(topic.Instrument),
        new BitunixTopic(topic.Instrument, Trades),
        new BitunixTopic(topic.Instrument, BitunixIntervals.ToChannel(topic.Interval), topic.Interval),
    ];
}
