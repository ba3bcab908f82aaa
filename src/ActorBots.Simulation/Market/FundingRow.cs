namespace ActorBots.Simulation.Market;

/// <summary>One past funding of an instrument.</summary>
/// <param name="Symbol">What it is about.</param>
/// <param name="Rate">The rate: the share of the value that longs pay to shorts.</param>
/// <param name="MarkPrice">The price at which positions were valued: each paid quantity × mark price × rate.</param>
/// <param name="At">Market time, UTC.</param>
public sealed record FundingRow(string Symbol, decimal Rate, decimal MarkPrice, DateTimeOffset At);
