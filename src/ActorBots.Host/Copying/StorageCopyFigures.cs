using System.Globalization;
using ActorBots.Storage;

namespace ActorBots.Host.Copying;

/// <summary>What was copied.</summary>
/// <param name="Books">Documents and books.</param>
/// <param name="Bots">The bots' journal.</param>
/// <param name="Shards">The journal of the shards' remembered bots.</param>
internal sealed record StorageCopyFigures(StoreCopyCounts Books, JournalCopyFigures Bots, JournalCopyFigures Shards)
{
    /// <summary>The figures in one line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Books.Bots} documents, {Books.Positions} positions, {Books.Trades} trades, {Books.DeadLetters} dead letters; journal: {Bots.PersistenceIds} bots, {Bots.Events} events, {Bots.Snapshots} snapshots; shards: {Shards.Events} events, {Shards.Snapshots} snapshots");
}
