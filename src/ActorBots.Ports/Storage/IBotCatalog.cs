namespace ActorBots.Ports.Storage;

/// <summary>The bots as documents: configuration in, status, heartbeat and performance out.</summary>
public interface IBotCatalog
{
    /// <summary>The document of a bot, or nothing.</summary>
    Task<BotDocument?> FindAsync(string botId, CancellationToken cancellationToken);

    /// <summary>
    /// Adds a document, or replaces the configuration side of it. Status fields and the creation instant stay; unknown fields stay
    /// unless the document brings its own.
    /// </summary>
    /// <exception cref="ArgumentException">The configuration or the unknown fields are not a JSON object.</exception>
    Task PutAsync(BotDocument document, CancellationToken cancellationToken);

    /// <summary>All documents by id, ascending.</summary>
    /// <param name="after">Where the page before ended; absent for the first page.</param>
    /// <param name="size">Most rows in the page; 1 to 1000.</param>
    /// <param name="cancellationToken">Ends the effort.</param>
    Task<Page<BotDocument>> ListAsync(string? after, int size, CancellationToken cancellationToken);

    /// <summary>
    /// Writes status rows, all or none. A row that is older than the stored one (lower sequence number, or the same and an earlier
    /// heartbeat) only refreshes the heartbeat, which never moves back; a bot without a document is skipped.
    /// </summary>
    Task WriteStatusAsync(IReadOnlyCollection<BotStatusRow> rows, CancellationToken cancellationToken);

    /// <summary>The status of a bot, or nothing before its first write.</summary>
    Task<BotStatusRow?> FindStatusAsync(string botId, CancellationToken cancellationToken);
}
