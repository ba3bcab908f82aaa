using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace ActorBots.Storage.Sqlite;

/// <summary>
/// The connections of one file. SQLite's calls block, so each operation runs on the thread pool: a caller's thread, such as an actor's,
/// is never held by a disk.
/// </summary>
internal sealed class SqliteFile : IAsyncDisposable
{
    /// <summary>How many readers work at the same time.</summary>
    public const int MaxReaders = 4;

    private const int BusyTimeoutSeconds = 5;

    private readonly string _path;
    private readonly SqliteConnection _writer;
    private readonly SemaphoreSlim _writerGate = new(1, 1);
    private readonly SemaphoreSlim _readerGate = new(MaxReaders, MaxReaders);
    private readonly ConcurrentBag<SqliteConnection> _readers = [];
    private bool _isClosed;

    private SqliteFile(string path, SqliteConnection writer)
    {
        _path = path;
        _writer = writer;
    }

    /// <summary>Opens the file and prepares it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="prepare">Brings the tables up to date; runs before anything else uses the file.</param>
    /// <param name="cancellationToken">Ends the effort.</param>
    /// <exception cref="StoreFileException">The file cannot be used.</exception>
    public static Task<SqliteFile> OpenAsync(string path, Action<SqliteConnection> prepare, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return Task.Run(
            () => Guard(path, () =>
            {
                var fullPath = Path.GetFullPath(path);
                Directory.CreateDirectory(Path.GetDirectoryName(fullPath) ?? fullPath);
                var writer = Connect(fullPath, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
                try
                {
                    prepare(writer);
                }
                catch
                {
                    writer.Dispose();
                    throw;
                }

                return new SqliteFile(fullPath, writer);
            }),
            cancellationToken);
    }

    /// <summary>Runs statements in one transaction: all of them are kept, or none.</summary>
    /// <exception cref="StoreFileException">The file cannot be written.</exception>
    public async Task WriteAsync(Action<SqliteConnection, SqliteTransaction> write, CancellationToken cancellationToken)
    {
        await _writerGate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            await Task.Run(
                () => Guard(_path, () =>
                {
                    using var transaction = _writer.BeginTransaction();
                    write(_writer, transaction);
                    transaction.Commit();
                    return true;
                }),
                cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _writerGate.Release();
        }
    }

    /// <summary>Asks; sees everything that was written before.</summary>
    /// <exception cref="StoreFileException">The file cannot be read.</exception>
    public async Task<T> ReadAsync<T>(Func<SqliteConnection, T> read, CancellationToken cancellationToken)
    {
        await _readerGate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            return await Task.Run(() => Guard(_path, () => Read(read)), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _readerGate.Release();
        }
    }

    /// <summary>Waits for the operations under way and closes all connections. Operations that come later are refused.</summary>
    public async ValueTask DisposeAsync()
    {
        await _writerGate.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_isClosed)
                return;

            for (var i = 0; i < MaxReaders; i++)
                await _readerGate.WaitAsync().ConfigureAwait(false);
            _isClosed = true;
            foreach (var reader in _readers)
                await reader.DisposeAsync().ConfigureAwait(false);
            await _writer.DisposeAsync().ConfigureAwait(false);
            _readerGate.Release(MaxReaders);
        }
        finally
        {
            _writerGate.Release();
        }
    }

    private T Read<T>(Func<SqliteConnection, T> read)
    {
        if (!_readers.TryTake(out var reader))
            reader = Connect(_path, "PRAGMA query_only = ON;");
        try
        {
            return read(reader);
        }
        finally
        {
            _readers.Add(reader);
        }
    }

    private static SqliteConnection Connect(string path, string pragmas)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            DefaultTimeout = BusyTimeoutSeconds,
            Pooling = false,
        }.ToString());
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = pragmas;
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static T Guard<T>(string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (SqliteException exception)
        {
            throw new StoreFileException($"store file '{path}' {Reason(exception)}", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreFileException($"store file '{path}' cannot be opened: {exception.Message}", exception);
        }
    }

    private static string Reason(SqliteException exception) => exception.SqliteErrorCode switch
    {
        SQLitePCL.raw.SQLITE_NOTADB => "is not a SQLite database",
        SQLitePCL.raw.SQLITE_CORRUPT => "is damaged",
        SQLitePCL.raw.SQLITE_FULL => "cannot be written: the disk is full",
        SQLitePCL.raw.SQLITE_READONLY => "cannot be written: it is read-only",
        SQLitePCL.raw.SQLITE_CANTOPEN => "cannot be opened: it is a folder, or access is denied",
        SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED => "is locked by another process",
        _ => $"cannot be used: {exception.Message}",
    };
}
