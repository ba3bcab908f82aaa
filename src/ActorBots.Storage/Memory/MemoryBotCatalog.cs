using ActorBots.Ports.Storage;

namespace ActorBots.Storage.Memory;

/// <summary>Bots in memory.</summary>
internal sealed class MemoryBotCatalog : IBotCatalog
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, BotDocument> _documents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BotStatusRow> _statuses = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public Task<BotDocument?> FindAsync(string botId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
            return Task.FromResult(_documents.GetValueOrDefault(botId));
    }

    /// <inheritdoc />
    public Task PutAsync(BotDocument document, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        StoreArgument.CheckDocument(document);
        lock (_gate)
        {
            _documents[document.BotId] = _documents.TryGetValue(document.BotId, out var stored)
                ? document with { CreatedAt = stored.CreatedAt, ExtraJson = document.ExtraJson ?? stored.ExtraJson }
                : document with { CreatedAt = StoredInstant.Cut(document.CreatedAt) };
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task<Page<BotDocument>> ListAsync(string? after, int size, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        StoreArgument.CheckPageSize(size);
        lock (_gate)
        {
            var rows = _documents.Values.Where(d => after is null || string.CompareOrdinal(d.BotId, after) > 0).Take(size + 1).ToList();
            return Task.FromResult(Paging.Cut(rows, size, static d => d.BotId));
        }
    }

    /// <inheritdoc />
    public Task WriteStatusAsync(IReadOnlyCollection<BotStatusRow> rows, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            foreach (var row in rows.Where(r => _documents.ContainsKey(r.BotId)))
                _statuses[row.BotId] = Merge(row with { LastHeartbeat = StoredInstant.Cut(row.LastHeartbeat) });
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task<BotStatusRow?> FindStatusAsync(string botId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
            return Task.FromResult(_statuses.GetValueOrDefault(botId));
    }

    /// <inheritdoc />
    public Task<Page<string>> ListShouldRunAsync(string? after, int size, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        StoreArgument.CheckPageSize(size);
        lock (_gate)
        {
            var ids = _statuses.Values
                .Where(s => s.DesiredStatus is "RUNNING" or "PAUSED" && (after is null || string.CompareOrdinal(s.BotId, after) > 0))
                .Select(static s => s.BotId)
                .Order(StringComparer.Ordinal)
                .Take(size + 1)
                .ToList();
            return Task.FromResult(Paging.Cut(ids, size, static id => id));
        }
    }

    private BotStatusRow Merge(BotStatusRow row)
    {
        if (!_statuses.TryGetValue(row.BotId, out var stored))
            return row;

        var heartbeat = row.LastHeartbeat > stored.LastHeartbeat ? row.LastHeartbeat : stored.LastHeartbeat;
        var isOlder = row.SequenceNumber < stored.SequenceNumber
            || (row.SequenceNumber == stored.SequenceNumber && row.LastHeartbeat < stored.LastHeartbeat);
        return (isOlder ? stored : row) with { LastHeartbeat = heartbeat };
    }
}
