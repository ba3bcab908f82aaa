using ActorBots.Storage.Mongo;

namespace ActorBots.Storage;

/// <summary>Which store a node uses, and where it is.</summary>
public sealed record StoreSettings
{
    /// <summary>The store's name as in <see cref="StoreRegistry.Names"/>.</summary>
    public required string Name { get; init; }

    /// <summary>The file, for a store that is a file; its folder is made when missing. Unused by <c>memory</c>.</summary>
    public string Path { get; init; } = string.Empty;

    /// <summary>The open connection, for <c>mongodb</c>; stays its opener's, who disposes of it after the store. Unused by the others.</summary>
    public MongoConnection? Mongo { get; init; }
}
