namespace ActorBots.Storage.Mongo.Persistence;

/// <summary>Work that must have succeeded once. All wait for the same attempt; a failed one is forgotten, so that the next caller tries again.</summary>
internal sealed class Once<T>
{
    private readonly Func<CancellationToken, Task<T>> _work;
    private readonly TimeSpan _bound;
    private readonly Lock _lock = new();
    private Task<T>? _attempt;

    /// <param name="work">The work.</param>
    /// <param name="bound">How long one attempt may take.</param>
    public Once(Func<CancellationToken, Task<T>> work, TimeSpan bound)
    {
        _work = work;
        _bound = bound;
    }

    public Task<T> GetAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_attempt is null or { IsFaulted: true } or { IsCanceled: true })
            {
                // Not the caller's token: others wait for the same attempt.
                _attempt = Task.Run(AttemptAsync, CancellationToken.None);
            }

            return _attempt.WaitAsync(cancellationToken);
        }
    }

    private async Task<T> AttemptAsync()
    {
        using var bound = new CancellationTokenSource(_bound);
        return await _work(bound.Token).ConfigureAwait(false);
    }
}
