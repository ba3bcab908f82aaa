namespace ActorBots.Actors.Notifications;

/// <summary>When to try again, and when to give up: exponential back-off with full jitter.</summary>
internal sealed class RetryPolicy
{
    private const int MaxDoublings = 30;

    private readonly NotifierSettings _settings;
    private readonly Random _random;

    /// <summary>A policy with its own chance.</summary>
    public RetryPolicy(NotifierSettings settings, Random random)
    {
        _settings = settings;
        _random = random;
    }

    /// <summary>The wait after a failed attempt: anything from zero to the bound of <see cref="DelayBound"/>, or what the endpoint asked for.</summary>
    /// <param name="attempts">Attempts made so far, 1 or more.</param>
    /// <param name="retryAfter">What the endpoint asked for; it is honoured up to the largest delay.</param>
    public TimeSpan Delay(int attempts, TimeSpan? retryAfter)
    {
        var jittered = DelayBound(attempts) * _random.NextDouble();
        var asked = Cap(retryAfter);
        return asked > jittered ? asked : jittered;
    }

    /// <summary>The upper bound of the wait: the first delay, doubled with each attempt, up to the largest.</summary>
    public TimeSpan DelayBound(int attempts)
    {
        var factor = Math.Pow(2, Math.Min(attempts - 1, MaxDoublings));
        var bound = Math.Min(_settings.FirstDelay.TotalMilliseconds * factor, _settings.MaxDelay.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(bound);
    }

    /// <summary>What an endpoint asked for, within reason: zero to the largest delay.</summary>
    public TimeSpan Cap(TimeSpan? retryAfter)
    {
        var asked = retryAfter ?? TimeSpan.Zero;
        return asked < TimeSpan.Zero ? TimeSpan.Zero : asked > _settings.MaxDelay ? _settings.MaxDelay : asked;
    }

    /// <summary>Whether no further attempt is made.</summary>
    public bool IsExhausted(int attempts, TimeSpan age) => attempts >= _settings.MaxAttempts || age >= _settings.MaxAge;
}
