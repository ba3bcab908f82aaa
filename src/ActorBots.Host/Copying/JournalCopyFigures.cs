namespace ActorBots.Host.Copying;

/// <summary>What was copied of a journal.</summary>
/// <param name="PersistenceIds">Persistence ids looked at.</param>
/// <param name="Events">Events written; those that were there already are not counted.</param>
/// <param name="Snapshots">Snapshots written.</param>
internal readonly record struct JournalCopyFigures(long PersistenceIds, long Events, long Snapshots)
{
    public static JournalCopyFigures operator +(JournalCopyFigures a, JournalCopyFigures b) =>
        new(a.PersistenceIds + b.PersistenceIds, a.Events + b.Events, a.Snapshots + b.Snapshots);
}
