namespace ActorBots.Storage.Mongo.Leases;

/// <summary>A wish to hold a lease.</summary>
public sealed record LeaseClaim
{
    /// <summary>The lease's name.</summary>
    public required string Name { get; init; }

    /// <summary>Who claims, for people to read.</summary>
    public required string Owner { get; init; }

    /// <summary>The tenure that claims. Unique over all processes and times: who finds it in the store knows that the lease is its own.</summary>
    public required string Incarnation { get; init; }

    /// <summary>An earlier tenure of the same claimant that is over for certain, which this one may replace at once.</summary>
    public string? Previous { get; init; }

    /// <summary>How long the grant holds without renewal; positive, whole milliseconds.</summary>
    public required TimeSpan Timeout { get; init; }
}
