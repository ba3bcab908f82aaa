namespace ActorBots.Storage.Mongo.Leases;

/// <summary>A lease as the store has it. All instants are the server's.</summary>
public sealed record LeaseRow
{
    /// <summary>The lease's name, unique in the collection.</summary>
    public required string Name { get; init; }

    /// <summary>Who was granted it last, readable by people (<c>host:port</c>); absent once released.</summary>
    public string? Owner { get; init; }

    /// <summary>Which tenure of the owner was granted it; absent once released. It alone decides whether a lease is somebody's.</summary>
    public string? Incarnation { get; init; }

    /// <summary>The fencing token: from 1, larger with each new tenure, for as long as the document lives.</summary>
    public required long Version { get; init; }

    /// <summary>When this tenure, or the last one, began.</summary>
    public required DateTimeOffset AcquiredAt { get; init; }

    /// <summary>When it was granted, renewed or released last.</summary>
    public required DateTimeOffset RenewedAt { get; init; }

    /// <summary>From when on another may take it.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}
