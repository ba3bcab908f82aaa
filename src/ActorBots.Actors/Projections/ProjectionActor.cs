using System.Collections.Immutable;
using ActorBots.Domain.Bots;
using ActorBots.Ports.Storage;
using Akka;
using Akka.Actor;
using Akka.Event;
using Akka.Persistence.Query;
using Akka.Streams;
using Akka.Streams.Dsl;

namespace ActorBots.Actors.Projections;

/// <summary>
/// Keeps the books up with the journal; one in the cluster. Starts where the books are, reads all events in the journal's order, writes in
/// batches. A broken store or journal ends the stream, which is started again with backoff from where the books are then.
/// </summary>
internal sealed class ProjectionActor : ReceiveActor
{
    private const int BatchSize = 500;
    private const string BotPrefix = "bot-";
    private static readonly TimeSpan BatchWindow = TimeSpan.FromMilliseconds(200);

    private readonly ITradeLedger _ledger;
    private readonly IBotCatalog _catalog;
    private readonly string _readJournalId;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ILoggingAdapter _log = Context.GetLogger();

    public ProjectionActor(ITradeLedger ledger, IBotCatalog catalog, string readJournalId)
    {
        _ledger = ledger;
        _catalog = catalog;
        _readJournalId = readJournalId;
        Receive<StreamEnded>(_ => throw new InvalidOperationException("the projection's stream ended"));
    }

    public static Props Create(ITradeLedger ledger, IBotCatalog catalog, string readJournalId) =>
        Props.Create(() => new ProjectionActor(ledger, catalog, readJournalId));

    protected override void PreStart()
    {
        var settings = RestartSettings.Create(TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(30), 0.2);
        var token = _stopping.Token;
        RestartSource.WithBackoff(() => Events(token), settings)
            .Via(token.AsFlow<NotUsed>(cancelGracefully: true))
            .ToMaterialized(Sink.Ignore<NotUsed>(), Keep.Right)
            .Run(Context.System.Materializer())
            .PipeTo(Self, success: _ => StreamEnded.Instance, failure: _ => StreamEnded.Instance);
    }

    protected override void PostStop()
    {
        _stopping.Cancel();
        _stopping.Dispose();
    }

    private Source<NotUsed, NotUsed> Events(CancellationToken cancellationToken)
    {
        var projection = new BooksProjection(_ledger, _catalog);
        var journal = PersistenceQuery.Get(Context.System).ReadJournalFor<IReadJournal>(_readJournalId) as IAllEventsQuery
            ?? throw new InvalidOperationException($"read journal '{_readJournalId}' cannot read all events");
        return Source.FromTask(projection.GetOffsetAsync(cancellationToken))
            .ConcatMany(offset => journal.AllEvents(Offset.Sequence(offset)))
            .SelectMany(e => Read(e))
            .GroupedWithin(BatchSize, BatchWindow)
            .SelectAsync(1, async batch =>
            {
                await projection.WriteAsync(batch.ToImmutableArray(), cancellationToken).ConfigureAwait(false);
                return NotUsed.Instance;
            });
    }

    private IEnumerable<JournaledEvent> Read(EventEnvelope envelope)
    {
        if (envelope is { Event: BotEvent happened, Offset: Sequence offset } && envelope.PersistenceId.StartsWith(BotPrefix, StringComparison.Ordinal))
        {
            yield return new JournaledEvent(envelope.PersistenceId[BotPrefix.Length..], envelope.SequenceNr, happened, offset.Value);
        }
        else
        {
            _log.Warning("the journal has an event of {PersistenceId} that is no bot's", envelope.PersistenceId);
        }
    }

    private sealed record StreamEnded : INoSerializationVerificationNeeded
    {
        public static readonly StreamEnded Instance = new();
    }
}
