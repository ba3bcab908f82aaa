using System.Collections.Immutable;

namespace ActorBots.Domain.Bots.Config;

/// <summary>What came of reading a configuration: the configuration, or everything that is wrong with it.</summary>
/// <param name="Config">The configuration; absent when there is any problem.</param>
/// <param name="Problems">All problems, in the order of the text; empty when there is a configuration.</param>
public sealed record ConfigReading(BotConfig? Config, ImmutableArray<ConfigProblem> Problems);
