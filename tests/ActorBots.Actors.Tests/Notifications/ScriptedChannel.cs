using System.Collections.Concurrent;
using ActorBots.Ports.Notifications;

namespace ActorBots.Actors.Tests.Notifications;

/// <summary>A channel that answers as the test says and remembers every attempt.</summary>
internal sealed class ScriptedChannel : INotificationChannel
{
    private readonly ConcurrentQueue<Notification> _attempts = new();
    private int _underWay;
    private int _mostUnderWay;

    /// <summary>What an attempt ends in; delivered until a test says otherwise.</summary>
    public Func<Notification, CancellationToken, Task<DeliveryResult>> Answer { get; set; } =
        static (_, _) => Task.FromResult(DeliveryResult.Delivered);

    /// <summary>The ids of all attempts in order.</summary>
    public IReadOnlyList<string> Attempts => [.. _attempts.Select(n => n.NotificationId)];

    /// <summary>The most attempts that were under way at the same time.</summary>
    public int MostUnderWay => Volatile.Read(ref _mostUnderWay);

    public static Task<DeliveryResult> Fail(string error = "HTTP 500", bool mayRetry = true) =>
        Task.FromResult(DeliveryResult.Failed(error, mayRetry));

    public int CountOf(string notificationId) => _attempts.Count(n => n.NotificationId == notificationId);

    public async Task<DeliveryResult> SendAsync(Notification notification, CancellationToken cancellationToken)
    {
        var underWay = Interlocked.Increment(ref _underWay);
        InterlockedMax(underWay);
        _attempts.Enqueue(notification);
        try
        {
            return await Answer(notification, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }

    private void InterlockedMax(int value)
    {
        for (var seen = MostUnderWay; value > seen; seen = MostUnderWay)
            Interlocked.CompareExchange(ref _mostUnderWay, value, seen);
    }
}
