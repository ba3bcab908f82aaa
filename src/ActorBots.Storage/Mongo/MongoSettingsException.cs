using System.Collections.Immutable;

namespace ActorBots.Storage.Mongo;

/// <summary>MongoDB's settings cannot be used. The message has all problems and never the connection string.</summary>
public sealed class MongoSettingsException : Exception
{
    /// <summary>Says what is wrong.</summary>
    public MongoSettingsException(ImmutableArray<string> problems)
        : base(string.Join("; ", problems)) => Problems = problems;

    /// <summary>One sentence each.</summary>
    public ImmutableArray<string> Problems { get; }
}
