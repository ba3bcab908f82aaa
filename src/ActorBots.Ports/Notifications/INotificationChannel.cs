namespace ActorBots.Ports.Notifications;

/// <summary>One way of telling the backend. Makes one attempt per call; retries, order and dead letters are the notifier's business.</summary>
public interface INotificationChannel
{
    /// <summary>Tries once to deliver.</summary>
    Task<DeliveryResult> SendAsync(Notification notification, CancellationToken cancellationToken);
}
