using System.Globalization;

namespace ActorBots.Simulation.Bybit.Streams;

/// <summary>A public topic that the venue has.</summary>
/// <param name="Kind">What it tells.</param>
/// <param name="Symbol">About which instrument.</param>
/// <param name="Depth">Levels of a book; zero for others.</param>
internal readonly record struct PublicTopic(PublicTopicKind Kind, string Symbol, int Depth)
{
    /// <summary>The depths of books on offer.</summary>
    public static IReadOnlyList<int> Depths { get; } = [1, 50];

    /// <summary>The name of a book's topic.</summary>
    public static string BookName(int depth, string symbol) => string.Create(CultureInfo.InvariantCulture, $"orderbook.{depth}.{symbol}");

    /// <summary>Reads a name; nothing when the venue has no such topic.</summary>
    public static PublicTopic? Parse(string name, BybitVenue venue)
    {
        var parts = name.Split('.');
        var symbol = parts[^1];
        if (venue.Instrument(symbol) is null)
        {
            return null;
        }

        return parts switch
        {
            ["kline", var interval, _] when BybitWords.Interval(interval) is not null => new PublicTopic(PublicTopicKind.Candle, symbol, 0),
            ["tickers", _] => new PublicTopic(PublicTopicKind.Ticker, symbol, 0),
            ["publicTrade", _] => new PublicTopic(PublicTopicKind.Trade, symbol, 0),
            ["orderbook", "1", _] => new PublicTopic(PublicTopicKind.Book, symbol, 1),
            ["orderbook", "50", _] => new PublicTopic(PublicTopicKind.Book, symbol, 50),
            _ => null,
        };
    }
}
