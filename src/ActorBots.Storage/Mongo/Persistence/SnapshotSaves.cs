using System.Collections.Concurrent;

namespace ActorBots.Storage.Mongo.Persistence;

/// <summary>Keeps the operations on one id's snapshots in their order: a save must not overtake a later one of the same sequence number.</summary>
internal sealed class SnapshotSaves
{
    private readonly ConcurrentDictionary<string, Task> _last = new(StringComparer.Ordinal);

    /// <summary>Runs after the former operation of the same id has ended, however it ended. Only the store's actor calls it.</summary>
    public Task<T> RunAsync<T>(string persistenceId, Func<Task<T>> work)
    {
        var former = _last.GetValueOrDefault(persistenceId, Task.CompletedTask);
        var mine = AfterAsync(former, work);
        _last[persistenceId] = mine;
        mine.ContinueWith(
            task => _last.TryRemove(KeyValuePair.Create(persistenceId, (Task)task)),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return mine;
    }

    private static async Task<T> AfterAsync<T>(Task former, Func<Task<T>> work)
    {
        await former.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return await work().ConfigureAwait(false);
    }
}
