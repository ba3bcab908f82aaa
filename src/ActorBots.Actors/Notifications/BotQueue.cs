using ActorBots.Ports.Notifications;

namespace ActorBots.Actors.Notifications;

/// <summary>The notifications of one bot: those that wait, lowest number first, and the outcomes of the latest settled ones.</summary>
internal sealed class BotQueue
{
    /// <summary>How many settled numbers are remembered.</summary>
    public const int MaxRemembered = 128;

    private readonly SortedDictionary<long, Notification> _pending = [];
    private readonly SortedDictionary<long, bool> _settled = [];

    /// <summary>The notification that is at its endpoint; nothing when none is.</summary>
    public Notification? UnderWay { get; private set; }

    /// <summary>How many are not settled.</summary>
    public int Count => _pending.Count;

    /// <summary>When the bot last offered something or something of it was settled, UTC.</summary>
    public DateTimeOffset TouchedAt { get; set; }

    /// <summary>What is known of a number.</summary>
    /// <returns>Nothing when the number is new here.</returns>
    public Admission? Recall(long number) =>
        _pending.ContainsKey(number) ? Admission.Duplicate
        : _settled.TryGetValue(number, out var delivered) ? (delivered ? Admission.AlreadyDelivered : Admission.AlreadyDead)
        : null;

    /// <summary>Whether a new number may be taken without passing over an earlier one that is not settled.</summary>
    /// <param name="number">The number.</param>
    /// <param name="oldestPending">The lowest number in the bot's outbox.</param>
    public bool IsNext(long number, long oldestPending) => number == oldestPending || Recall(number - 1) is not null;

    /// <summary>Takes a notification.</summary>
    public void Add(Notification notification) => _pending.Add(notification.Number, notification);

    /// <summary>Drops the memory of numbers that the bot itself knows to be settled.</summary>
    public void ForgetBelow(long oldestPending)
    {
        while (_settled.Count > 0 && _settled.Keys.First() is var lowest && lowest < oldestPending)
            _settled.Remove(lowest);
    }

    /// <summary>Starts the lowest number when none is under way.</summary>
    /// <returns>What to send; nothing when one is under way or none waits.</returns>
    public Notification? Start()
    {
        if (UnderWay is not null || _pending.Count == 0)
            return null;

        UnderWay = _pending.First().Value;
        return UnderWay;
    }

    /// <summary>Ends the one that is under way.</summary>
    /// <returns>False when the number is not the one under way: a late answer of an endpoint that was given up.</returns>
    public bool Settle(long number, bool delivered)
    {
        if (UnderWay?.Number != number)
            return false;

        UnderWay = null;
        _pending.Remove(number);
        _settled[number] = delivered;
        if (_settled.Count > MaxRemembered)
            _settled.Remove(_settled.Keys.First());
        return true;
    }
}
