using System.Collections.Immutable;

namespace ActorBots.Host.Settings;

/// <summary>Configuration that the program refuses, with all problems at once.</summary>
public sealed class SettingsException : Exception
{
    /// <summary>Refuses a configuration.</summary>
    /// <param name="problems">One sentence per problem: key, value, allowed range.</param>
    public SettingsException(ImmutableArray<string> problems)
        : base(string.Join(Environment.NewLine, problems)) => Problems = problems;

    /// <summary>One sentence per problem.</summary>
    public ImmutableArray<string> Problems { get; }
}
