namespace ActorBots.Simulation.Market;

/// <summary>A candle as the venue answers it.</summary>
/// <param name="OpenTime">First instant, market time, UTC.</param>
/// <param name="Open">First price.</param>
/// <param name="High">Highest price.</param>
/// <param name="Low">Lowest price.</param>
/// <param name="Close">Last price so far.</param>
/// <param name="Volume">Base units.</param>
/// <param name="Turnover">Sum of price × quantity, quote currency; approximate where the feed gives no turnover.</param>
/// <param name="IsClosed">Whether it is final.</param>
/// <param name="LastTradeAt">When its last trade so far happened, market time, UTC.</param>
public sealed record MarketCandle(
    DateTimeOffset OpenTime,
    decimal Open,
    decimal High,
    decimal Low,
    decimal Close,
    decimal Volume,
    decimal Turnover,
    bool IsClosed,
    DateTimeOffset LastTradeAt);
