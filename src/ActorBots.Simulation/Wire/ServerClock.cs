namespace ActorBots.Simulation.Wire;

/// <summary>The server's wall clock, which a fault may skew.</summary>
internal sealed class ServerClock(TimeProvider time)
{
    private readonly Lock _lock = new();
    private TimeSpan _skew;
    private DateTimeOffset _skewedUntil = DateTimeOffset.MaxValue;

    /// <summary>The clock without skew, for timers.</summary>
    public TimeProvider Time => time;

    /// <summary>What the server believes that the time is, UTC.</summary>
    public DateTimeOffset Now
    {
        get
        {
            var now = time.GetUtcNow();
            lock (_lock)
            {
                return now < _skewedUntil ? now + _skew : now;
            }
        }
    }

    /// <summary>What the server believes that the time is, milliseconds since the epoch.</summary>
    public long NowMs => Now.ToUnixTimeMilliseconds();

    /// <summary>Skews the clock.</summary>
    /// <param name="by">What is added.</param>
    /// <param name="duration">How long; zero = for good.</param>
    public void Skew(TimeSpan by, TimeSpan duration)
    {
        lock (_lock)
        {
            _skew = by;
            _skewedUntil = duration == TimeSpan.Zero ? DateTimeOffset.MaxValue : time.GetUtcNow() + duration;
        }
    }
}
