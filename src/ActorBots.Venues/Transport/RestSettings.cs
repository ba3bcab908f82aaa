namespace ActorBots.Venues.Transport;

/// <summary>How a venue's REST calls are queued, repeated and signed; each venue fills it from its own settings.</summary>
internal sealed record RestSettings
{
    /// <summary>Pool, time limits and retries.</summary>
    public required HttpSettings Http { get; init; }

    /// <summary>Requests that may wait for the rate budget.</summary>
    public required int QueueLimit { get; init; }

    /// <summary>Longest wait for the rate budget.</summary>
    public required TimeSpan QueueTimeout { get; init; }

    /// <summary>How often the venue's clock is read.</summary>
    public required TimeSpan ClockRefresh { get; init; }

    /// <summary>How far a signing time stays behind the estimated venue time.</summary>
    public required TimeSpan ClockMargin { get; init; }

    /// <summary>Difference of the host's and the venue's clock above which entries are refused.</summary>
    public required TimeSpan MaxClockSkew { get; init; }

    /// <summary>Seed of all jitter.</summary>
    public required int JitterSeed { get; init; }
}
