using ActorBots.Storage.Sqlite;
using ActorBots.Testing.Storage;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ActorBots.Storage.Tests.Sqlite;

public sealed class SqliteStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string StorePath => _folder.File("store.db");

    public void Dispose() => _folder.Delete();

    [Fact]
    public async Task OpenAsync_MissingFolder_IsMade()
    {
        await using var store = await SqliteStore.OpenAsync(_folder.File("deep/er/store.db"), TimeProvider.System, CancellationToken.None);

        Assert.True(File.Exists(_folder.File("deep/er/store.db")));
    }

    [Fact]
    public async Task OpenAsync_FileThatIsNoDatabase_SaysSoInOneSentence()
    {
        await File.WriteAllTextAsync(StorePath, string.Join('\n', Enumerable.Repeat("this is a shopping list", 100)));

        var error = await Assert.ThrowsAsync<StoreFileException>(() => OpenAsync());

        Assert.Equal($"store file '{StorePath}' is not a SQLite database", error.Message);
    }

    [Fact]
    public async Task OpenAsync_DamagedFile_SaysSoInOneSentence()
    {
        await using (var store = await OpenAsync())
            await store.Bots.PutAsync(SomeRows.Bot(), CancellationToken.None);
        var bytes = await File.ReadAllBytesAsync(StorePath);
        bytes.AsSpan(100, bytes.Length - 100).Fill(0xA5);
        await File.WriteAllBytesAsync(StorePath, bytes);

        var error = await Assert.ThrowsAsync<StoreFileException>(() => OpenAsync());

        Assert.Equal($"store file '{StorePath}' is damaged", error.Message);
    }

    [Fact]
    public async Task OpenAsync_PathIsAFolder_SaysSoInOneSentence()
    {
        Directory.CreateDirectory(StorePath);

        var error = await Assert.ThrowsAsync<StoreFileException>(() => OpenAsync());

        Assert.Equal($"store file '{StorePath}' cannot be opened: it is a folder, or access is denied", error.Message);
    }

    [Fact]
    public async Task OpenAsync_FolderIsAFile_SaysSo()
    {
        await File.WriteAllTextAsync(_folder.File("file"), "x");

        var error = await Assert.ThrowsAsync<StoreFileException>(
            () => SqliteStore.OpenAsync(_folder.File("file/store.db"), TimeProvider.System, CancellationToken.None));

        Assert.StartsWith($"store file '{_folder.File("file/store.db")}' cannot be opened: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAsync_FileOfANewerProgram_IsRefusedUntouched()
    {
        await using (await OpenAsync())
        {
        }

        Execute("INSERT INTO schema_versions (version, applied_at) VALUES (99, 0)");

        var error = await Assert.ThrowsAsync<StoreFileException>(() => OpenAsync());

        Assert.Contains("schema version 99; this program knows versions up to 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAsync_ManyProcessesAtOnce_OneMigratesAndAllOpen()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => OpenAsync())));

        foreach (var store in stores)
            await store.DisposeAsync();
        Assert.Equal(2, Scalar<long>("SELECT count(*) FROM schema_versions"));
    }

    [Fact]
    public async Task OpenAsync_ForeignTablesInTheFile_StayAsTheyAre()
    {
        Execute("CREATE TABLE journal (x INTEGER); INSERT INTO journal VALUES (5)");

        await using var store = await OpenAsync();

        Assert.Equal(5, Scalar<long>("SELECT x FROM journal"));
    }

    [Fact]
    public async Task WriteAsync_EngineFailsInTheMiddleOfABatch_NeitherRowsNorOffsetStay()
    {
        await using var store = await OpenAsync();
        Execute("""
            CREATE TRIGGER broken BEFORE INSERT ON trades WHEN new._id = 'bot-1-t000002'
            BEGIN SELECT RAISE(ABORT, 'broken disk'); END
            """);

        var error = await Assert.ThrowsAsync<StoreFileException>(() => store.Ledger.WriteAsync(
            "books", [SomeRows.Position()], [SomeRows.Trade(1), SomeRows.Trade(2)], 5, CancellationToken.None));

        Assert.Contains("broken disk", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, await store.Ledger.GetOffsetAsync("books", CancellationToken.None));
        Assert.Empty(await store.Ledger.ListOpenPositionsAsync(null, CancellationToken.None));
        Assert.Empty((await store.Ledger.ListTradesAsync(null, null, 10, CancellationToken.None)).Items);
    }

    [Fact]
    public async Task OpenAsync_AnyFile_IsDurableAndTyped()
    {
        await using var store = await OpenAsync();
        await store.Ledger.WriteAsync("books", [], [SomeRows.Trade()], 1, CancellationToken.None);

        Assert.Equal("wal", Scalar<string>("PRAGMA journal_mode"));
        Assert.Equal("text", Scalar<string>("SELECT typeof(pnl) FROM trades"));
        Assert.Equal("integer", Scalar<string>("SELECT typeof(closed_at) FROM trades"));
        Assert.Equal(SomeRows.Trade().ClosedAt.ToUnixTimeMilliseconds(), Scalar<long>("SELECT closed_at FROM trades"));
    }

    [Fact]
    public async Task ReadAsync_WhileAnotherProcessWrites_DoesNotWait()
    {
        await using var store = await OpenAsync();
        await using var other = new SqliteConnection($"Data Source={StorePath};Pooling=False");
        await other.OpenAsync();
        await using var held = await other.BeginTransactionAsync();
        await other.ExecuteAsync("INSERT INTO projections VALUES ('x', 1)", transaction: held);

        var read = store.Ledger.GetOffsetAsync("books", CancellationToken.None);

        Assert.Equal(0, await read.WaitAsync(TimeSpan.FromSeconds(3)));
        await held.RollbackAsync();
    }

    [Fact]
    public async Task AnyOperation_AfterDispose_IsRefused()
    {
        var store = await OpenAsync();
        await store.DisposeAsync();
        await store.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.Bots.FindAsync("bot-1", CancellationToken.None));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.Bots.PutAsync(SomeRows.Bot(), CancellationToken.None));
    }

    [Fact]
    public void Migrate_OldFile_RunsOnlyWhatIsNew()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        SqliteSchema.Migrate(connection, ["CREATE TABLE a (x INTEGER)"], SomeRows.At);
        connection.Execute("INSERT INTO a VALUES (1)");

        SqliteSchema.Migrate(connection, ["CREATE TABLE a (x INTEGER)", "ALTER TABLE a ADD COLUMN y INTEGER DEFAULT 7"], SomeRows.At);

        Assert.Equal(7, connection.ExecuteScalar<long>("SELECT y FROM a"));
        Assert.Equal([1L, 2L], connection.Query<long>("SELECT version FROM schema_versions ORDER BY version"));
    }

    [Fact]
    public void Migrate_ScriptFails_LeavesTheOldVersionWhole()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        SqliteSchema.Migrate(connection, ["CREATE TABLE a (x INTEGER)"], SomeRows.At);

        Assert.Throws<SqliteException>(() => SqliteSchema.Migrate(
            connection, ["CREATE TABLE a (x INTEGER)", "CREATE TABLE b (x INTEGER)", "NO SQL"], SomeRows.At));

        Assert.Equal(1, connection.ExecuteScalar<long>("SELECT max(version) FROM schema_versions"));
        Assert.Equal(0, connection.ExecuteScalar<long>("SELECT count(*) FROM sqlite_master WHERE name = 'b'"));
    }

    private Task<SqliteStore> OpenAsync() => SqliteStore.OpenAsync(StorePath, TimeProvider.System, CancellationToken.None);

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={StorePath};Pooling=False");
        connection.Execute(sql);
    }

    private T? Scalar<T>(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={StorePath};Pooling=False");
        return connection.ExecuteScalar<T>(sql);
    }
}
