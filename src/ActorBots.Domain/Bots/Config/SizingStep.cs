namespace ActorBots.Domain.Bots.Config;

/// <summary>One row of the sizing table: from this depth of the dip on, this share of the allocated amount is used as margin.</summary>
/// <param name="DipAtr">Depth of the dip, recent high minus price in units of ATR; <c>dip_atr</c>, 0 to 100.</param>
/// <param name="BudgetShare">Share of the allocated amount, a rate; <c>budget_share</c>, greater than 0 and at most 1.</param>
public sealed record SizingStep(decimal DipAtr, decimal BudgetShare);
