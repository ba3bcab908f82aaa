namespace ActorBots.Actors.Gateways;

/// <summary>How the gateway of an account behaves.</summary>
public sealed record AccountSettings
{
    /// <summary>How long one question to the venue may take, its time in the queue included; positive.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long to wait between two questions about an order whose outcome is unknown; positive.</summary>
    public TimeSpan AskInterval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long to wait before an order that was clearly not executed may be sent again; positive.</summary>
    public TimeSpan ResendDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long to wait before an account that could not be opened is tried again; positive.</summary>
    public TimeSpan OpenRetry { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long after the start of a gateway bots may still come of which it knows nothing; longer than the bots' reconcile interval. Until then
    /// nothing that belongs to no known bot is called foreign, and granted budgets may be taken back.
    /// </summary>
    public TimeSpan GatheringTime { get; init; } = TimeSpan.FromSeconds(35);

    /// <summary>How long room is kept for a granted budget until its bot claims it; positive.</summary>
    public TimeSpan ReservationTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many single-order questions of a reconciliation run at once; 1 or more.</summary>
    public int Parallelism { get; init; } = 4;
}
