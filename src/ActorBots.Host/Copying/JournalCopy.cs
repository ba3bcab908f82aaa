using System.Collections.Immutable;
using Akka.Actor;
using Akka.Persistence;
using Akka.Persistence.Query;
using Akka.Streams;
using Akka.Streams.Dsl;

namespace ActorBots.Host.Copying;

/// <summary>
/// Copies a journal and the newest snapshots to another store through the plugins of both: every event keeps its persistence id, its
/// sequence number and its instant. What the target already has is not written again, so an interrupted copy is simply repeated.
/// </summary>
internal sealed class JournalCopy
{
    private const int BatchSize = 200;
    private const int Parallelism = 8;
    private const string WriterId = "copied";

    private readonly JournalEnd _source;
    private readonly JournalEnd _target;

    /// <summary>Makes a copy between two ends.</summary>
    /// <param name="source">Where events come from; needs a read journal.</param>
    /// <param name="target">Where they go.</param>
    public JournalCopy(JournalEnd source, JournalEnd target)
    {
        _source = source;
        _target = target;
    }

    /// <summary>Copies everything and compares the highest sequence numbers afterwards.</summary>
    /// <exception cref="CopyException">The target has events that the source has not, or the source grew meanwhile.</exception>
    public async Task<JournalCopyFigures> RunAsync(CancellationToken cancellationToken)
    {
        var ids = await IdsAsync();
        var figures = new JournalCopyFigures();
        var gate = new Lock();
        await Parallel.ForEachAsync(
            ids,
            new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken },
            async (id, token) =>
            {
                var one = await CopyAsync(id, token);
                lock (gate)
                {
                    figures += one;
                }
            });
        return figures;
    }

    private async Task<JournalCopyFigures> CopyAsync(string id, CancellationToken cancellationToken)
    {
        var (from, before) = (await _source.HighestAsync(id, cancellationToken), await _target.HighestAsync(id, cancellationToken));
        if (before > from)
        {
            throw new CopyException($"'{id}' has {before} events in the target and {from} in the source: the target is not a copy of this source");
        }

        var events = await CopyEventsAsync(id, before, from, cancellationToken);
        var snapshots = await CopySnapshotAsync(id, cancellationToken);
        var after = await _source.HighestAsync(id, cancellationToken);
        return after == from
            ? new JournalCopyFigures(1, events, snapshots)
            : throw new CopyException($"'{id}' grew from {from} to {after} events during the copy: stop the node that uses the source, then repeat");
    }

    private Task<long> CopyEventsAsync(string id, long after, long to, CancellationToken cancellationToken)
    {
        if (after == to)
        {
            return Task.FromResult(0L);
        }

        var journal = (ICurrentEventsByPersistenceIdQuery)_source.ReadJournal;
        return journal.CurrentEventsByPersistenceId(id, after + 1, to)
            .Grouped(BatchSize)
            .SelectAsync(1, async batch =>
            {
                var events = batch.Select(PersistentOf).ToImmutableList();
                await _target.WriteAsync(events, cancellationToken);
                return (long)events.Count;
            })
            .RunAggregate(0L, (sum, count) => sum + count, _source.System.Materializer());
    }

    private async Task<long> CopySnapshotAsync(string id, CancellationToken cancellationToken)
    {
        var newest = await _source.LoadSnapshotAsync(id, cancellationToken);
        if (newest is null)
        {
            return 0;
        }

        await _target.SaveSnapshotAsync(newest, cancellationToken);
        return 1;
    }

    private async Task<ImmutableArray<string>> IdsAsync()
    {
        var journal = (ICurrentPersistenceIdsQuery)_source.ReadJournal;
        var ids = await journal.CurrentPersistenceIds().RunWith(Sink.Seq<string>(), _source.System.Materializer());
        return [.. ids.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private static IPersistentRepresentation PersistentOf(EventEnvelope envelope)
    {
        var payload = envelope.Tags is { Length: > 0 } tags ? new Akka.Persistence.Journal.Tagged(envelope.Event, tags) : envelope.Event;
        return new Persistent(
            payload, envelope.SequenceNr, envelope.PersistenceId, string.Empty, isDeleted: false, ActorRefs.NoSender, WriterId, envelope.Timestamp);
    }
}
