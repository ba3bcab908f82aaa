using System.Collections.Immutable;

namespace ActorBots.Storage;

/// <summary>A copy was refused; nothing was written. The message has all reasons.</summary>
public sealed class StoreCopyException : Exception
{
    /// <summary>Says why.</summary>
    /// <param name="problems">One sentence each; at least one.</param>
    public StoreCopyException(ImmutableArray<string> problems)
        : base(string.Join("; ", problems)) => Problems = problems;

    /// <summary>One sentence each.</summary>
    public ImmutableArray<string> Problems { get; }
}
