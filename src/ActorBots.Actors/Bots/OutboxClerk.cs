using ActorBots.Actors.Notifications;
using ActorBots.Domain.Bots;
using ActorBots.Ports.Notifications;
using Akka.Actor;

namespace ActorBots.Actors.Bots;

/// <summary>
/// Offers the bot's outbox to the node's notifier, oldest first, and gathers what is settled. The outbox itself is in the bot's journaled
/// state: what this clerk forgets at a crash is offered again.
/// </summary>
internal sealed class OutboxClerk
{
    /// <summary>How many notifications of a bot are on offer at once.</summary>
    private const int Window = 16;

    private readonly IActorRef _notifier;
    private readonly IActorRef _bot;
    private readonly SortedSet<long> _offered = [];
    private readonly SortedSet<long> _settled = [];

    public OutboxClerk(IActorRef notifier, IActorRef bot)
    {
        _notifier = notifier;
        _bot = bot;
    }

    /// <summary>The number up to which everything is settled without a gap; absent when nothing new is.</summary>
    public long? SettledUpTo(BotState state)
    {
        long? upTo = null;
        foreach (var entry in state.Outbox)
        {
            if (!_settled.Contains(entry.Number))
            {
                break;
            }

            upTo = entry.Number;
        }

        return upTo;
    }

    /// <summary>Offers what is not on offer yet.</summary>
    public void Offer(BotState state)
    {
        if (state.Outbox.IsEmpty || state.Config?.Notifications is not { WebhookUrl: { } endpoint } wanted)
        {
            return;
        }

        var oldest = state.Outbox[0].Number;
        _offered.RemoveWhere(number => number < oldest);
        _settled.RemoveWhere(number => number < oldest);
        foreach (var entry in state.Outbox)
        {
            if (entry.Number >= oldest + Window)
            {
                break;
            }

            if (_settled.Contains(entry.Number) || !_offered.Add(entry.Number))
            {
                continue;
            }

            var notification = new Notification
            {
                NotificationId = BookIds.Notification(state.Identity!.BotId, entry.Number),
                BotId = state.Identity.BotId,
                Number = entry.Number,
                EventType = entry.EventType,
                Endpoint = endpoint,
                SecretName = wanted.WebhookSecret,
                Payload = entry.Payload,
            };
            _notifier.Tell(new NotifierProtocol.Deliver(notification, oldest, _bot), _bot);
        }
    }

    /// <summary>A notification needs no more effort.</summary>
    public void Settled(long number) => _settled.Add(number);

    /// <summary>The notifier was full or lost its memory: everything that is not settled is offered again.</summary>
    public void OfferAgain(BotState state)
    {
        _offered.Clear();
        Offer(state);
    }
}
