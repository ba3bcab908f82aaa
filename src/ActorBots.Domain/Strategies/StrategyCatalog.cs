using System.Collections.Immutable;
using ActorBots.Domain.Strategies.LongDipAtr;

namespace ActorBots.Domain.Strategies;

/// <summary>All strategies. Bots, backtests and screens find them here and know none by name.</summary>
public static class StrategyCatalog
{
    /// <summary>The strategies in alphabetical order of their names.</summary>
    public static ImmutableArray<IStrategy> All { get; } = [new LongDipAtrStrategy()];

    /// <summary>The strategy with a name, or nothing when there is none.</summary>
    public static IStrategy? Find(string? name) => All.FirstOrDefault(strategy => strategy.Name == name);
}
