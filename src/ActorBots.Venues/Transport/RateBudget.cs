namespace ActorBots.Venues.Transport;

/// <summary>
/// The queue in front of a venue. A request leaves it when both its own endpoint's bucket and the bucket shared by the whole
/// process (the venue counts per address) have room; among those that could leave, the highest priority goes first, and within a
/// priority the oldest. The queue is bounded; a full queue gives way to a more urgent request by refusing its least urgent one.
/// Thread-safe.
/// </summary>
internal sealed class RateBudget : IDisposable
{
    private static readonly TimeSpan QueueFullPause = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly LinkedList<Waiter>[] _queues = [.. Enumerable.Range(0, RequestPriorities.Count).Select(_ => new LinkedList<Waiter>())];
    private readonly RateBucket _shared;
    private readonly int _queueLimit;
    private readonly TimeSpan _longestWait;
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly ITimer _timer;
    private int _waiting;

    /// <param name="shared">The bucket that every request draws from.</param>
    /// <param name="queueLimit">Most requests that may wait; 1 or more.</param>
    /// <param name="longestWait">Longest time that a request may wait.</param>
    /// <param name="time">The clock.</param>
    public RateBudget(RateBucket shared, int queueLimit, TimeSpan longestWait, TimeProvider time)
    {
        _shared = shared;
        _queueLimit = queueLimit;
        _longestWait = longestWait;
        _time = time;
        _start = time.GetTimestamp();
        _timer = time.CreateTimer(static budget => ((RateBudget)budget!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How many requests wait.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate)
            {
                return _waiting;
            }
        }
    }

    private TimeSpan Now => _time.GetElapsedTime(_start);

    /// <summary>Waits for the right to send one request.</summary>
    /// <param name="endpoint">The endpoint's own bucket; absent for requests that only the shared bucket counts.</param>
    /// <param name="priority">Who goes first.</param>
    /// <param name="cancellationToken">Gives the place in the queue up.</param>
    public async Task<RateTicket> AcquireAsync(RateBucket? endpoint, RequestPriority priority, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Waiter waiter;
        lock (_gate)
        {
            var now = Now;
            var pause = PauseOf(endpoint) - now;
            if (pause > _longestWait)
            {
                return RateTicket.Refuse(pause);
            }

            if (_waiting >= _queueLimit && !TryEvictBelow(priority))
            {
                return RateTicket.Refuse(QueueFullPause);
            }

            waiter = new Waiter(endpoint, priority, now + _longestWait);
            waiter.Node = _queues[(int)priority].AddLast(waiter);
            _waiting++;
            Pump(now);
        }

        await using var registration = cancellationToken.UnsafeRegister(
            static (state, token) =>
            {
                var (budget, abandoned) = ((RateBudget, Waiter))state!;
                budget.Abandon(abandoned, token);
            },
            (this, waiter));
        return await waiter.Ticket.Task;
    }

    /// <summary>Stops an endpoint, or everything, for a time: the venue said so.</summary>
    /// <param name="endpoint">The endpoint's bucket; absent stops everything.</param>
    /// <param name="duration">How long.</param>
    public void Pause(RateBucket? endpoint, TimeSpan duration)
    {
        lock (_gate)
        {
            var now = Now;
            (endpoint ?? _shared).Pause(now + duration);
            Pump(now);
        }
    }

    /// <summary>Takes over the venue's own count of an endpoint.</summary>
    public void Observe(RateBucket endpoint, int limit, int remaining)
    {
        lock (_gate)
        {
            endpoint.Observe(limit, remaining, Now);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _timer.Dispose();
        lock (_gate)
        {
            foreach (var waiter in _queues.SelectMany(q => q).ToArray())
            {
                Leave(waiter, RateTicket.Refuse(TimeSpan.Zero));
            }
        }
    }

    private void OnTimer()
    {
        lock (_gate)
        {
            Pump(Now);
        }
    }

    private void Abandon(Waiter waiter, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (waiter.Node.List is not null)
            {
                Remove(waiter);
                waiter.Ticket.TrySetCanceled(cancellationToken);
            }
        }
    }

    private void Pump(TimeSpan now)
    {
        var wakeAt = TimeSpan.MaxValue;
        foreach (var queue in _queues)
        {
            for (var node = queue.First; node is not null;)
            {
                var waiter = node.Value;
                node = node.Next;
                wakeAt = Min(wakeAt, Advance(waiter, now));
            }
        }

        var delay = wakeAt == TimeSpan.MaxValue ? Timeout.InfiniteTimeSpan : Max(wakeAt - now, TimeSpan.FromMilliseconds(1));
        _timer.Change(delay, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Lets a waiter go, refuses it, or tells when to look at it again.</summary>
    private TimeSpan Advance(Waiter waiter, TimeSpan now)
    {
        var at = _shared.AvailableAt(now, waiter.Priority);
        if (waiter.Endpoint is { } endpoint)
        {
            at = Max(at, endpoint.AvailableAt(now, waiter.Priority));
        }

        if (at <= now)
        {
            _shared.Take(now);
            waiter.Endpoint?.Take(now);
            Leave(waiter, RateTicket.Go);
            return TimeSpan.MaxValue;
        }

        if (waiter.Deadline <= now || PauseOf(waiter.Endpoint) > waiter.Deadline)
        {
            Leave(waiter, RateTicket.Refuse(at - now));
            return TimeSpan.MaxValue;
        }

        return Min(at, waiter.Deadline);
    }

    private bool TryEvictBelow(RequestPriority priority)
    {
        for (var i = RequestPriorities.Count - 1; i > (int)priority; i--)
        {
            if (_queues[i].Last is { } last)
            {
                Leave(last.Value, RateTicket.Refuse(QueueFullPause));
                return true;
            }
        }

        return false;
    }

    private void Leave(Waiter waiter, RateTicket ticket)
    {
        Remove(waiter);
        waiter.Ticket.TrySetResult(ticket);
    }

    private void Remove(Waiter waiter)
    {
        _queues[(int)waiter.Priority].Remove(waiter.Node);
        _waiting--;
    }

    private TimeSpan PauseOf(RateBucket? endpoint) =>
        endpoint is null ? _shared.PausedUntil : Max(_shared.PausedUntil, endpoint.PausedUntil);

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;

    private sealed class Waiter(RateBucket? endpoint, RequestPriority priority, TimeSpan deadline)
    {
        public RateBucket? Endpoint { get; } = endpoint;

        public RequestPriority Priority { get; } = priority;

        public TimeSpan Deadline { get; } = deadline;

        public TaskCompletionSource<RateTicket> Ticket { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public LinkedListNode<Waiter> Node { get; set; } = null!;
    }
}
