namespace ActorBots.Ports.Storage;

/// <summary>The bots as documents: configuration in, status, heartbeat and performance out.</summary>
public interface IBotCatalog
{
    /// <summary>The document of a bot, or nothing. A bad document comes back with its <see cref="BotDocument.Problems"/>; it never throws.</summary>
    Task<BotDocument?> FindAsync(string botId, CancellationToken cancellationToken);

    /// <summary>
    /// Adds a document, or replaces the configuration side of it. Status fields and the creation instant stay; unknown fields stay
    /// unless the document brings its own.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// The document has problems; or the configuration or the unknown fields are not a JSON object of valid Unicode in which no name is
    /// given twice or has a NUL; or an unknown field's name is empty, begins with <c>$</c>, has a dot, or is one of the engine's own.
    /// </exception>
    Task PutAsync(BotDocument document, CancellationToken cancellationToken);

    /// <summary>All documents by id, ascending, bad ones with their <see cref="BotDocument.Problems"/>.</summary>
    /// <param name="after">Where the page before ended; absent for the first page.</param>
    /// <param name="size">Most rows in the page; 1 to 1000.</param>
    /// <param name="cancellationToken">Ends the effort.</param>
    Task<Page<BotDocument>> ListAsync(string? after, int size, CancellationToken cancellationToken);

    /// <summary>
    /// Writes status rows, in any order. A row that is older than the stored one (lower sequence number, or the same and an earlier
    /// heartbeat) only refreshes the heartbeat, which never moves back; a bot without a document is skipped. Each row is written whole or
    /// not at all; when the store fails some may be written and others not, and writing all of them again heals it.
    /// </summary>
    Task WriteStatusAsync(IReadOnlyCollection<BotStatusRow> rows, CancellationToken cancellationToken);

    /// <summary>The status of a bot, or nothing before its first write.</summary>
    Task<BotStatusRow?> FindStatusAsync(string botId, CancellationToken cancellationToken);

    /// <summary>
    /// The ids of the bots that should live, ascending: those whose last written status has the desired status <c>RUNNING</c> or
    /// <c>PAUSED</c>. Cheap for many bots: an index answers it.
    /// </summary>
    /// <param name="after">Where the page before ended; absent for the first page.</param>
    /// <param name="size">Most ids in the page; 1 to 1000.</param>
    /// <param name="cancellationToken">Ends the effort.</param>
    Task<Page<string>> ListShouldRunAsync(string? after, int size, CancellationToken cancellationToken);
}
