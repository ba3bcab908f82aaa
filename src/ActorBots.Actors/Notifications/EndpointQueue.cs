using ActorBots.Ports.Notifications;

namespace ActorBots.Actors.Notifications;

/// <summary>
/// What one endpoint has to be told: the first notification of each bot that goes there. Decides which one is sent next, and when; knows no
/// clock and sends nothing.
/// </summary>
internal sealed class EndpointQueue
{
    private readonly NotifierSettings _settings;
    private readonly RetryPolicy _policy;
    private readonly SortedSet<Item> _byDueTime = new(Comparer<Item>.Create(CompareByDueTime));
    private readonly SortedSet<Item> _byAge = new(Comparer<Item>.Create(static (a, b) => a.Order.CompareTo(b.Order)));
    private readonly Dictionary<string, Item> _underWay = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private DateTimeOffset _pausedUntil = DateTimeOffset.MinValue;
    private long _order;

    /// <summary>An empty queue.</summary>
    public EndpointQueue(NotifierSettings settings, RetryPolicy policy)
    {
        _settings = settings;
        _policy = policy;
    }

    /// <summary>How many attempts are under way.</summary>
    public int UnderWay => _underWay.Count;

    /// <summary>How many notifications wait for their next attempt.</summary>
    public int Waiting => _byDueTime.Count;

    /// <summary>Takes a notification in; it is due at once. One that is here already is ignored.</summary>
    public void Add(Notification notification, DateTimeOffset now)
    {
        if (_known.Add(notification.NotificationId))
            Wait(new Item(notification, _order++, now) { DueAt = now });
    }

    /// <summary>The next notification to send, if one may be sent now. It is under way until <see cref="Settle"/>.</summary>
    public Notification? TakeNext(BreakerPhase phase, DateTimeOffset now)
    {
        if (_byDueTime.Min is not { } next || now < EarliestAt(next, phase) || _underWay.Count >= Limit(phase))
            return null;

        StopWaiting(next);
        _underWay.Add(next.Notification.NotificationId, next);
        return next.Notification;
    }

    /// <summary>Books the outcome of an attempt.</summary>
    /// <returns>The end of the notification; nothing when there will be another attempt.</returns>
    public EndpointOutcome? Settle(string notificationId, DeliveryResult result, DateTimeOffset now)
    {
        if (!_underWay.Remove(notificationId, out var item))
            return null;

        item.Attempts++;
        item.LastError = result.Error;
        if (result.IsDelivered)
            return End(item, delivered: true);
        if (!result.MayRetry || _policy.IsExhausted(item.Attempts, now - item.AcceptedAt))
            return End(item, delivered: false);

        if (result.RetryAfter is { } retryAfter)
            _pausedUntil = Max(_pausedUntil, now + _policy.Cap(retryAfter));
        item.DueAt = now + _policy.Delay(item.Attempts, result.RetryAfter);
        Wait(item);
        return null;
    }

    /// <summary>Gives up the oldest waiting notification when it is past its age.</summary>
    public EndpointOutcome? TakeExpired(DateTimeOffset now)
    {
        if (_byAge.Min is not { } oldest || now - oldest.AcceptedAt < _settings.MaxAge)
            return null;

        StopWaiting(oldest);
        return End(oldest, delivered: false);
    }

    /// <summary>Makes all that waits due: the endpoint is back, and their failures were its failures.</summary>
    public void MakeAllDue(DateTimeOffset now)
    {
        foreach (var item in _byAge.ToList())
        {
            StopWaiting(item);
            item.DueAt = now;
            Wait(item);
        }
    }

    /// <summary>When to look again without being told; nothing when only an outcome, a new notification or the breaker can change anything.</summary>
    public DateTimeOffset? NextLookAt(BreakerPhase phase)
    {
        if (_byAge.Min is not { } oldest || _byDueTime.Min is not { } next)
            return null;

        var expiry = oldest.AcceptedAt + _settings.MaxAge;
        if (_underWay.Count >= Limit(phase))
            return expiry;

        var earliest = EarliestAt(next, phase);
        return earliest < expiry ? earliest : expiry;
    }

    private DateTimeOffset EarliestAt(Item item, BreakerPhase phase) =>
        phase == BreakerPhase.HalfOpen ? _pausedUntil : Max(item.DueAt, _pausedUntil);

    private int Limit(BreakerPhase phase) => phase switch
    {
        BreakerPhase.Closed => _settings.EndpointConcurrency,
        BreakerPhase.HalfOpen => 1,
        _ => 0,
    };

    private void Wait(Item item)
    {
        _byDueTime.Add(item);
        _byAge.Add(item);
    }

    private void StopWaiting(Item item)
    {
        _byDueTime.Remove(item);
        _byAge.Remove(item);
    }

    private EndpointOutcome End(Item item, bool delivered)
    {
        _known.Remove(item.Notification.NotificationId);
        var error = item.LastError.Length > 0 ? item.LastError : "the endpoint's breaker stayed open";
        return new EndpointOutcome(item.Notification, delivered, item.Attempts, delivered ? string.Empty : error);
    }

    private static int CompareByDueTime(Item a, Item b)
    {
        var byDueTime = a.DueAt.CompareTo(b.DueAt);
        return byDueTime != 0 ? byDueTime : a.Order.CompareTo(b.Order);
    }

    private static DateTimeOffset Max(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private sealed class Item(Notification notification, long order, DateTimeOffset acceptedAt)
    {
        public Notification Notification { get; } = notification;

        public long Order { get; } = order;

        public DateTimeOffset AcceptedAt { get; } = acceptedAt;

        public DateTimeOffset DueAt { get; set; }

        public int Attempts { get; set; }

        public string LastError { get; set; } = string.Empty;
    }
}
