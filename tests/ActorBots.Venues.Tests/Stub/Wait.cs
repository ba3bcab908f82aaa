using System.Runtime.CompilerServices;

namespace ActorBots.Venues.Tests.Stub;

/// <summary>Waiting for a state, with a limit.</summary>
internal static class Wait
{
    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(20);

    /// <summary>Reads a stream until an event of a kind comes.</summary>
    public static async Task<TCase> ForAsync<TEvent, TCase>(this IAsyncEnumerator<TEvent> events, Func<TCase, bool>? when = null)
        where TCase : TEvent
    {
        while (await events.MoveNextAsync().AsTask().WaitAsync(Limit))
        {
            if (events.Current is TCase wanted && (when?.Invoke(wanted) ?? true))
            {
                return wanted;
            }
        }

        throw new InvalidOperationException("the stream ended");
    }

    /// <summary>Polls a condition that another thread makes true.</summary>
    public static async Task UntilAsync(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        using var timeout = new CancellationTokenSource(Limit);
        while (!condition())
        {
            Assert.False(timeout.IsCancellationRequested, $"not reached in time: {what}");
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }
}
