using System.Collections.Immutable;

namespace ActorBots.Simulation.Faults;

/// <summary>A fault plan that cannot be used.</summary>
public sealed class FaultPlanException : Exception
{
    /// <summary>Names everything that is wrong.</summary>
    /// <param name="source">The file, or what else the plan came from.</param>
    /// <param name="problems">One sentence each, with field, value and allowed range.</param>
    public FaultPlanException(string source, ImmutableArray<string> problems)
        : base($"{source}: {string.Join("; ", problems)}") => Problems = problems;

    /// <summary>One sentence for each problem.</summary>
    public ImmutableArray<string> Problems { get; }
}
