using System.Collections.Immutable;

namespace ActorBots.Ports.Storage;

/// <summary>The books for people and backends: positions and trades, projected from the journal.</summary>
public interface ITradeLedger
{
    /// <summary>
    /// Writes a batch of projected rows and the offset they lead to, in one transaction. Idempotent: rows are keyed by their ids, a
    /// position row with a lower sequence number than the stored one is dropped, a trade that exists is left as it is.
    /// </summary>
    /// <param name="projection">The projection's name.</param>
    /// <param name="positions">Positions to put.</param>
    /// <param name="trades">Trades to add.</param>
    /// <param name="offset">How far the projection has come; opaque, never moves back.</param>
    /// <param name="cancellationToken">Ends the effort.</param>
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

    /// <summary>Trades by closing time and id, newest first, of one bot or of all.</summary>
    Task<Page<TradeRow>> ListTradesAsync(string? botId, string? after, int size, CancellationToken cancellationToken);
}
