using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace ActorBots.Venues.Transport;

/// <summary>
/// Carries events from a stream's loops to its one consumer through a bounded channel. Nothing is dropped or merged: a full channel
/// makes the writers wait, so that their sockets are not read.
/// </summary>
/// <typeparam name="T">The events' type.</typeparam>
/// <param name="capacity">Events that may wait.</param>
/// <param name="time">The clock.</param>
internal sealed class EventPipe<T>(int capacity, TimeProvider time) : IAsyncDisposable
{
    private readonly Channel<T> _channel = Channel.CreateBounded<T>(
        new BoundedChannelOptions(capacity) { SingleReader = true, SingleWriter = false, FullMode = BoundedChannelFullMode.Wait });

    private readonly CancellationTokenSource _disposing = new();
    private Task _loop = Task.CompletedTask;
    private int _taken;

    /// <summary>Hands an event over; waits while the consumer is behind. Thread-safe.</summary>
    /// <returns>How long the consumer made it wait.</returns>
    public async ValueTask<TimeSpan> WriteAsync(T item, CancellationToken cancellationToken)
    {
        if (_channel.Writer.TryWrite(item))
        {
            return TimeSpan.Zero;
        }

        var started = time.GetTimestamp();
        await _channel.Writer.WriteAsync(item, cancellationToken);
        return time.GetElapsedTime(started);
    }

    /// <summary>Runs a loop and yields what it writes, until cancelled. Once.</summary>
    /// <param name="loop">Writes to this pipe until cancelled.</param>
    /// <param name="cancellationToken">Ends both.</param>
    /// <exception cref="InvalidOperationException">Called for the second time.</exception>
    public IAsyncEnumerable<T> ReadAsync(Func<CancellationToken, Task> loop, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _taken, 1) == 1)
        {
            throw new InvalidOperationException("a stream can be enumerated once");
        }

        return EnumerateAsync(loop, cancellationToken, CancellationToken.None);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _disposing.CancelAsync();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async IAsyncEnumerable<T> EnumerateAsync(
        Func<CancellationToken, Task> loop, CancellationToken caller, [EnumeratorCancellation] CancellationToken enumerator)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(caller, enumerator, _disposing.Token);
        _loop = RunAsync(loop, ending.Token);
        try
        {
            await foreach (var item in _channel.Reader.ReadAllAsync(ending.Token))
            {
                yield return item;
            }
        }
        finally
        {
            await ending.CancelAsync();
            await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task RunAsync(Func<CancellationToken, Task> loop, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Yield();
            await loop(cancellationToken);
            _channel.Writer.TryComplete();
        }
        catch (Exception e)
        {
            // The consumer sees what ended the loop, be it its own cancellation or a defect.
            _channel.Writer.TryComplete(e);
            throw;
        }
    }
}
