using System.Collections.Concurrent;

namespace ActorBots.MongoServer.Storage;

/// <summary>
/// The collections that are known to be there, and the turn of who writes to each. The engine fails when two connections create a
/// database at once, and parallel inserts of one unique key can deadlock in it: both are done one at a time.
/// </summary>
internal sealed class Namespaces : IDisposable
{
    private const string Create = "SELECT documentdb_api.create_collection($1, $2)";

    private readonly ConcurrentDictionary<string, bool> _known = new();
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _writers = new();
    private readonly SemaphoreSlim _creation = new(1, 1);

    /// <summary>Waits until no other write to that namespace is under way; release it afterwards.</summary>
    public async Task<SemaphoreSlim> EnterAsync(string name, CancellationToken cancellationToken)
    {
        var turn = _writers.GetOrAdd(name, _ => new SemaphoreSlim(1, 1));
        await turn.WaitAsync(cancellationToken);
        return turn;
    }

    /// <summary>One change of the catalog at a time.</summary>
    public async Task<T> ChangeAsync<T>(Func<Task<T>> change, CancellationToken cancellationToken)
    {
        await _creation.WaitAsync(cancellationToken);
        try
        {
            return await change();
        }
        finally
        {
            _creation.Release();
        }
    }

    /// <summary>Whether the collection is known to be there.</summary>
    public bool IsKnown(string database, string collection) => _known.ContainsKey($"{database}.{collection}");

    /// <summary>Creates the collection unless it is there.</summary>
    /// <returns>Whether it was created by this call.</returns>
    public async Task<bool> EnsureAsync(string database, string collection, EngineDatabase engine, CancellationToken cancellationToken)
    {
        var name = $"{database}.{collection}";
        return !_known.ContainsKey(name) && await ChangeAsync(async () =>
        {
            await using var connection = await engine.OpenAsync(cancellationToken);
            var row = await connection.RowAsync(Create, cancellationToken, database, collection);
            _known[name] = true;
            return row?[0] is true;
        }, cancellationToken);
    }

    /// <summary>As above, inside a transaction that has begun: its snapshot would not show what another connection creates.</summary>
    public async Task EnsureAsync(string database, string collection, EngineConnection transaction, CancellationToken cancellationToken)
    {
        // Not known for good before it is committed.
        if (!_known.ContainsKey($"{database}.{collection}"))
        {
            await ChangeAsync(() => transaction.RowAsync(Create, cancellationToken, database, collection), cancellationToken);
        }
    }

    public void Dispose()
    {
        _creation.Dispose();
        foreach (var turn in _writers.Values)
        {
            turn.Dispose();
        }
    }

    public void Forget(string database, string? collection)
    {
        var prefix = $"{database}.{collection}";
        foreach (var name in _known.Keys.Where(name => collection is null ? name.StartsWith(prefix, StringComparison.Ordinal) : name == prefix))
        {
            _known.TryRemove(name, out _);
        }
    }
}
