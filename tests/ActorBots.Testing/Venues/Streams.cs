namespace ActorBots.Testing.Venues;

/// <summary>Reading streams of events with a limit.</summary>
public static class Streams
{
    /// <summary>The longest that a contract waits for an event.</summary>
    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(20);

    /// <summary>Reads until an event of a kind comes.</summary>
    public static async Task<TCase> UntilAsync<TEvent, TCase>(this IAsyncEnumerator<TEvent> events, Func<TCase, bool>? when = null)
        where TCase : TEvent
    {
        var started = TimeProvider.System.GetTimestamp();
        while (await events.MoveNextAsync().AsTask().WaitAsync(Limit))
        {
            if (events.Current is TCase wanted && (when?.Invoke(wanted) ?? true))
            {
                return wanted;
            }

            if (TimeProvider.System.GetElapsedTime(started) > Limit)
            {
                throw new TimeoutException($"no {typeof(TCase).Name} as wanted among the events of {Limit}; the last one was {events.Current}");
            }
        }

        throw new InvalidOperationException("the stream ended");
    }
}
