using ActorBots.Ports.Notifications;
using Akka.Actor;

namespace ActorBots.Actors.Notifications;

/// <summary>
/// What a bot and its node's notifier say to each other. The bot keeps a durable outbox and offers it oldest first, again and again until
/// each notification is settled; the notifier keeps nothing over a restart.
/// </summary>
public static class NotifierProtocol
{
    /// <summary>Offers a notification. Answered by <see cref="NotificationSettled"/> or <see cref="Busy"/>; offering it again is harmless.</summary>
    public sealed record Deliver
    {
        /// <summary>Offers a notification.</summary>
        /// <param name="notification">What to deliver.</param>
        /// <param name="oldestPending">The lowest number in the bot's outbox, all lower ones being settled; 1 to the notification's number.</param>
        /// <param name="replyTo">Who gets the answer: the bot.</param>
        /// <exception cref="ArgumentOutOfRangeException">The oldest number is not within 1 to the notification's number.</exception>
        public Deliver(Notification notification, long oldestPending, IActorRef replyTo)
        {
            ArgumentNullException.ThrowIfNull(notification);
            ArgumentOutOfRangeException.ThrowIfLessThan(oldestPending, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(oldestPending, notification.Number);
            Notification = notification;
            OldestPending = oldestPending;
            ReplyTo = replyTo;
        }

        /// <summary>What to deliver.</summary>
        public Notification Notification { get; }

        /// <summary>The lowest number in the bot's outbox; all lower ones are settled.</summary>
        public long OldestPending { get; }

        /// <summary>Who gets the answer.</summary>
        public IActorRef ReplyTo { get; }
    }

    /// <summary>A notification needs no more effort: the endpoint took it, or it is kept as a dead letter. May come more than once.</summary>
    /// <param name="BotId">Which bot.</param>
    /// <param name="Number">Which of its notifications.</param>
    /// <param name="Delivered">Whether the endpoint took it; false when it is a dead letter.</param>
    public sealed record NotificationSettled(string BotId, long Number, bool Delivered);

    /// <summary>
    /// The notification was not taken: the bot's window or the notifier is full, or an earlier one of the bot is missing here. The bot keeps
    /// it and offers its outbox again, oldest first, after the next settled one or after a while.
    /// </summary>
    /// <param name="BotId">Which bot.</param>
    /// <param name="Number">Which of its notifications.</param>
    public sealed record Busy(string BotId, long Number);

    /// <summary>Asks for the notifier's figures; answered by <see cref="NotifierStatsReply"/>.</summary>
    public sealed record GetNotifierStats
    {
        private GetNotifierStats()
        {
        }

        /// <summary>The one instance.</summary>
        public static GetNotifierStats Instance { get; } = new();
    }

    /// <summary>The notifier's figures since it started.</summary>
    /// <param name="Delivered">Notifications that endpoints took.</param>
    /// <param name="FailedAttempts">Attempts that failed, whatever came of the notification.</param>
    /// <param name="Dead">Notifications that are kept as dead letters.</param>
    /// <param name="Queued">Notifications that wait or are under way now.</param>
    public sealed record NotifierStatsReply(long Delivered, long FailedAttempts, long Dead, int Queued);
}
