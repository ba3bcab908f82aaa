namespace ActorBots.Host.Commands;

/// <summary>How fast a market runs. A class of its own because the command line's options cannot hold a number that is absent on purpose.</summary>
/// <param name="Factor">Market seconds per second; absent is as fast as possible.</param>
internal sealed record MarketSpeed(decimal? Factor);
