using System.Collections.Immutable;

namespace ActorBots.EndToEnd.Tests.Crashes;

/// <summary>What came of a step.</summary>
/// <param name="Step">Where the node died.</param>
/// <param name="Outcomes">What came of it on each ground that was gone through.</param>
internal sealed record CrashRow(CrashStep Step, ImmutableDictionary<string, string> Outcomes);
