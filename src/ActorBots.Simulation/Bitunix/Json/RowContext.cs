namespace ActorBots.Simulation.Bitunix.Json;

/// <summary>What a row of an order or a fill tells beyond the thing itself.</summary>
/// <param name="Settings">The switches.</param>
/// <param name="Leverage">The account's present leverage of the instrument.</param>
/// <param name="GrossPnl">What the order has realized, before fees.</param>
internal readonly record struct RowContext(BitunixServerSettings Settings, int Leverage, decimal GrossPnl = 0m);
