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

    /// <summary>How many single-order questions of a reconciliation run at once; 1 or more.</summary>
    public int Parallelism { get; init; } = 4;
}
