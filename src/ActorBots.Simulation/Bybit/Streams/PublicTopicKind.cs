namespace ActorBots.Simulation.Bybit.Streams;

/// <summary>What a public topic tells.</summary>
internal enum PublicTopicKind
{
    /// <summary><c>kline.{interval}.{symbol}</c>.</summary>
    Candle = 1,

    /// <summary><c>tickers.{symbol}</c>.</summary>
    Ticker = 2,

    /// <summary><c>publicTrade.{symbol}</c>.</summary>
    Trade = 3,

    /// <summary><c>orderbook.{depth}.{symbol}</c>.</summary>
    Book = 4,
}
