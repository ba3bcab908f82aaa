using System.Collections.Immutable;
using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence;
using Akka.Persistence.Journal;
using MongoDB.Bson;

namespace ActorBots.Storage.Mongo.Persistence;

/// <summary>
/// The journal on MongoDB, in the official plugin's documents. A conflict, an error of the database or a doubt faults the write, which stops
/// the actor; only what fails before anything is sent, in an event's serializer, is a rejection.
/// </summary>
#pragma warning disable CA1001 // An actor's end is PostStop.
internal sealed class MongoJournal : AsyncWriteJournal
#pragma warning restore CA1001
{
    private readonly JournalStore _store;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stopping = new();

    /// <param name="config">The plugin's section.</param>
    public MongoJournal(Config config)
    {
        var persistence = MongoPersistence.For(Context.System);
        _time = persistence.Time;
        _store = persistence.JournalOf(Self.Path.Name, config);
    }

    public override async Task ReplayMessagesAsync(
        IActorContext context, string persistenceId, long fromSequenceNr, long toSequenceNr, long max, Action<IPersistentRepresentation> recoveryCallback)
    {
        var token = _stopping.Token;
        await foreach (var document in _store.Reader.ReadAsync(persistenceId, fromSequenceNr, toSequenceNr, max, token).ConfigureAwait(false))
        {
            recoveryCallback(_store.Documents.Read(document));
        }
    }

    public override async Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr, CancellationToken cancellationToken)
    {
        await _store.InFlight.WaitAsync(persistenceId, cancellationToken).ConfigureAwait(false);
        return await _store.Reader.HighestAsync(persistenceId, cancellationToken).ConfigureAwait(false);
    }

    public override Task<PersistenceHealthCheckResult> CheckHealthAsync(CancellationToken cancellationToken = default) =>
        MongoHealth.CheckAsync(_store.Collections.Database, base.CheckHealthAsync, cancellationToken);

    // The breaker's token is not passed on: it would cancel one write out of a batch of many. The queue and the batch have bounds of their own.
    protected override Task<IImmutableList<Exception>> WriteMessagesAsync(IEnumerable<AtomicWrite> messages, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var documents = ImmutableArray.CreateBuilder<BsonDocument>();
        var rejections = ImmutableList.CreateBuilder<Exception?>();
        string? writer = null;
        foreach (var message in messages)
        {
            var events = (IImmutableList<IPersistentRepresentation>)message.Payload;
            writer ??= events[0].WriterGuid;
            rejections.Add(AddOrReject(documents, events, now));
        }

        var write = documents.Count == 0
            ? null
            : new PendingWrite(documents[0][EventFields.PersistenceId].AsString, writer ?? string.Empty, documents.ToImmutable());
        return ResultAsync(write is null ? Task.CompletedTask : _store.InFlight.Start(write, _store.Queue.StoreAsync), rejections.ToImmutable());
    }

    protected override async Task DeleteMessagesToAsync(string persistenceId, long toSequenceNr, CancellationToken cancellationToken)
    {
        await _store.InFlight.WaitAsync(persistenceId, cancellationToken).ConfigureAwait(false);
        await _store.Reader.DeleteAsync(persistenceId, toSequenceNr, cancellationToken).ConfigureAwait(false);
    }

    protected override void PostStop()
    {
        _stopping.Cancel();
        _stopping.Dispose();
        base.PostStop();
    }

    /// <summary>Adds all documents of an atomic write, or none.</summary>
    private Exception? AddOrReject(ImmutableArray<BsonDocument>.Builder documents, IImmutableList<IPersistentRepresentation> events, DateTimeOffset now)
    {
        try
        {
            documents.AddRange(events.Select(e => _store.Documents.Write(e, now)).ToList());
            return null;
        }
#pragma warning disable CA1031 // A serializer may throw anything; nothing was sent, so it is a rejection.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return e;
        }
    }

    private static async Task<IImmutableList<Exception>> ResultAsync(Task stored, ImmutableList<Exception?> rejections)
    {
        await stored.ConfigureAwait(false);
        // Null where an event was not rejected, as Akka wants it; its signature does not say so.
        return rejections.Exists(r => r is not null) ? (IImmutableList<Exception>)(object)rejections : null!;
    }
}
