namespace ActorBots.Simulation.Wire;

/// <summary>Settings that every simulated venue's server has.</summary>
public abstract record WireSettings
{
    /// <summary>The port on the loopback address; 0 = any free one.</summary>
    public int Port { get; init; }

    /// <summary>
    /// What the documented rate limits are multiplied by, per account and per address; 1 or more, 1 = the real ones.
    /// A test bench with thousands of bots on one account needs more.
    /// </summary>
    public int RateLimitFactor { get; init; } = 1;

    /// <summary>Frames that may wait for one stream connection; more cut it. 16 to 1 000 000.</summary>
    public int StreamQueueLimit { get; init; } = 8192;

    /// <summary>Longest time that one frame may take to be written; more cuts the connection. Positive.</summary>
    public TimeSpan StreamWriteTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest time that a private event waits for the answer to the request which caused it. Zero or more.</summary>
    public TimeSpan AnswerFirstTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Whose settings they are, for the error.</summary>
    private protected abstract string Owner { get; }

    /// <summary>Throws when a value is outside its range; all problems at once.</summary>
    /// <exception cref="ArgumentException">A value is outside its range.</exception>
    internal void Validate()
    {
        List<string> problems = [];
        Check(problems, Port is >= 0 and <= 65535, $"port {Port}: must be 0 to 65535");
        Check(problems, RateLimitFactor >= 1, $"rate-limit-factor {RateLimitFactor}: must be 1 or more");
        Check(problems, StreamQueueLimit is >= 16 and <= 1_000_000, $"stream-queue-limit {StreamQueueLimit}: must be 16 to 1000000");
        Check(problems, StreamWriteTimeout > TimeSpan.Zero, $"stream-write-timeout {StreamWriteTimeout}: must be positive");
        Check(problems, AnswerFirstTimeout >= TimeSpan.Zero, $"answer-first-timeout {AnswerFirstTimeout}: must be zero or more");
        CheckOwn(problems);
        if (problems.Count > 0)
        {
            throw new ArgumentException($"{Owner} server settings: {string.Join("; ", problems)}");
        }
    }

    /// <summary>Adds what is wrong with the venue's own settings.</summary>
    private protected abstract void CheckOwn(List<string> problems);

    /// <summary>Adds a problem when a rule does not hold.</summary>
    private protected static void Check(List<string> problems, bool holds, string problem)
    {
        if (!holds)
        {
            problems.Add(problem);
        }
    }
}
