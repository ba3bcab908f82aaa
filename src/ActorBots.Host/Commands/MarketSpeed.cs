namespace ActorBots.Host.Commands;

/// <summary>How fast a simulated market runs, as given on the command line.</summary>
/// <param name="SecondsPerSecond">Market seconds per second, 1 to 1000000; absent is as fast as possible.</param>
internal sealed record MarketSpeed(decimal? SecondsPerSecond);
