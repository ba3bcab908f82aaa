using System.Collections.Concurrent;
using ActorBots.Ports.Storage;

namespace ActorBots.Actors.Tests.Notifications;

/// <summary>A dead letter store that can be broken for a while.</summary>
internal sealed class RecordingDeadLetterStore : IDeadLetterStore
{
    private readonly ConcurrentQueue<DeadLetter> _letters = new();
    private int _refusals;

    public volatile bool IsBroken;

    public IReadOnlyList<DeadLetter> Letters => [.. _letters];

    public int Refusals => Volatile.Read(ref _refusals);

    public Task AddAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        if (IsBroken)
        {
            Interlocked.Increment(ref _refusals);
            throw new InvalidOperationException("the disk is full");
        }

        _letters.Enqueue(letter);
        return Task.CompletedTask;
    }

    public Task<Page<DeadLetter>> ListAsync(string? botId, string? after, int size, CancellationToken cancellationToken) =>
        Task.FromResult(new Page<DeadLetter>([.. _letters], null));

    public Task RemoveAsync(string notificationId, CancellationToken cancellationToken) => Task.CompletedTask;
}
