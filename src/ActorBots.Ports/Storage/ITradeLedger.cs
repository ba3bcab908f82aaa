using System.Collections.Immutable;

namespace ActorBots.Ports.Storage;

/// <summary>The books for people and backends: positions and trades, projected from the journal.</summary>
public interface ITradeLedger
{
    /// <summary>
    /// Writes a batch of projected rows, then the offset they lead to: who sees the offset sees the rows. Idempotent: rows are keyed by their
    /// ids, a position row with a lower sequence number than the stored one is dropped, a trade that exists is left as it is. A batch with a
    /// row that cannot be stored is refused before anything is written. When the store fails, some rows may be written but never the offset
    /// without them; writing the batch again heals it.
    /// </summary>
    /// <param name="projection">The projection's name.</param>
    /// <param name="positions">Positions to put.</param>
    /// <param name="trades">Trades to add.</param>
    /// <param name="offset">How far the projection has come; opaque, never moves back.</param>
    /// <param name="cancellationToken">Ends the effort.</param>
    /// <exception cref="ArgumentException">A row has no id.</exception>
    Task WriteAsync(
        string projection,
        IReadOnlyCollection<PositionRow> positions,
        IReadOnlyCollection<TradeRow> trades,
        long offset,
        CancellationToken cancellationToken);

    /// <summary>How far a projection has come; zero before its first write.</summary>
    Task<long> GetOffsetAsync(string projection, CancellationToken cancellationToken);

    /// <summary>The open positions of a bot, or of all bots, by position id.</summary>
    Task<ImmutableArray<PositionRow>> ListOpenPositionsAsync(string? botId, CancellationToken cancellationToken);

    /// <summary>A position, or nothing.</summary>
    Task<PositionRow?> FindPositionAsync(string positionId, CancellationToken cancellationToken);

    /// <summary>All positions by id, ascending, open and closed.</summary>
    /// <param name="after">Where the page before ended; absent for the first page.</param>
    /// <param name="size">Most rows in the page; 1 to 1000.</param>
    /// <param name="cancellationToken">Ends the effort.</param>
    Task<Page<PositionRow>> ListPositionsAsync(string? after, int size, CancellationToken cancellationToken);

    /// <summary>Trades by closing time and id, newest first, of one bot or of all.</summary>
    Task<Page<TradeRow>> ListTradesAsync(string? botId, string? after, int size, CancellationToken cancellationToken);
}
