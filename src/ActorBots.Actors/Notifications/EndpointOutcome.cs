using ActorBots.Ports.Notifications;
using ActorBots.Ports.Storage;
using Akka.Actor;

namespace ActorBots.Actors.Notifications;

/// <summary>The end of a notification at its endpoint.</summary>
/// <param name="Notification">Which one.</param>
/// <param name="Delivered">Whether the endpoint took it; otherwise it is given up.</param>
/// <param name="Attempts">How many attempts were made; zero when the breaker never let one through.</param>
/// <param name="Error">Why the last attempt failed; empty when delivered.</param>
internal sealed record EndpointOutcome(Notification Notification, bool Delivered, int Attempts, string Error)
    : INoSerializationVerificationNeeded
{
    /// <summary>What is kept of a notification that was given up.</summary>
    /// <param name="now">The wall clock.</param>
    public DeadLetter ToDeadLetter(DateTimeOffset now) => new()
    {
        NotificationId = Notification.NotificationId,
        BotId = Notification.BotId,
        EventType = Notification.EventType,
        Endpoint = Notification.EndpointText,
        Payload = Notification.Payload,
        LastError = Error,
        Attempts = Attempts,
        FailedAt = now,
    };
}
