using ActorBots.Ports.Storage;

namespace ActorBots.Storage.Memory;

/// <summary>Dead letters in memory.</summary>
internal sealed class MemoryDeadLetterStore : IDeadLetterStore
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, DeadLetter> _letters = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public Task AddAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        StoreArgument.CheckId(letter.NotificationId);
        lock (_gate)
            _letters[letter.NotificationId] = letter with { FailedAt = StoredInstant.Cut(letter.FailedAt) };

        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task<Page<DeadLetter>> ListAsync(string? botId, string? after, int size, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        StoreArgument.CheckPageSize(size);
        lock (_gate)
        {
            var rows = _letters.Values
                .Where(l => (botId is null || l.BotId == botId) && (after is null || string.CompareOrdinal(l.NotificationId, after) > 0))
                .Take(size + 1)
                .ToList();
            return Task.FromResult(Paging.Cut(rows, size, static l => l.NotificationId));
        }
    }

    /// <inheritdoc />
    public Task RemoveAsync(string notificationId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
            _letters.Remove(notificationId);

        return Task.CompletedTask;
    }
}
