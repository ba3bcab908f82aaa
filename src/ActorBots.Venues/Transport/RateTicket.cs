namespace ActorBots.Venues.Transport;

/// <summary>The answer to a wish to send a request.</summary>
/// <param name="Granted">Whether the request may go now.</param>
/// <param name="RetryAfter">When it may not: how long to stay away.</param>
internal readonly record struct RateTicket(bool Granted, TimeSpan RetryAfter)
{
    /// <summary>Go.</summary>
    public static RateTicket Go { get; } = new(true, TimeSpan.Zero);

    /// <summary>Stay away for a time.</summary>
    public static RateTicket Refuse(TimeSpan retryAfter) => new(false, retryAfter);
}
