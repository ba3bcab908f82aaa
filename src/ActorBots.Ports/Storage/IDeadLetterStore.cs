namespace ActorBots.Ports.Storage;

/// <summary>Notifications that could not be delivered.</summary>
public interface IDeadLetterStore
{
    /// <summary>Keeps a dead letter; the same id again replaces it.</summary>
    Task AddAsync(DeadLetter letter, CancellationToken cancellationToken);

    /// <summary>Dead letters by id, of one bot or of all.</summary>
    Task<Page<DeadLetter>> ListAsync(string? botId, string? after, int size, CancellationToken cancellationToken);

    /// <summary>Removes one, after a replay; nothing happens when it is not there.</summary>
    Task RemoveAsync(string notificationId, CancellationToken cancellationToken);
}
