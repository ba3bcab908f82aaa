using ActorBots.Simulation.Accounts;

namespace ActorBots.Simulation.Ledger;

/// <summary>An account's settings of one instrument.</summary>
internal sealed record HoldingRow(string Account, string Symbol, decimal Leverage, PositionMode Mode);
