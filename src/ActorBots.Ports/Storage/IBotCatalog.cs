namespace ActorBots.Ports.Storage;

/// <summary>The bots as documents: configuration in, status, heartbeat and performance out.</summary>
public interface IBotCatalog
{
    /// <summary>The document of a bot, or nothing.</summary>
    Task<BotDocument?> FindAsync(string botId, CancellationToken cancellationToken);

    /// <summary>Adds a document, or replaces the configuration side of it. Status fields and unknown fields stay.</summary>
    Task PutAsync(BotDocument document, CancellationToken cancellationToken);

    /// <summary>All documents by id, ascending.</summary>
    /// <param name="after">Where the page before ended; absent for the first page.</param>
    /// <param name="size">Most rows in the page; 1 to 1000.</param>
    /// <param name="cancellationToken">Ends the effort.</param>
    Task<Page<BotDocument>> ListAsync(string? after, int size, CancellationToken cancellationToken);

    /// <summary>Writes status rows. A row with a lower sequence number than the stored one only refreshes the heartbeat; a bot without a document is skipped.</summary>
    Task WriteStatusAsync(IReadOnlyCollection<BotStatusRow> rows, CancellationToken cancellationToken);

    /// <summary>The status of a bot, or nothing before its first write.</summary>
    Task<BotStatusRow?> FindStatusAsync(string botId, CancellationToken cancellationToken);
}
