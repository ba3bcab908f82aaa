namespace ActorBots.Simulation.Ledger;

/// <summary>An account's wallet.</summary>
internal sealed record WalletRow(string Account, decimal StartBalance, decimal Balance);
