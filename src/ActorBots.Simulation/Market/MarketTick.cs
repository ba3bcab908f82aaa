using ActorBots.Domain.Orders;

namespace ActorBots.Simulation.Market;

/// <summary>One trade of the market as published.</summary>
/// <param name="Number">Running number over all instruments, from 1; survives restarts.</param>
/// <param name="Symbol">What was traded.</param>
/// <param name="Price">Quote per base.</param>
/// <param name="Quantity">Base units; zero in candles without volume: a price without a trade.</param>
/// <param name="Side">The taker's side.</param>
/// <param name="At">Market time, UTC.</param>
public sealed record MarketTick(long Number, string Symbol, decimal Price, decimal Quantity, OrderSide Side, DateTimeOffset At);
