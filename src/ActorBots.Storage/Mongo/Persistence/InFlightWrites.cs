using System.Collections.Concurrent;

namespace ActorBots.Storage.Mongo.Persistence;

/// <summary>
/// Which persistence ids have a write under way. A persistent actor that restarts may ask for its highest number while its former
/// incarnation's write is still on the way; an answer before that write's end would let the number be used twice.
/// </summary>
internal sealed class InFlightWrites
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>
    /// Starts a write after the former one of the same id has ended. Only the journal's actor calls it, so no two calls run at once.
    /// </summary>
    public Task Start(PendingWrite write, Func<PendingWrite, Task> store)
    {
        var former = _entries.GetValueOrDefault(write.PersistenceId);
        var entry = new Entry(write.Writer, former is null ? store(write) : AfterAsync(former, write, store));
        _entries[write.PersistenceId] = entry;
        entry.Stored.ContinueWith(
            (_, state) => _entries.TryRemove(KeyValuePair.Create(write.PersistenceId, (Entry)state!)),
            entry,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return entry.Stored;
    }

    /// <summary>Ends when no write of the id is under way, however it ended.</summary>
    public async Task WaitAsync(string persistenceId, CancellationToken cancellationToken)
    {
        if (_entries.TryGetValue(persistenceId, out var entry))
        {
            await entry.Stored.ContinueWith(
                static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default)
                .WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task AfterAsync(Entry former, PendingWrite write, Func<PendingWrite, Task> store)
    {
        await former.Stored.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!former.Stored.IsCompletedSuccessfully && former.Writer == write.Writer)
        {
            // n + 1 is never stored without n. The same writer cannot know that n failed, or it would have stopped.
            throw new WriteNotSentException(write.PersistenceId, write.FirstSequenceNr, "the same writer's former write failed");
        }

        await store(write).ConfigureAwait(false);
    }

    private sealed record Entry(string Writer, Task Stored);
}
