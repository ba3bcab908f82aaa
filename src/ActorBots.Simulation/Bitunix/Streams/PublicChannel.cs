using System.Collections.Frozen;
using System.Collections.Immutable;
using ActorBots.Domain.MarketData;

namespace ActorBots.Simulation.Bitunix.Streams;

/// <summary>A public channel, as named in <c>ch</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it carries.</param>
/// <param name="Depth">Levels per side of a book; else 0.</param>
/// <param name="Interval">Length of a candle; else absent.</param>
internal sealed record PublicChannel(string Name, PublicChannelKind Kind, int Depth = 0, CandleInterval? Interval = null)
{
    private const int WholeBook = 200;

    /// <summary>
    /// All channels. Candles in the intervals that the simulated market keeps; the market keeps one candle for last and mark price.
    /// </summary>
    public static FrozenDictionary<string, PublicChannel> All { get; } = new[]
    {
        new PublicChannel("trade", PublicChannelKind.Trade),
        new PublicChannel("ticker", PublicChannelKind.Ticker),
        new PublicChannel("tickers", PublicChannelKind.Tickers),
        new PublicChannel("price", PublicChannelKind.Price),
        new PublicChannel("depth_book1", PublicChannelKind.Book, 1),
        new PublicChannel("depth_book5", PublicChannelKind.Book, 5),
        new PublicChannel("depth_book15", PublicChannelKind.Book, 15),
        new PublicChannel("depth_books", PublicChannelKind.Book, WholeBook),
    }.Concat(CandleIntervals.All.SelectMany(i => new[]
    {
        new PublicChannel($"market_kline_{NameOf(i)}", PublicChannelKind.Candle, Interval: i),
        new PublicChannel($"mark_kline_{NameOf(i)}", PublicChannelKind.Candle, Interval: i),
    })).ToFrozenDictionary(c => c.Name, StringComparer.Ordinal);

    /// <summary>Those that tell a tick, in the order of telling.</summary>
    public static ImmutableArray<PublicChannel> OfTick { get; } =
        [.. All.Values.Where(c => c.Kind != PublicChannelKind.Candle).OrderBy(c => c.Kind).ThenBy(c => c.Depth)];

    /// <summary>Those that tell a candle.</summary>
    public static FrozenDictionary<CandleInterval, ImmutableArray<PublicChannel>> OfCandle { get; } =
        CandleIntervals.All.ToFrozenDictionary(i => i, i => All.Values.Where(c => c.Interval == i).OrderBy(c => c.Name, StringComparer.Ordinal).Reverse().ToImmutableArray());

    /// <summary>Names as fault rules and subscriptions see them.</summary>
    public static string Topic(string channel, string symbol) => $"{channel}.{symbol}";

    /// <summary>The interval in names of channels: minutes, up to the hour.</summary>
    private static string NameOf(CandleInterval interval) => FormattableString.Invariant($"{(int)interval}min");
}
