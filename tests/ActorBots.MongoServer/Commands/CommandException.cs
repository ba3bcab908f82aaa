using System.Collections.Immutable;

namespace ActorBots.MongoServer.Commands;

/// <summary>A command is refused; becomes the answer with <c>ok: 0</c>.</summary>
internal sealed class CommandException(int code, string message, ImmutableArray<string> labels = default) : Exception(message)
{
    /// <summary>MongoDB's number of the error; its name is in <see cref="MongoErrors"/>.</summary>
    public int Code { get; } = code;

    /// <summary>No label is added to those that are given.</summary>
    public bool HasAllLabels { get; init; }

    public ImmutableArray<string> Labels { get; } = labels.IsDefault ? [] : labels;
}
