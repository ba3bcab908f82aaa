using System.Collections.Immutable;

namespace ActorBots.Actors.Notifications;

/// <summary>How a node's notifier retries, and its bounds.</summary>
public sealed record NotifierSettings
{
    /// <summary>Upper bound of the wait before the second attempt; it doubles with each attempt. More than zero.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Largest upper bound of a wait, also of one that an endpoint asks for; not below <see cref="FirstDelay"/>.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Attempts after which a notification becomes a dead letter; 1 or more.</summary>
    public int MaxAttempts { get; init; } = 100;

    /// <summary>Time with the notifier after which a notification becomes a dead letter, whatever its attempts; more than zero.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long one attempt may take when the channel's own limit fails; more than zero.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Failures in a row that open an endpoint's breaker; 1 or more.</summary>
    public int BreakerFailures { get; init; } = 5;

    /// <summary>How long a breaker stays open the first time; it doubles while the probe fails. More than zero.</summary>
    public TimeSpan BreakerOpenFor { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest that a breaker stays open between two probes; not below <see cref="BreakerOpenFor"/>.</summary>
    public TimeSpan BreakerOpenForMax { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Attempts under way at the same time per endpoint; 1 or more.</summary>
    public int EndpointConcurrency { get; init; } = 4;

    /// <summary>Attempts under way at the same time in total; not below <see cref="EndpointConcurrency"/>.</summary>
    public int TotalConcurrency { get; init; } = 64;

    /// <summary>Notifications held per bot; 1 or more. More are refused as busy.</summary>
    public int BotWindow { get; init; } = 32;

    /// <summary>Notifications held per endpoint; 1 or more. Beyond it a bot may only bring its first.</summary>
    public int EndpointWindow { get; init; } = 2_000;

    /// <summary>Notifications held in total; 1 or more. Beyond it a bot may only bring its first, so the true bound is this plus one per bot.</summary>
    public int TotalWindow { get; init; } = 10_000;

    /// <summary>The wait before a dead letter that the store did not take is stored again; more than zero.</summary>
    public TimeSpan DeadLetterRetryDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long what is known of an idle bot or endpoint is kept; more than zero.</summary>
    public TimeSpan IdleAfter { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The seed of the jitter; any number.</summary>
    public int Seed { get; init; }

    /// <summary>All that is wrong with the settings, each with key, value and range; empty when they are usable.</summary>
    public ImmutableArray<string> FindProblems() =>
    [
        .. new[]
        {
            AtLeast("first-delay", FirstDelay, TimeSpan.FromMilliseconds(1)),
            AtLeast("max-delay", MaxDelay, FirstDelay),
            AtLeast("max-attempts", MaxAttempts, 1),
            AtLeast("max-age", MaxAge, TimeSpan.FromMilliseconds(1)),
            AtLeast("attempt-timeout", AttemptTimeout, TimeSpan.FromMilliseconds(1)),
            AtLeast("breaker-failures", BreakerFailures, 1),
            AtLeast("breaker-open-for", BreakerOpenFor, TimeSpan.FromMilliseconds(1)),
            AtLeast("breaker-open-for-max", BreakerOpenForMax, BreakerOpenFor),
            AtLeast("endpoint-concurrency", EndpointConcurrency, 1),
            AtLeast("total-concurrency", TotalConcurrency, EndpointConcurrency),
            AtLeast("bot-window", BotWindow, 1),
            AtLeast("endpoint-window", EndpointWindow, 1),
            AtLeast("total-window", TotalWindow, 1),
            AtLeast("dead-letter-retry-delay", DeadLetterRetryDelay, TimeSpan.FromMilliseconds(1)),
            AtLeast("idle-after", IdleAfter, TimeSpan.FromMilliseconds(1)),
        }.OfType<string>(),
    ];

    /// <summary>Refuses settings that are not usable.</summary>
    /// <exception cref="ArgumentException">A setting is out of its range; the message lists all that are.</exception>
    internal void ThrowIfUnusable()
    {
        var problems = FindProblems();
        if (!problems.IsEmpty)
            throw new ArgumentException(string.Join("; ", problems));
    }

    private static string? AtLeast<T>(string key, T value, T least)
        where T : IComparable<T> =>
        value.CompareTo(least) < 0 ? $"notifier.{key} is {value}; it must be {least} or more" : null;
}
