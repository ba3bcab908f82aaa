namespace ActorBots.Storage.Mongo.Leases;

/// <summary>Calls of the store that end in time, whatever the driver is waiting for.</summary>
internal static class BoundedCall
{
    /// <summary>Runs a call; cancels it and goes on without it when the time is up.</summary>
    /// <param name="call">The call. What it does after it was cancelled is nobody's concern any more.</param>
    /// <param name="bound">The longest wait; positive.</param>
    /// <param name="clock">The clock of the wait.</param>
    /// <param name="cancellationToken">Ends the wait early.</param>
    /// <exception cref="TimeoutException">No answer came in time.</exception>
    public static async Task<T> RunAsync<T>(
        Func<CancellationToken, Task<T>> call, TimeSpan bound, TimeProvider clock, CancellationToken cancellationToken)
    {
        // Not disposed of: the driver may look at the token of a call that was left behind.
        var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var answer = call(limit.Token);
        try
        {
            return await answer.WaitAsync(bound, clock, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (!answer.IsCompleted)
            {
                _ = answer.ContinueWith(static left => left.Exception, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }

            await limit.CancelAsync().ConfigureAwait(false);
        }
    }
}
