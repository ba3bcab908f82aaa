using System.Collections.Immutable;

namespace ActorBots.Venues.Transport;

/// <summary>How a venue's HTTP side is used.</summary>
public sealed record HttpSettings
{
    /// <summary>Connections to the venue at most; 1 to 100.</summary>
    public int MaxConnections { get; init; } = 16;

    /// <summary>Age at which a pooled connection is replaced, so that address changes are noticed; 10 s to 1 h.</summary>
    public TimeSpan ConnectionLifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Longest time to connect; 100 ms to 60 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest time of one request, from sending to the last byte of the answer; 100 ms to 60 s.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest time of one call with its retries, without the wait for the rate budget; the request timeout to 5 min.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How often a call without effect is sent at most; 1 to 10.</summary>
    public int MaxAttempts { get; init; } = 3;

    /// <summary>First pause between attempts, doubled each time; 10 ms to 10 s.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Longest pause between attempts; the first pause to 60 s.</summary>
    public TimeSpan RetryMaxDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Everything that is wrong, one sentence each; empty when all is well.</summary>
    /// <param name="path">Where the settings stand in the configuration.</param>
    public ImmutableArray<string> Problems(string path)
    {
        var check = new SettingsCheck(path);
        check.Range("max-connections", MaxConnections, 1, 100);
        check.Range("connection-lifetime", ConnectionLifetime, TimeSpan.FromSeconds(10), TimeSpan.FromHours(1));
        check.Range("connect-timeout", ConnectTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(60));
        check.Range("request-timeout", RequestTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(60));
        check.Range("call-timeout", CallTimeout, RequestTimeout, TimeSpan.FromMinutes(5));
        check.Range("max-attempts", MaxAttempts, 1, 10);
        check.Range("retry-delay", RetryDelay, TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(10));
        check.Range("retry-max-delay", RetryMaxDelay, RetryDelay, TimeSpan.FromSeconds(60));
        return check.Problems;
    }
}
