namespace ActorBots.Simulation.Accounts;

/// <summary>Fee rates of an account.</summary>
/// <param name="Taker">Share of the value paid when taking liquidity (0.00055 = 0.055 %).</param>
/// <param name="Maker">Share of the value paid when adding liquidity; negative is a rebate.</param>
public sealed record FeeRates(decimal Taker, decimal Maker);
