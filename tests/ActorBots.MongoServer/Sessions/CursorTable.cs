using System.Collections.Concurrent;
using ActorBots.MongoServer.Commands;

namespace ActorBots.MongoServer.Sessions;

/// <summary>Open cursors: where the engine is to go on. A cursor belongs to no connection; the oldest go when there are too many.</summary>
internal sealed class CursorTable(TimeProvider time)
{
    private const int MostOpen = 2_000;

    private readonly ConcurrentDictionary<long, (byte[] Continuation, DateTimeOffset UsedAt)> _open = new();

    public void Keep(long id, byte[] continuation)
    {
        if (_open.Count >= MostOpen)
        {
            foreach (var (oldest, _) in _open.OrderBy(entry => entry.Value.UsedAt).Take(MostOpen / 10))
            {
                _open.TryRemove(oldest, out _);
            }
        }

        _open[id] = (continuation, time.GetUtcNow());
    }

    /// <exception cref="CommandException">It is not open.</exception>
    public byte[] Continuation(long id) => _open.TryGetValue(id, out var cursor)
        ? cursor.Continuation
        : throw new CommandException(MongoErrors.CursorNotFound, $"cursor id {id} not found");

    public bool Close(long id) => _open.TryRemove(id, out _);
}
