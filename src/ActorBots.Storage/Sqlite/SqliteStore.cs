using ActorBots.Ports.Storage;

namespace ActorBots.Storage.Sqlite;

/// <summary>
/// A store in one SQLite file: write-ahead log, full synchronisation (what was answered survives a power cut), one guarded writer,
/// a few readers that never wait for it. Other components may keep their own tables in the same file.
/// </summary>
public sealed class SqliteStore : IStore
{
    private readonly SqliteFile _file;

    private SqliteStore(SqliteFile file, TimeProvider time)
    {
        _file = file;
        Bots = new SqliteBotCatalog(file, time);
        Ledger = new SqliteTradeLedger(file);
        DeadLetters = new SqliteDeadLetterStore(file);
    }

    /// <inheritdoc />
    public IBotCatalog Bots { get; }

    /// <inheritdoc />
    public ITradeLedger Ledger { get; }

    /// <inheritdoc />
    public IDeadLetterStore DeadLetters { get; }

    /// <summary>Opens the file, makes it and its folder when missing, and brings its tables to the newest version.</summary>
    /// <param name="path">The file; relative paths start at the process's working folder.</param>
    /// <param name="time">The wall clock, for the instants that the store itself notes.</param>
    /// <param name="cancellationToken">Ends the effort.</param>
    /// <exception cref="StoreFileException">
    /// The file is no SQLite database, is damaged, was written by a newer version, is locked, or cannot be read or written.
    /// </exception>
    public static async Task<SqliteStore> OpenAsync(string path, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(time);
        var file = await SqliteFile.OpenAsync(
            path, connection => SqliteSchema.Migrate(connection, SqliteSchema.Migrations, time.GetUtcNow()), cancellationToken);
        return new SqliteStore(file, time);
    }

    /// <summary>Waits for the operations under way and closes the file.</summary>
    public ValueTask DisposeAsync() => _file.DisposeAsync();
}
