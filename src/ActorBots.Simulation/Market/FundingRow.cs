namespace ActorBots.Simulation.Market;

/// <summary>One past funding of an instrument.</summary>
/// <param name="Symbol">What it is about.</param>
/// <param name="Rate">The rate.</param>
/// <param name="At">Market time, UTC.</param>
public sealed record FundingRow(string Symbol, decimal Rate, DateTimeOffset At);
