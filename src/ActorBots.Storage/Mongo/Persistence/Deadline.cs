namespace ActorBots.Storage.Mongo.Persistence;

/// <summary>
/// The bound of one piece of work, within which it is repeated while the server is away. Waiting here instead of failing at once keeps
/// thousands of actors from stopping, restarting and asking again all through an outage.
/// </summary>
internal sealed class Deadline : IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _source;
    private readonly CancellationToken _caller;
    private TimeSpan _pause = FirstPause;

    public Deadline(TimeSpan bound, CancellationToken caller)
    {
        _caller = caller;
        Bound = bound;
        _source = CancellationTokenSource.CreateLinkedTokenSource(caller);
        _source.CancelAfter(bound);
    }

    public TimeSpan Bound { get; }

    /// <summary>Cancelled when the time is over or the caller gave up.</summary>
    public CancellationToken Token => _source.Token;

    public bool IsOver => _source.IsCancellationRequested;

    /// <summary>Runs something and repeats it after errors that pass.</summary>
    /// <exception cref="TimeoutException">The time is over; its cause is the last error.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public static async Task<T> RunAsync<T>(
        string what, TimeSpan bound, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(bound, cancellationToken);
        Exception? last = null;
        while (true)
        {
            try
            {
                return await work(deadline.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (!deadline.IsOver && ServerTrouble.Passes(e))
            {
                last = e;
            }
            catch (Exception e) when (deadline.IsOver && (e is OperationCanceledException || ServerTrouble.Passes(e)))
            {
                throw deadline.Over(what, last ?? e);
            }

            if (!await deadline.PauseAsync().ConfigureAwait(false))
            {
                throw deadline.Over(what, last);
            }
        }
    }

    /// <summary>Waits a little before the next attempt, each time longer.</summary>
    /// <returns>False when the time is over.</returns>
    public async Task<bool> PauseAsync()
    {
        await Task.Delay(_pause, Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _pause = _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
        return !IsOver;
    }

    public void Dispose() => _source.Dispose();

    private Exception Over(string what, Exception? last) => _caller.IsCancellationRequested
        ? new OperationCanceledException($"{what} was given up", last, _caller)
        : new TimeoutException($"{what} took longer than {Bound.TotalSeconds} s", last);
}
