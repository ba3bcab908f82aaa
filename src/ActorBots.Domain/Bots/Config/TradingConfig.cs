using ActorBots.Domain.Instruments;
using ActorBots.Domain.MarketData;

namespace ActorBots.Domain.Bots.Config;

/// <summary>What a bot trades and by which strategy; <c>config.trading</c>.</summary>
public sealed record TradingConfig
{
    /// <summary>The instrument; <c>symbol</c>, 2 to 30 characters of <c>[A-Z0-9]</c>, required.</summary>
    public required InstrumentId Symbol { get; init; }

    /// <summary>Notional ÷ margin, a factor; <c>leverage</c>, 1 to 125, required. The instrument may allow less.</summary>
    public required decimal Leverage { get; init; }

    /// <summary>The candles that the volatility is measured on; <c>timeframe</c>: 1m, 5m, 15m or 1h; default 15m.</summary>
    public CandleInterval Timeframe { get; init; } = CandleInterval.FifteenMinutes;

    /// <summary>The strategy's name in the catalog; <c>strategy</c>, default <c>long-dip-atr</c>.</summary>
    public string Strategy { get; init; } = "long-dip-atr";
}
