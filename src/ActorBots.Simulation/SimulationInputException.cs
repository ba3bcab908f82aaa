using System.Collections.Immutable;

namespace ActorBots.Simulation;

/// <summary>Settings, a feed file or a ledger cannot be used. Each problem names the place, the value and what is allowed.</summary>
public sealed class SimulationInputException : Exception
{
    /// <summary>Reports problems.</summary>
    /// <param name="problems">At least one.</param>
    public SimulationInputException(ImmutableArray<string> problems)
        : base(string.Join(Environment.NewLine, problems)) => Problems = problems;

    /// <summary>One line each.</summary>
    public ImmutableArray<string> Problems { get; }
}
