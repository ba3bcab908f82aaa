namespace ActorBots.Domain.Risk;

/// <summary>How many trades lie in each sliding window.</summary>
/// <param name="Minute">In the last 60 seconds.</param>
/// <param name="Hour">In the last 60 minutes.</param>
/// <param name="Day">In the last 24 hours.</param>
public readonly record struct TradeCounts(int Minute, int Hour, int Day);
