using ActorBots.Ports.Notifications;

namespace ActorBots.Actors.Notifications;

/// <summary>
/// All bots' queues and their bounds. Per bot one notification is under way at a time, lowest number first, so that order holds over
/// endpoints too. Each bot may always have one here, whatever the others hold.
/// </summary>
internal sealed class DeliveryQueues
{
    private readonly NotifierSettings _settings;
    private readonly Dictionary<string, BotQueue> _bots = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _perEndpoint = new(StringComparer.Ordinal);

    /// <summary>Empty queues.</summary>
    public DeliveryQueues(NotifierSettings settings)
    {
        _settings = settings;
    }

    /// <summary>How many notifications are not settled.</summary>
    public int Queued { get; private set; }

    /// <summary>How many bots are remembered.</summary>
    public int Bots => _bots.Count;

    /// <summary>What an endpoint is known by; never shown, it may carry a secret.</summary>
    public static string EndpointKey(Notification notification) => notification.Endpoint.OriginalString;

    /// <summary>Offers a notification.</summary>
    /// <param name="notification">The notification.</param>
    /// <param name="oldestPending">The lowest number in the bot's outbox.</param>
    /// <param name="now">The wall clock.</param>
    public Admission Offer(Notification notification, long oldestPending, DateTimeOffset now)
    {
        var bot = _bots.GetValueOrDefault(notification.BotId) ?? new BotQueue();
        bot.TouchedAt = now;
        bot.ForgetBelow(oldestPending);
        if (bot.Recall(notification.Number) is { } known)
            return known;
        if (!bot.IsNext(notification.Number, oldestPending) || !HasRoom(bot, EndpointKey(notification)))
            return Admission.Refused;

        bot.Add(notification);
        _bots[notification.BotId] = bot;
        Count(EndpointKey(notification), +1);
        return Admission.Accepted;
    }

    /// <summary>Starts a bot's next notification.</summary>
    /// <returns>What to send; nothing when one is under way or none waits.</returns>
    public Notification? Start(string botId) => _bots.GetValueOrDefault(botId)?.Start();

    /// <summary>Ends a notification.</summary>
    /// <returns>False when it is not under way.</returns>
    public bool Settle(Notification notification, bool delivered, DateTimeOffset now)
    {
        if (!_bots.TryGetValue(notification.BotId, out var bot) || !bot.Settle(notification.Number, delivered))
            return false;

        bot.TouchedAt = now;
        Count(EndpointKey(notification), -1);
        return true;
    }

    /// <summary>What is under way at an endpoint.</summary>
    public IReadOnlyList<Notification> UnderWayAt(string endpointKey) =>
        [.. _bots.Values.Select(static bot => bot.UnderWay).OfType<Notification>().Where(n => EndpointKey(n) == endpointKey)];

    /// <summary>Whether nothing is queued for an endpoint.</summary>
    public bool IsIdle(string endpointKey) => !_perEndpoint.ContainsKey(endpointKey);

    /// <summary>Drops the memory of bots that have nothing here and were silent for long.</summary>
    /// <returns>Which ones.</returns>
    public IReadOnlyList<string> ForgetIdle(DateTimeOffset now)
    {
        var idle = _bots.Where(b => b.Value.Count == 0 && now - b.Value.TouchedAt >= _settings.IdleAfter).Select(b => b.Key).ToList();
        foreach (var botId in idle)
            _bots.Remove(botId);
        return idle;
    }

    private bool HasRoom(BotQueue bot, string endpointKey) =>
        bot.Count == 0
        || (bot.Count < _settings.BotWindow
            && Queued < _settings.TotalWindow
            && _perEndpoint.GetValueOrDefault(endpointKey) < _settings.EndpointWindow);

    private void Count(string endpointKey, int change)
    {
        Queued += change;
        var count = _perEndpoint.GetValueOrDefault(endpointKey) + change;
        if (count == 0)
            _perEndpoint.Remove(endpointKey);
        else
            _perEndpoint[endpointKey] = count;
    }
}
