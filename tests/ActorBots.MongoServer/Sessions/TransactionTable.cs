using System.Collections.Concurrent;
using System.Collections.Immutable;
using ActorBots.MongoServer.Administration;
using ActorBots.MongoServer.Commands;
using ActorBots.MongoServer.Storage;

namespace ActorBots.MongoServer.Sessions;

/// <summary>The open transactions, one per session at most, with a bound on their number and on their idle time.</summary>
internal sealed class TransactionTable : IAsyncDisposable
{
    private const int MostOpen = 60;
    private const int MostRemembered = 10_000;
    private static readonly ImmutableArray<string> Transient = [MongoErrors.TransientTransactionError];

    private readonly ConcurrentDictionary<string, Transaction> _open = new();
    private readonly ConcurrentDictionary<string, long> _committed = new();
    private readonly EngineDatabase _engine;
    private readonly TimeProvider _time;
    private readonly TimeSpan _idleLimit;
    private readonly ITimer _sweep;
    private readonly bool _isOffered;

    public TransactionTable(EngineDatabase engine, Topology topology, TimeProvider time, TimeSpan idleLimit)
    {
        _engine = engine;
        _time = time;
        _idleLimit = idleLimit;
        _isOffered = topology.IsReplicaSet;
        topology.SteppedDown += () => _ = AbortAsync(_ => true);
        var period = TimeSpan.FromSeconds(1);
        _sweep = time.CreateTimer(_ => _ = AbortAsync(IsIdle), null, period, period);
    }

    /// <summary>Begins or finds the transaction of a command; it has its turn then. None if the command belongs to none.</summary>
    /// <exception cref="CommandException">No such transaction, or no room for one more.</exception>
    public async Task<Transaction?> EnterAsync(SessionFields session, CancellationToken cancellationToken)
    {
        if (!_isOffered && session.TransactionNumber is not null)
        {
            throw new CommandException(MongoErrors.IllegalOperation, "Transaction numbers are only allowed on a replica set member or mongos");
        }

        if (!session.IsInTransaction || session.SessionId is not { } id || session.TransactionNumber is not { } number)
        {
            return null;
        }

        if (session.StartsTransaction)
        {
            await StartAsync(id, number, cancellationToken);
        }

        if (!_open.TryGetValue(id, out var transaction) || transaction.Number != number)
        {
            throw NoSuch(number);
        }

        await transaction.EnterAsync(cancellationToken);
        if (transaction.IsOver)
        {
            transaction.Leave(_time.GetUtcNow());
            throw NoSuch(number);
        }

        return transaction;
    }

    public void Leave(Transaction transaction) => transaction.Leave(_time.GetUtcNow());

    /// <summary>Whether exactly this transaction was committed: a driver may ask twice.</summary>
    public bool WasCommitted(SessionFields session) =>
        session is { SessionId: { } id, TransactionNumber: { } number } && _committed.TryGetValue(id, out var last) && last == number;

    public async Task CommitAsync(string sessionId, Transaction transaction, CancellationToken cancellationToken)
    {
        _open.TryRemove(KeyValuePair.Create(sessionId, transaction));
        await transaction.CommitAsync(cancellationToken);
        if (_committed.Count >= MostRemembered)
        {
            _committed.Clear();
        }

        _committed[sessionId] = transaction.Number;
    }

    /// <summary>Ends one; the caller has its turn.</summary>
    public async Task AbortAsync(string sessionId, Transaction transaction)
    {
        _open.TryRemove(KeyValuePair.Create(sessionId, transaction));
        await transaction.DisposeAsync();
    }

    public async Task AbortSessionAsync(string sessionId)
    {
        if (_open.TryGetValue(sessionId, out var transaction))
        {
            await AbortInTurnAsync(sessionId, transaction);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _sweep.DisposeAsync();
        await AbortAsync(_ => true);
    }

    public static CommandException NoSuch(long number) =>
        new(MongoErrors.NoSuchTransaction, $"Given transaction number {number} does not match any in-progress transactions", Transient);

    private async Task StartAsync(string id, long number, CancellationToken cancellationToken)
    {
        await AbortSessionAsync(id);
        if (_open.Count >= MostOpen)
        {
            throw new CommandException(MongoErrors.WriteConflict, $"more than {MostOpen} transactions are open", Transient);
        }

        _open[id] = new Transaction(await _engine.OpenAsync(cancellationToken), number, _time.GetUtcNow());
    }

    private bool IsIdle(Transaction transaction) => _time.GetUtcNow() - transaction.UsedAt > _idleLimit;

    private async Task AbortAsync(Func<Transaction, bool> concerns)
    {
        foreach (var (id, transaction) in _open.Where(entry => concerns(entry.Value)).ToArray())
        {
            await AbortInTurnAsync(id, transaction);
        }
    }

    private async Task AbortInTurnAsync(string id, Transaction transaction)
    {
        await transaction.EnterAsync(CancellationToken.None);
        try
        {
            await AbortAsync(id, transaction);
        }
        finally
        {
            Leave(transaction);
        }
    }
}
