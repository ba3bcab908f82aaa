namespace ActorBots.Venues.Transport;

/// <summary>
/// How many messages a connection may still send when the venue counts them in a rolling window. A part is kept for messages that must go
/// whatever the count, such as pings. Not thread-safe.
/// </summary>
/// <param name="limit">Messages per window that the venue allows.</param>
/// <param name="reserve">Of these, how many are kept for <see cref="Count"/>.</param>
/// <param name="window">The window.</param>
/// <param name="time">The clock.</param>
internal sealed class MessageAllowance(int limit, int reserve, TimeSpan window, TimeProvider time)
{
    private readonly Queue<long> _sent = new();

    /// <summary>Counts messages if all of them fit.</summary>
    public bool TryTake(int messages)
    {
        while (_sent.TryPeek(out var oldest) && time.GetElapsedTime(oldest) >= window)
        {
            _sent.Dequeue();
        }

        var fits = messages == 0 || _sent.Count + messages <= limit - reserve;
        for (var i = 0; fits && i < messages; i++)
        {
            Count();
        }

        return fits;
    }

    /// <summary>Counts a message that goes in any case.</summary>
    public void Count() => _sent.Enqueue(time.GetTimestamp());
}
