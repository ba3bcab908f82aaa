using ActorBots.Domain.Orders;

namespace ActorBots.Simulation.Feeds;

/// <summary>One trade of a feed.</summary>
/// <param name="At">Market time, UTC.</param>
/// <param name="Price">Quote per base; positive.</param>
/// <param name="Quantity">Base units; zero or more.</param>
/// <param name="Side">The taker's side.</param>
public readonly record struct FeedTick(DateTimeOffset At, decimal Price, decimal Quantity, OrderSide Side);
