namespace ActorBots.Ports.Notifications;

/// <summary>The outcome of one attempt.</summary>
/// <param name="IsDelivered">Whether the endpoint took it (2xx).</param>
/// <param name="MayRetry">Whether another attempt makes sense; false for 410 Gone and for a bad address.</param>
/// <param name="Error">What went wrong, without secrets; empty when delivered.</param>
/// <param name="RetryAfter">How long the endpoint asked us to wait.</param>
public sealed record DeliveryResult(bool IsDelivered, bool MayRetry, string Error, TimeSpan? RetryAfter)
{
    /// <summary>The endpoint took it.</summary>
    public static DeliveryResult Delivered { get; } = new(true, false, string.Empty, null);

    /// <summary>The endpoint did not take it.</summary>
    public static DeliveryResult Failed(string error, bool mayRetry, TimeSpan? retryAfter = null) => new(false, mayRetry, error, retryAfter);
}
