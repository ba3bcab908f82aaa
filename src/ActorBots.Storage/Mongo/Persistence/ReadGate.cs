namespace ActorBots.Storage.Mongo.Persistence;

/// <summary>
/// Lets a bounded number of operations at the server at once, each bounded in time and repeated while the server is away. The driver's
/// pool would refuse what overflows it; here it waits for its turn instead.
/// </summary>
#pragma warning disable CA1001 // A semaphore without a wait handle holds nothing, and an operation may leave after its plugin stopped.
internal sealed class ReadGate
#pragma warning restore CA1001
{
    private readonly SemaphoreSlim _room;
    private readonly TimeSpan _bound;

    /// <param name="parallel">Operations at once.</param>
    /// <param name="bound">How long one may take, its turn included.</param>
    public ReadGate(int parallel, TimeSpan bound)
    {
        _room = new SemaphoreSlim(parallel);
        _bound = bound;
    }

    /// <exception cref="TimeoutException">The time is over.</exception>
    public Task<T> RunAsync<T>(string what, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        Deadline.RunAsync(what, _bound, token => EnterAsync(work, token), cancellationToken);

    private async Task<T> EnterAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        await _room.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await work(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _room.Release();
        }
    }
}
