using System.Collections.Immutable;
using ActorBots.Ports.Storage;
using Dapper;

namespace ActorBots.Storage.Sqlite;

/// <summary>Positions and trades in a SQLite file.</summary>
internal sealed class SqliteTradeLedger : ITradeLedger
{
    private const string PositionColumns = """
        _id AS Id, bot_id AS BotId, user_id AS UserId, exchange AS Exchange, symbol AS Symbol, side AS Side, quantity AS Quantity,
        entry_price AS EntryPrice, target_price AS TargetPrice, stop_loss AS StopLoss, trailing_stop AS TrailingStop, status AS Status,
        entry_order_id AS EntryOrderId, stop_order_id AS StopOrderId, opened_at AS OpenedAt, closed_at AS ClosedAt,
        sequence_number AS SequenceNumber
        """;

    private const string TradeColumns = """
        _id AS Id, bot_id AS BotId, user_id AS UserId, position_id AS PositionId, symbol AS Symbol, side AS Side, quantity AS Quantity,
        entry_price AS EntryPrice, exit_price AS ExitPrice, fees AS Fees, funding AS Funding, pnl AS Pnl, exit_reason AS ExitReason,
        opened_at AS OpenedAt, closed_at AS ClosedAt
        """;

    private const string PutPosition = """
        INSERT INTO positions (_id, bot_id, user_id, exchange, symbol, side, quantity, entry_price, target_price, stop_loss,
            trailing_stop, status, entry_order_id, stop_order_id, opened_at, closed_at, sequence_number)
        VALUES (@Id, @BotId, @UserId, @Exchange, @Symbol, @Side, @Quantity, @EntryPrice, @TargetPrice, @StopLoss,
            @TrailingStop, @Status, @EntryOrderId, @StopOrderId, @OpenedAt, @ClosedAt, @SequenceNumber)
        ON CONFLICT (_id) DO UPDATE SET
            bot_id = excluded.bot_id, user_id = excluded.user_id, exchange = excluded.exchange, symbol = excluded.symbol,
            side = excluded.side, quantity = excluded.quantity, entry_price = excluded.entry_price,
            target_price = excluded.target_price, stop_loss = excluded.stop_loss, trailing_stop = excluded.trailing_stop,
            status = excluded.status, entry_order_id = excluded.entry_order_id, stop_order_id = excluded.stop_order_id,
            opened_at = excluded.opened_at, closed_at = excluded.closed_at, sequence_number = excluded.sequence_number
        WHERE excluded.sequence_number >= positions.sequence_number
        """;

    private const string AddTrade = """
        INSERT INTO trades (_id, bot_id, user_id, position_id, symbol, side, quantity, entry_price, exit_price, fees, funding, pnl,
            exit_reason, opened_at, closed_at)
        VALUES (@Id, @BotId, @UserId, @PositionId, @Symbol, @Side, @Quantity, @EntryPrice, @ExitPrice, @Fees, @Funding, @Pnl,
            @ExitReason, @OpenedAt, @ClosedAt)
        ON CONFLICT (_id) DO NOTHING
        """;

    private const string MoveOffset = """
        INSERT INTO projections (name, position) VALUES (@projection, @offset)
        ON CONFLICT (name) DO UPDATE SET position = max(position, excluded.position)
        """;

    private readonly SqliteFile _file;

    public SqliteTradeLedger(SqliteFile file)
    {
        _file = file;
    }

    /// <inheritdoc />
    public Task WriteAsync(
        string projection,
        IReadOnlyCollection<PositionRow> positions,
        IReadOnlyCollection<TradeRow> trades,
        long offset,
        CancellationToken cancellationToken)
    {
        StoreArgument.CheckBatch(positions, trades);
        var positionRecords = positions.Select(PositionRecord.Of).ToList();
        var tradeRecords = trades.Select(TradeRecord.Of).ToList();
        return _file.WriteAsync(
            (connection, transaction) =>
            {
                connection.Execute(PutPosition, positionRecords, transaction);
                connection.Execute(AddTrade, tradeRecords, transaction);
                connection.Execute(MoveOffset, new { projection, offset }, transaction);
            },
            cancellationToken);
    }

    /// <inheritdoc />
    public Task<long> GetOffsetAsync(string projection, CancellationToken cancellationToken) =>
        _file.ReadAsync(
            connection => connection.ExecuteScalar<long>("SELECT position FROM projections WHERE name = @projection", new { projection }),
            cancellationToken);

    /// <inheritdoc />
    public Task<ImmutableArray<PositionRow>> ListOpenPositionsAsync(string? botId, CancellationToken cancellationToken)
    {
        var filter = botId is null ? string.Empty : "AND bot_id = @botId";
        return _file.ReadAsync(
            connection => connection
                .Query<PositionRecord>(
                    $"SELECT {PositionColumns} FROM positions WHERE status = 'OPEN' {filter} ORDER BY _id", new { botId })
                .Select(static record => record.ToRow())
                .ToImmutableArray(),
            cancellationToken);
    }

    /// <inheritdoc />
    public Task<PositionRow?> FindPositionAsync(string positionId, CancellationToken cancellationToken) =>
        _file.ReadAsync(
            connection => connection
                .QuerySingleOrDefault<PositionRecord>(
                    $"SELECT {PositionColumns} FROM positions WHERE _id = @positionId", new { positionId })
                ?.ToRow(),
            cancellationToken);

    /// <inheritdoc />
    public async Task<Page<PositionRow>> ListPositionsAsync(string? after, int size, CancellationToken cancellationToken)
    {
        StoreArgument.CheckPageSize(size);
        var rows = await _file.ReadAsync(
            connection => connection
                .Query<PositionRecord>(
                    $"SELECT {PositionColumns} FROM positions WHERE _id > @after ORDER BY _id LIMIT @limit",
                    new { after = after ?? string.Empty, limit = size + 1 })
                .Select(static record => record.ToRow())
                .ToList(),
            cancellationToken).ConfigureAwait(false);
        return Paging.Cut(rows, size, static position => position.PositionId);
    }

    /// <inheritdoc />
    public async Task<Page<TradeRow>> ListTradesAsync(string? botId, string? after, int size, CancellationToken cancellationToken)
    {
        StoreArgument.CheckPageSize(size);
        var place = after is null ? new TradeCursor(long.MaxValue, string.Empty) : TradeCursor.Parse(after);
        var filter = botId is null ? string.Empty : "AND bot_id = @botId";
        var rows = await _file.ReadAsync(
            connection => connection
                .Query<TradeRecord>(
                    $"""
                    SELECT {TradeColumns} FROM trades
                    WHERE (closed_at, _id) < (@ClosedAtMs, @TradeId) {filter}
                    ORDER BY closed_at DESC, _id DESC LIMIT @limit
                    """,
                    new { place.ClosedAtMs, place.TradeId, botId, limit = size + 1 })
                .Select(static record => record.ToRow())
                .ToList(),
            cancellationToken).ConfigureAwait(false);
        return Paging.Cut(rows, size, static trade => TradeCursor.Of(trade).ToString());
    }
}
