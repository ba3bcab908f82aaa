using System.Threading.Channels;

namespace ActorBots.Storage.Mongo.Persistence;

/// <summary>
/// Gathers the writes of all actors into few round trips. A fixed number of workers each take what waits, up to a batch, write it, and come
/// back: under little load a write leaves at once, under much the batches grow by themselves, with no delay to tune. An actor has one write
/// under way at a time, so a batch never holds two of the same actor and its order is kept.
/// Bounds: writes and bytes that wait, size of a batch, batches in flight, time of a batch, time in the queue.
/// </summary>
internal sealed class WriteQueue
{
    private readonly Channel<PendingWrite> _waiting;
    private readonly JournalSettings _settings;
    private readonly Func<IReadOnlyList<PendingWrite>, Deadline, Task> _store;
    private readonly TimeProvider _time;
    private readonly CancellationToken _stopping;
    private long _waitingBytes;

    /// <param name="settings">The bounds.</param>
    /// <param name="store">Decides every write of a batch.</param>
    /// <param name="time">Measures the time in the queue.</param>
    /// <param name="stopping">Ends the workers.</param>
    public WriteQueue(JournalSettings settings, Func<IReadOnlyList<PendingWrite>, Deadline, Task> store, TimeProvider time, CancellationToken stopping)
    {
        _settings = settings;
        _store = store;
        _time = time;
        _stopping = stopping;
        _waiting = Channel.CreateBounded<PendingWrite>(new BoundedChannelOptions(settings.QueueSize) { FullMode = BoundedChannelFullMode.Wait });
        for (var i = 0; i < settings.ParallelBatches; i++)
        {
            _ = Task.Run(WorkAsync, CancellationToken.None);
        }
    }

    /// <summary>Ends when the write is stored; faults when it is not, or when that is not known.</summary>
    public Task StoreAsync(PendingWrite write)
    {
        write.QueuedAt = _time.GetTimestamp();
        // A full queue fails the write at once: waiting for room would only be a second queue without a bound.
        if (Interlocked.Read(ref _waitingBytes) > _settings.QueueBytes || !_waiting.Writer.TryWrite(write))
        {
            write.Fail(new WriteNotSentException(
                write.PersistenceId, write.FirstSequenceNr, $"{_settings.QueueSize} writes or {_settings.QueueBytes} bytes wait already"));
        }
        else
        {
            Interlocked.Add(ref _waitingBytes, write.Bytes);
        }

        return write.Outcome;
    }

    private async Task WorkAsync()
    {
        try
        {
            while (await _waiting.Reader.WaitToReadAsync(_stopping).ConfigureAwait(false))
            {
                await FlushAsync(Take()).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            _waiting.Writer.TryComplete();
            while (_waiting.Reader.TryRead(out var write))
            {
                write.Fail(new WriteNotSentException(write.PersistenceId, write.FirstSequenceNr, "the actor system ended"));
            }
        }
    }

    private List<PendingWrite> Take()
    {
        List<PendingWrite> batch = [];
        var (documents, bytes) = (0, 0L);
        while (documents < _settings.BatchSize && bytes < _settings.BatchBytes && _waiting.Reader.TryRead(out var write))
        {
            Interlocked.Add(ref _waitingBytes, -write.Bytes);
            if (_time.GetElapsedTime(write.QueuedAt) > _settings.CallTimeout)
            {
                var reason = $"it waited longer than {_settings.CallTimeout.TotalSeconds} s";
                write.Fail(new WriteNotSentException(write.PersistenceId, write.FirstSequenceNr, reason));
                continue;
            }

            batch.Add(write);
            documents += write.Documents.Length;
            bytes += write.Bytes;
        }

        return batch;
    }

    private async Task FlushAsync(List<PendingWrite> batch)
    {
        if (batch.Count == 0)
        {
            return;
        }

        Exception? cause = null;
        using var deadline = new Deadline(_settings.CallTimeout, _stopping);
        try
        {
            await _store(batch, deadline).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever went wrong is the writes' failure; the worker lives on, or the journal would hang.
        catch (Exception e)
#pragma warning restore CA1031
        {
            cause = e;
        }

        foreach (var write in batch.Where(w => !w.IsDecided))
        {
            write.FailAsUnknown(cause);
        }
    }
}
