using System.Collections.Immutable;
using Akka.Actor;
using Akka.Persistence;
using Akka.Persistence.Query;

namespace ActorBots.Host.Copying;

/// <summary>One side of a copy: a journal plugin, its snapshot store and, on the source's side, its read journal.</summary>
internal sealed class JournalEnd
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(60);

    private readonly string _readJournalId;
    private readonly IActorRef _journal;
    private readonly IActorRef _snapshots;

    /// <summary>An end in an actor system that has the plugins configured.</summary>
    /// <param name="system">The system.</param>
    /// <param name="journalId">Id of the journal plugin.</param>
    /// <param name="snapshotStoreId">Id of the snapshot store plugin.</param>
    /// <param name="readJournalId">Id of the read journal; empty for a target.</param>
    public JournalEnd(ActorSystem system, string journalId, string snapshotStoreId, string readJournalId = "")
    {
        System = system;
        _readJournalId = readJournalId;
        _journal = Persistence.Instance.Apply(system).JournalFor(journalId);
        _snapshots = Persistence.Instance.Apply(system).SnapshotStoreFor(snapshotStoreId);
    }

    /// <summary>The actor system.</summary>
    public ActorSystem System { get; }

    /// <summary>The read journal.</summary>
    public IReadJournal ReadJournal => PersistenceQuery.Get(System).ReadJournalFor<IReadJournal>(_readJournalId);

    /// <summary>The highest sequence number of an id; zero when there is none.</summary>
    public Task<long> HighestAsync(string id, CancellationToken cancellationToken) =>
        AskAsync(answers => new ReplayMessages(1, long.MaxValue, 0, id, answers), cancellationToken);

    /// <summary>Writes events in their order, each by itself.</summary>
    public Task WriteAsync(IReadOnlyList<IPersistentRepresentation> events, CancellationToken cancellationToken) =>
        AskAsync(
            answers => new WriteMessages(events.Select(e => new AtomicWrite(e)).ToImmutableList<IPersistentEnvelope>(), answers, actorInstanceId: 1),
            cancellationToken,
            expected: events.Count);

    /// <summary>The newest snapshot of an id, or nothing.</summary>
    public async Task<SelectedSnapshot?> LoadSnapshotAsync(string id, CancellationToken cancellationToken) =>
        await _snapshots.Ask(new LoadSnapshot(id, SnapshotSelectionCriteria.Latest, long.MaxValue), AnswerTimeout, cancellationToken) switch
        {
            LoadSnapshotResult result => result.Snapshot,
            LoadSnapshotFailed failed => throw new CopyException($"the snapshot of '{id}' cannot be read: {failed.Cause.Message}", failed.Cause),
            var other => throw new CopyException($"the snapshot of '{id}' cannot be read: {other}"),
        };

    /// <summary>Saves a snapshot under its own sequence number and instant.</summary>
    public async Task SaveSnapshotAsync(SelectedSnapshot snapshot, CancellationToken cancellationToken)
    {
        var answer = await _snapshots.Ask(new SaveSnapshot(snapshot.Metadata, snapshot.Snapshot), AnswerTimeout, cancellationToken);
        if (answer is not SaveSnapshotSuccess)
        {
            var cause = (answer as SaveSnapshotFailure)?.Cause;
            throw new CopyException($"the snapshot of '{snapshot.Metadata.PersistenceId}' cannot be written: {cause?.Message ?? answer}", cause);
        }
    }

    private async Task<long> AskAsync(Func<IActorRef, object> question, CancellationToken cancellationToken, int expected = 0)
    {
        var answer = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        var answers = System.ActorOf(Props.Create(() => new JournalAnswersActor(answer, expected)));
        try
        {
            _journal.Tell(question(answers), answers);
            return await answer.Task.WaitAsync(AnswerTimeout, cancellationToken);
        }
        finally
        {
            System.Stop(answers);
        }
    }
}
