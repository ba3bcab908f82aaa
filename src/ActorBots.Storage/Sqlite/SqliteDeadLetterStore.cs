using ActorBots.Ports.Storage;
using Dapper;

namespace ActorBots.Storage.Sqlite;

/// <summary>Dead letters in a SQLite file.</summary>
internal sealed class SqliteDeadLetterStore : IDeadLetterStore
{
    private const string Columns = """
        _id AS Id, bot_id AS BotId, event_type AS EventType, endpoint AS Endpoint, payload AS Payload, last_error AS LastError,
        attempts AS Attempts, failed_at AS FailedAt
        """;

    private const string Put = """
        INSERT OR REPLACE INTO dead_letters (_id, bot_id, event_type, endpoint, payload, last_error, attempts, failed_at)
        VALUES (@Id, @BotId, @EventType, @Endpoint, @Payload, @LastError, @Attempts, @FailedAt)
        """;

    private readonly SqliteFile _file;

    public SqliteDeadLetterStore(SqliteFile file)
    {
        _file = file;
    }

    /// <inheritdoc />
    public Task AddAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        StoreArgument.CheckId(letter.NotificationId);
        var record = DeadLetterRecord.Of(letter);
        return _file.WriteAsync((connection, transaction) => connection.Execute(Put, record, transaction), cancellationToken);
    }

    /// <inheritdoc />
    public async Task<Page<DeadLetter>> ListAsync(string? botId, string? after, int size, CancellationToken cancellationToken)
    {
        StoreArgument.CheckPageSize(size);
        var filter = botId is null ? string.Empty : "AND bot_id = @botId";
        var rows = await _file.ReadAsync(
            connection => connection
                .Query<DeadLetterRecord>(
                    $"SELECT {Columns} FROM dead_letters WHERE _id > @after {filter} ORDER BY _id LIMIT @limit",
                    new { botId, after = after ?? string.Empty, limit = size + 1 })
                .Select(static record => record.ToLetter())
                .ToList(),
            cancellationToken).ConfigureAwait(false);
        return Paging.Cut(rows, size, static letter => letter.NotificationId);
    }

    /// <inheritdoc />
    public Task RemoveAsync(string notificationId, CancellationToken cancellationToken) =>
        _file.WriteAsync(
            (connection, transaction) =>
                connection.Execute("DELETE FROM dead_letters WHERE _id = @notificationId", new { notificationId }, transaction),
            cancellationToken);
}
