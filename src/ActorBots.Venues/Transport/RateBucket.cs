namespace ActorBots.Venues.Transport;

/// <summary>
/// A rolling-window request limit: at most <c>limit</c> grants in any <c>window</c>. A fifth of it is kept free for exits and
/// protective stops. Not thread-safe: <see cref="RateBudget"/> calls it under its lock. Instants count from the budget's start.
/// </summary>
internal sealed class RateBucket
{
    private readonly List<TimeSpan> _grants = [];
    private readonly TimeSpan _window;
    private int _limit;

    /// <param name="limit">Grants per window; 1 or more.</param>
    /// <param name="window">Length of the rolling window; positive.</param>
    public RateBucket(int limit, TimeSpan window)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(window, TimeSpan.Zero);
        _limit = limit;
        _window = window;
    }

    /// <summary>Until when nothing may go; in the past when not paused.</summary>
    public TimeSpan PausedUntil { get; private set; } = TimeSpan.Zero;

    private int Reserve => _limit >= 5 ? _limit / 5 : 0;

    /// <summary>The first instant at which a grant of this priority is possible if nothing else is granted before.</summary>
    public TimeSpan AvailableAt(TimeSpan now, RequestPriority priority)
    {
        var expired = 0;
        while (expired < _grants.Count && _grants[expired] + _window <= now)
        {
            expired++;
        }

        _grants.RemoveRange(0, expired);
        var usable = priority >= RequestPriority.Entry ? _limit - Reserve : _limit;
        var free = _grants.Count < usable ? now : _grants[_grants.Count - usable] + _window;
        return free > PausedUntil ? free : PausedUntil;
    }

    /// <summary>Counts a grant.</summary>
    public void Take(TimeSpan now) => _grants.Add(now);

    /// <summary>Stops all grants until an instant; never shortens a pause.</summary>
    public void Pause(TimeSpan until) => PausedUntil = until > PausedUntil ? until : PausedUntil;

    /// <summary>
    /// Takes over what the venue says about its own count: the limit, and what is left of it. When the venue has counted more than
    /// we have (another program uses the key), the difference is counted as used now.
    /// </summary>
    public void Observe(int limit, int remaining, TimeSpan now)
    {
        _limit = Math.Max(1, limit);
        var ours = _limit - _grants.Count(g => g + _window > now);
        for (var i = Math.Max(0, remaining); i < ours; i++)
        {
            _grants.Add(now);
        }
    }
}
