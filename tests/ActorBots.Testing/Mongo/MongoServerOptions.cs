namespace ActorBots.Testing.Mongo;

/// <summary>How a server of a test's own is to be.</summary>
public sealed record MongoServerOptions
{
    /// <summary>A replica set of one member, with transactions; else a standalone.</summary>
    public bool IsReplicaSet { get; init; } = true;

    /// <summary>Zero takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The server itself deletes its data when it ends in order: for one that nobody disposes of.</summary>
    public bool LeavesNothing { get; init; }

    /// <summary>None takes a temporary one, which is deleted in the end.</summary>
    public string? DataFolder { get; init; }
}
