using ActorBots.Ports.Storage;
using Dapper;

namespace ActorBots.Storage.Sqlite;

/// <summary>Bots in a SQLite file.</summary>
internal sealed class SqliteBotCatalog : IBotCatalog
{
    private const string DocumentColumns =
        "_id AS Id, user_id AS UserId, name AS Name, exchange AS Exchange, account AS Account, config AS Config, extra AS Extra, created_at AS CreatedAt";

    private const string StatusColumns = """
        _id AS Id, status AS Status, desired_status AS DesiredStatus, total_realized_pnl AS TotalRealizedPnl,
        unrealized_pnl AS UnrealizedPnl, trades_today AS TradesToday, trades_total AS TradesTotal, wins AS Wins, losses AS Losses,
        max_drawdown AS MaxDrawdown, last_error AS LastError, last_heartbeat AS LastHeartbeat, sequence_number AS SequenceNumber
        """;

    private const string Put = """
        INSERT INTO bots (_id, user_id, name, exchange, account, config, extra, created_at, updated_at)
        VALUES (@Id, @UserId, @Name, @Exchange, @Account, @Config, @Extra, @CreatedAt, @UpdatedAt)
        ON CONFLICT (_id) DO UPDATE SET
            user_id = excluded.user_id, name = excluded.name, exchange = excluded.exchange, account = excluded.account,
            config = excluded.config, extra = coalesce(excluded.extra, extra), updated_at = excluded.updated_at
        """;

    private const string WriteStatus = """
        UPDATE bots SET
            status = @Status, desired_status = @DesiredStatus, total_realized_pnl = @TotalRealizedPnl,
            unrealized_pnl = @UnrealizedPnl, trades_today = @TradesToday, trades_total = @TradesTotal, wins = @Wins,
            losses = @Losses, max_drawdown = @MaxDrawdown, last_error = @LastError, sequence_number = @SequenceNumber
        WHERE _id = @Id AND (sequence_number IS NULL OR sequence_number < @SequenceNumber
            OR (sequence_number = @SequenceNumber AND last_heartbeat <= @LastHeartbeat));
        UPDATE bots SET last_heartbeat = max(coalesce(last_heartbeat, @LastHeartbeat), @LastHeartbeat) WHERE _id = @Id;
        """;

    private const string ShouldRun = """
        SELECT _id FROM bots
        WHERE desired_status IN ('RUNNING', 'PAUSED') AND sequence_number IS NOT NULL AND _id > @after
        ORDER BY _id LIMIT @limit
        """;

    private readonly SqliteFile _file;
    private readonly TimeProvider _time;

    public SqliteBotCatalog(SqliteFile file, TimeProvider time)
    {
        _file = file;
        _time = time;
    }

    /// <inheritdoc />
    public Task<BotDocument?> FindAsync(string botId, CancellationToken cancellationToken) =>
        _file.ReadAsync(
            connection => connection
                .QuerySingleOrDefault<BotRecord>($"SELECT {DocumentColumns} FROM bots WHERE _id = @botId", new { botId })
                ?.ToDocument(),
            cancellationToken);

    /// <inheritdoc />
    public Task PutAsync(BotDocument document, CancellationToken cancellationToken)
    {
        StoreArgument.CheckDocument(document);
        var record = BotRecord.Of(document, _time.GetUtcNow());
        return _file.WriteAsync((connection, transaction) => connection.Execute(Put, record, transaction), cancellationToken);
    }

    /// <inheritdoc />
    public async Task<Page<BotDocument>> ListAsync(string? after, int size, CancellationToken cancellationToken)
    {
        StoreArgument.CheckPageSize(size);
        var rows = await _file.ReadAsync(
            connection => connection
                .Query<BotRecord>(
                    $"SELECT {DocumentColumns} FROM bots WHERE _id > @after ORDER BY _id LIMIT @limit",
                    new { after = after ?? string.Empty, limit = size + 1 })
                .Select(static record => record.ToDocument())
                .ToList(),
            cancellationToken).ConfigureAwait(false);
        return Paging.Cut(rows, size, static document => document.BotId);
    }

    /// <inheritdoc />
    public Task WriteStatusAsync(IReadOnlyCollection<BotStatusRow> rows, CancellationToken cancellationToken)
    {
        var records = rows.Select(BotStatusRecord.Of).ToList();
        return records.Count == 0
            ? Task.CompletedTask
            : _file.WriteAsync((connection, transaction) => connection.Execute(WriteStatus, records, transaction), cancellationToken);
    }

    /// <inheritdoc />
    public Task<BotStatusRow?> FindStatusAsync(string botId, CancellationToken cancellationToken) =>
        _file.ReadAsync(
            connection => connection
                .QuerySingleOrDefault<BotStatusRecord>(
                    $"SELECT {StatusColumns} FROM bots WHERE _id = @botId AND sequence_number IS NOT NULL", new { botId })
                ?.ToRow(),
            cancellationToken);

    /// <inheritdoc />
    public async Task<Page<string>> ListShouldRunAsync(string? after, int size, CancellationToken cancellationToken)
    {
        StoreArgument.CheckPageSize(size);
        var ids = await _file.ReadAsync(
            connection => connection
                .Query<string>(ShouldRun, new { after = after ?? string.Empty, limit = size + 1 })
                .ToList(),
            cancellationToken).ConfigureAwait(false);
        return Paging.Cut(ids, size, static id => id);
    }
}
