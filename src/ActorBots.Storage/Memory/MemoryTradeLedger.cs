using System.Collections.Immutable;
using ActorBots.Ports.Storage;

namespace ActorBots.Storage.Memory;

/// <summary>Positions and trades in memory.</summary>
internal sealed class MemoryTradeLedger : ITradeLedger
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, PositionRow> _positions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TradeRow> _trades = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _offsets = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public Task WriteAsync(
        string projection,
        IReadOnlyCollection<PositionRow> positions,
        IReadOnlyCollection<TradeRow> trades,
        long offset,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        StoreArgument.CheckBatch(positions, trades);
        lock (_gate)
        {
            foreach (var position in positions)
            {
                if (!_positions.TryGetValue(position.PositionId, out var stored) || position.SequenceNumber >= stored.SequenceNumber)
                    _positions[position.PositionId] = Cut(position);
            }

            foreach (var trade in trades)
                _trades.TryAdd(trade.TradeId, Cut(trade));

            _offsets[projection] = Math.Max(offset, _offsets.GetValueOrDefault(projection));
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task<long> GetOffsetAsync(string projection, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
            return Task.FromResult(_offsets.GetValueOrDefault(projection));
    }

    /// <inheritdoc />
    public Task<ImmutableArray<PositionRow>> ListOpenPositionsAsync(string? botId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
            return Task.FromResult(_positions.Values.Where(p => p.IsOpen && (botId is null || p.BotId == botId)).ToImmutableArray());
    }

    /// <inheritdoc />
    public Task<PositionRow?> FindPositionAsync(string positionId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
            return Task.FromResult(_positions.GetValueOrDefault(positionId));
    }

    /// <inheritdoc />
    public Task<Page<PositionRow>> ListPositionsAsync(string? after, int size, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        StoreArgument.CheckPageSize(size);
        lock (_gate)
        {
            var rows = _positions.Values
                .Where(p => after is null || string.CompareOrdinal(p.PositionId, after) > 0)
                .Take(size + 1)
                .ToList();
            return Task.FromResult(Paging.Cut(rows, size, static p => p.PositionId));
        }
    }

    /// <inheritdoc />
    public Task<Page<TradeRow>> ListTradesAsync(string? botId, string? after, int size, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        StoreArgument.CheckPageSize(size);
        TradeCursor? place = after is null ? null : TradeCursor.Parse(after);
        lock (_gate)
        {
            var rows = _trades.Values
                .Where(t => (botId is null || t.BotId == botId) && (place is not { } from || from.IsBefore(t)))
                .OrderByDescending(t => t.ClosedAt)
                .ThenByDescending(t => t.TradeId, StringComparer.Ordinal)
                .Take(size + 1)
                .ToList();
            return Task.FromResult(Paging.Cut(rows, size, static t => TradeCursor.Of(t).ToString()));
        }
    }

    private static PositionRow Cut(PositionRow row) => row with
    {
        OpenedAt = StoredInstant.Cut(row.OpenedAt),
        ClosedAt = row.ClosedAt is { } closedAt ? StoredInstant.Cut(closedAt) : null,
    };

    private static TradeRow Cut(TradeRow row) => row with
    {
        OpenedAt = StoredInstant.Cut(row.OpenedAt),
        ClosedAt = StoredInstant.Cut(row.ClosedAt),
    };
}
