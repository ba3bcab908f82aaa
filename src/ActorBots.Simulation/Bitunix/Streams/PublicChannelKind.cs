namespace ActorBots.Simulation.Bitunix.Streams;

/// <summary>The kinds of public channels.</summary>
internal enum PublicChannelKind
{
    /// <summary>Trades of the market.</summary>
    Trade = 1,

    /// <summary>Figures of the day.</summary>
    Ticker = 2,

    /// <summary>Figures of the day with best bid and ask.</summary>
    Tickers = 3,

    /// <summary>Mark and index price, funding.</summary>
    Price = 4,

    /// <summary>The book.</summary>
    Book = 5,

    /// <summary>A running candle.</summary>
    Candle = 6,
}
