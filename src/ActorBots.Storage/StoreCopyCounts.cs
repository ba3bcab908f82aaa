namespace ActorBots.Storage;

/// <summary>How much a copy has put into the target, this run and what an unfinished run before it had.</summary>
/// <param name="Bots">Bots' documents.</param>
/// <param name="Positions">Positions, open and closed.</param>
/// <param name="Trades">Trades.</param>
/// <param name="DeadLetters">Notifications that could not be delivered.</param>
public sealed record StoreCopyCounts(int Bots, int Positions, int Trades, int DeadLetters);
