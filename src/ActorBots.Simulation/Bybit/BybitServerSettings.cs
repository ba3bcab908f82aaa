namespace ActorBots.Simulation.Bybit;

/// <summary>Settings of the simulated Bybit server.</summary>
public sealed record BybitServerSettings
{
    /// <summary>The port on the loopback address; 0 = any free one.</summary>
    public int Port { get; init; }

    /// <summary>
    /// What the documented rate limits are multiplied by, per account and per address; 1 or more, 1 = the real ones.
    /// A test bench with thousands of bots on one account needs more.
    /// </summary>
    public int RateLimitFactor { get; init; } = 1;

    /// <summary>How long an address is answered by HTTP 403 after it broke its limit. Zero = only while it is over the limit.</summary>
    public TimeSpan AddressBan { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Frames that may wait for one stream connection; more cut it. 16 to 1 000 000.</summary>
    public int StreamQueueLimit { get; init; } = 8192;

    /// <summary>Longest time that one frame may take to be written; more cuts the connection. Positive.</summary>
    public TimeSpan StreamWriteTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest time that a private event waits for the answer to the request which caused it. Zero or more.</summary>
    public TimeSpan AnswerFirstTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Throws when a value is outside its range; all problems at once.</summary>
    /// <exception cref="ArgumentException">A value is outside its range.</exception>
    internal void Validate()
    {
        List<string> problems = [];
        Check(Port is >= 0 and <= 65535, $"port {Port}: must be 0 to 65535");
        Check(RateLimitFactor >= 1, $"rate-limit-factor {RateLimitFactor}: must be 1 or more");
        Check(StreamQueueLimit is >= 16 and <= 1_000_000, $"stream-queue-limit {StreamQueueLimit}: must be 16 to 1000000");
        Check(StreamWriteTimeout > TimeSpan.Zero, $"stream-write-timeout {StreamWriteTimeout}: must be positive");
        Check(AddressBan >= TimeSpan.Zero, $"address-ban {AddressBan}: must be zero or more");
        Check(AnswerFirstTimeout >= TimeSpan.Zero, $"answer-first-timeout {AnswerFirstTimeout}: must be zero or more");
        if (problems.Count > 0)
        {
            throw new ArgumentException($"bybit server settings: {string.Join("; ", problems)}");
        }

        void Check(bool holds, string problem)
        {
            if (!holds)
            {
                problems.Add(problem);
            }
        }
    }
}
