namespace ActorBots.EndToEnd.Tests.Crashes;

/// <summary>What came of a step.</summary>
/// <param name="Step">Where the node died.</param>
/// <param name="Sqlite">What came of it on SQLite.</param>
/// <param name="Mongo">What came of it on MongoDB.</param>
internal sealed record CrashRow(CrashStep Step, string Sqlite, string Mongo);
