using ActorBots.MongoServer.Storage;

namespace ActorBots.MongoServer.Sessions;

/// <summary>A transaction over several commands, on an engine connection of its own. Its owner uses it one command at a time.</summary>
internal sealed class Transaction(EngineConnection connection, long number, DateTimeOffset now) : IAsyncDisposable
{
    // REPEATABLE READ is MongoDB's snapshot; a lock that another transaction holds is a conflict at once, not a wait.
    private const string Begin = "BEGIN ISOLATION LEVEL REPEATABLE READ";
    private const string NoWaiting = "SET LOCAL lock_timeout = '100ms'";

    private readonly SemaphoreSlim _turn = new(1, 1);
    private bool _isDisposed;

    public long Number { get; } = number;

    public EngineConnection Connection { get; } = connection;

    /// <summary>Its snapshot is taken.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>When the last command of it ended.</summary>
    public DateTimeOffset UsedAt { get; private set; } = now;

    /// <summary>Whether it can go on: an error, a time-out or a step-down ends it.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Waits until its previous command is through. Release it with <see cref="Leave"/>.</summary>
    public Task EnterAsync(CancellationToken cancellationToken) => _turn.WaitAsync(cancellationToken);

    public void Leave(DateTimeOffset now)
    {
        UsedAt = now;
        _turn.Release();
    }

    /// <summary>Begins on the engine, before the first statement.</summary>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        if (HasBegun)
        {
            return;
        }

        await Connection.RowAsync(Begin, cancellationToken);
        HasBegun = true;
        await Connection.RowAsync(NoWaiting, cancellationToken);
    }

    /// <summary>Makes its writes durable and visible, and gives the connection back.</summary>
    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        IsOver = true;
        if (HasBegun)
        {
            await Connection.RowAsync("COMMIT", cancellationToken);
            HasBegun = false;
        }

        await DisposeAsync();
    }

    /// <summary>Rolls back and gives the connection back; the caller has its turn.</summary>
    public async ValueTask DisposeAsync()
    {
        IsOver = true;
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        try
        {
            if (HasBegun)
            {
                await Connection.RowAsync("ROLLBACK", CancellationToken.None);
            }
        }
        catch (Npgsql.NpgsqlException) when (IsOver)
        {
            // The connection is broken, so the engine rolled back by itself.
            HasBegun = false;
        }
        finally
        {
            await Connection.DisposeAsync();
        }
    }
}
