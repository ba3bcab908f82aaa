namespace ActorBots.Simulation.Feeds;

/// <summary>A closed candle of a feed, before it is expanded. Open time in Unix milliseconds.</summary>
internal readonly record struct SourceCandle(long OpenMs, decimal Open, decimal High, decimal Low, decimal Close, decimal Volume);
