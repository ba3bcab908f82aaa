using Akka.Actor;
using Akka.Event;

namespace ActorBots.Storage.Mongo.Persistence;

/// <summary>Everything behind one journal plugin.</summary>
internal sealed class JournalStore
{
    public JournalStore(
        ExtendedActorSystem system, MongoConnection connection, JournalSettings settings, TimeProvider time, ILoggingAdapter log, CancellationToken stopping)
    {
        Settings = settings;
        Collections = new JournalCollections(connection, settings);
        Documents = new EventDocuments(system);
        Gate = new ReadGate(settings.ParallelReads, settings.CallTimeout);
        Reader = new EventReader(Collections, Gate, settings.ReadBatchSize);
        var writer = new EventWriter(Collections, settings, time, log);
        Queue = new WriteQueue(settings, writer.StoreAsync, time, stopping);
    }

    public JournalSettings Settings { get; }

    public JournalCollections Collections { get; }

    public EventDocuments Documents { get; }

    public ReadGate Gate { get; }

    public EventReader Reader { get; }

    public WriteQueue Queue { get; }

    public InFlightWrites InFlight { get; } = new();
}
