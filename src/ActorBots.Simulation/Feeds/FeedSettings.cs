using System.Collections.Immutable;

namespace ActorBots.Simulation.Feeds;

/// <summary>Where the prices of one instrument come from.</summary>
public abstract record FeedSettings
{
    private FeedSettings(string symbol) => Symbol = symbol;

    /// <summary>The instrument, upper case.</summary>
    public string Symbol { get; }

    /// <summary>A candle file: CSV <c>open_time_ms,open,high,low,close,volume</c> with header, plain or gzip.</summary>
    /// <param name="Symbol">The instrument.</param>
    /// <param name="Path">The file.</param>
    public sealed record Candles(string Symbol, string Path) : FeedSettings(Symbol);

    /// <summary>A trade file: CSV <c>time_ms,price,qty,side</c> with header, plain or gzip; side is <c>buy</c> or <c>sell</c> of the taker.</summary>
    /// <param name="Symbol">The instrument.</param>
    /// <param name="Path">The file.</param>
    public sealed record Trades(string Symbol, string Path) : FeedSettings(Symbol);

    /// <summary>An endless made-up market, the same for the same seed.</summary>
    /// <param name="Symbol">The instrument.</param>
    /// <param name="StartPrice">First price; absent means the built-in one of the instrument (100 when it has none).</param>
    public sealed record Synthetic(string Symbol, decimal? StartPrice = null) : FeedSettings(Symbol);

    /// <summary>Ticks written down one by one, for tests; no history.</summary>
    /// <param name="Symbol">The instrument.</param>
    /// <param name="Ticks">In order of time.</param>
    public sealed record Scripted(string Symbol, ImmutableArray<FeedTick> Ticks) : FeedSettings(Symbol);
}
