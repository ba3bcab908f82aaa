using ActorBots.Domain.Instruments;

namespace ActorBots.Domain.MarketData;

/// <summary>Open, high, low, close and volume over one interval.</summary>
/// <param name="OpenTime">The interval's first instant, UTC; the candle's key.</param>
/// <param name="Open">First trade's price.</param>
/// <param name="High">Highest trade's price; not below open and close.</param>
/// <param name="Low">Lowest trade's price; not above open and close.</param>
/// <param name="Close">Last trade's price so far.</param>
/// <param name="Volume">Traded quantity, base units.</param>
public readonly record struct Candle(DateTimeOffset OpenTime, Price Open, Price High, Price Low, Price Close, Quantity Volume);
