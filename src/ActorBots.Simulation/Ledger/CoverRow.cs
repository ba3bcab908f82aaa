namespace ActorBots.Simulation.Ledger;

/// <summary>How well one position row was covered by resting stops.</summary>
/// <param name="Account">The API key of the account.</param>
/// <param name="Symbol">The instrument.</param>
/// <param name="Index">Position index.</param>
/// <param name="NakedSince">Wall-clock start of the running spell without full cover; absent when covered or flat.</param>
/// <param name="LongestMs">Longest finished spell, ms.</param>
internal sealed record CoverRow(string Account, string Symbol, int Index, DateTimeOffset? NakedSince, long LongestMs);
