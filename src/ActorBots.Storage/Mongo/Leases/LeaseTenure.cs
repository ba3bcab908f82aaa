using System.Diagnostics.CodeAnalysis;

namespace ActorBots.Storage.Mongo.Leases;

/// <summary>
/// One attempt at holding a lease, as its holder sees it: asked, held, over. It goes one way only and ends once. It is held no longer than
/// the last granted call, from that call's <b>start</b>, plus the trust; measured on the monotonic clock, which neither a jump of the wall
/// clock nor a stopped process can deceive.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A source without a timer holds nothing; its end and its last user can meet on two threads.")]
internal sealed class LeaseTenure
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly TimeSpan _trust;
    private readonly TimeProvider _clock;
    private Action<Exception>? _lost;
    private long _trustedFrom;
    private long _token;
    private Phase _phase;

    /// <param name="incarnation">Its name in the store, unique.</param>
    /// <param name="trust">How long a grant is trusted; shorter than the store keeps it.</param>
    /// <param name="clock">The holder's clock; only its monotonic part is used.</param>
    public LeaseTenure(string incarnation, TimeSpan trust, TimeProvider clock)
    {
        Incarnation = incarnation;
        _trust = trust;
        _clock = clock;
        Ended = _ended.Token;
    }

    private enum Phase
    {
        Asked,
        Held,
        Over,
    }

    public string Incarnation { get; }

    /// <summary>Signalled when it is over.</summary>
    public CancellationToken Ended { get; }

    /// <summary>How long it may still be trusted without a renewal; zero or less when not at all.</summary>
    public TimeSpan TrustLeft
    {
        get
        {
            lock (_lock)
            {
                return LeftNow();
            }
        }
    }

    /// <summary>Whether it is held for certain.</summary>
    public bool IsHeld => TrustLeft > TimeSpan.Zero;

    /// <summary>Whether it was held or given up: it can never be held again.</summary>
    public bool IsOver
    {
        get
        {
            lock (_lock)
            {
                return _phase is Phase.Over || (_phase is Phase.Held && LeftNow() <= TimeSpan.Zero);
            }
        }
    }

    /// <summary>The fencing token while it is held.</summary>
    public long? Token
    {
        get
        {
            lock (_lock)
            {
                return LeftNow() > TimeSpan.Zero ? _token : null;
            }
        }
    }

    /// <summary>Takes note of the store's grant.</summary>
    /// <param name="startedAt">The monotonic instant before the call.</param>
    /// <param name="token">The grant's fencing token.</param>
    /// <param name="lost">Called once if it is lost.</param>
    /// <returns>Whether it is held; not when the answer came too late to be trusted, or after it was given up.</returns>
    public bool Begin(long startedAt, long token, Action<Exception>? lost)
    {
        lock (_lock)
        {
            if (_phase is not Phase.Asked || _clock.GetElapsedTime(startedAt) >= _trust)
            {
                return false;
            }

            (_phase, _trustedFrom, _token, _lost) = (Phase.Held, startedAt, token, lost);
            return true;
        }
    }

    /// <summary>Takes note of a renewal. One that comes when the trust has run out changes nothing: who saw it end must not see it held again.</summary>
    /// <returns>Whether it is held.</returns>
    public bool Extend(long startedAt)
    {
        lock (_lock)
        {
            if (LeftNow() <= TimeSpan.Zero)
            {
                return false;
            }

            _trustedFrom = Math.Max(_trustedFrom, startedAt);
            return true;
        }
    }

    /// <summary>Replaces the callback; nothing keeps the one that it has.</summary>
    public void OnLost(Action<Exception>? lost)
    {
        lock (_lock)
        {
            _lost = lost ?? _lost;
        }
    }

    /// <summary>Gives it up without a call to anybody.</summary>
    public void End() => Finish();

    /// <summary>It is no longer held; then the callback is told, unless it was over before.</summary>
    public void Lose(Exception reason) => Finish()?.Invoke(reason);

    private Action<Exception>? Finish()
    {
        Action<Exception>? lost;
        lock (_lock)
        {
            if (_phase is Phase.Over)
            {
                return null;
            }

            _phase = Phase.Over;
            lost = _lost;
        }

        _ended.Cancel();
        return lost;
    }

    private TimeSpan LeftNow() => _phase is Phase.Held ? _trust - _clock.GetElapsedTime(_trustedFrom) : TimeSpan.Zero;
}
