using Akka;
using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence.Query;
using Akka.Streams.Dsl;

namespace ActorBots.Storage.Mongo.Persistence;

/// <summary>
/// Reads the journal of <see cref="MongoJournal"/>. Queries by tag and of all events are in the order of the server's timestamps and stay
/// the journal's <c>visibility-lag</c> behind; their offset is the 64 bits of that timestamp, exclusive. Queries of one persistence id are in
/// its own order, without lag; their offset is the sequence number. A query that MongoDB does not answer within the journal's
/// <c>call-timeout</c> fails: who needs it to go on starts it again from the last offset (delivery is at least once).
/// </summary>
public sealed class MongoReadJournal :
    ICurrentPersistenceIdsQuery, IPersistenceIdsQuery, ICurrentEventsByPersistenceIdQuery, IEventsByPersistenceIdQuery,
    ICurrentEventsByTagQuery, IEventsByTagQuery, ICurrentAllEventsQuery, IAllEventsQuery
{
    /// <summary>The read journal's path in the configuration.</summary>
    public const string Identifier = "akka.persistence.query.mongodb";

    private readonly OrderedQueries _ordered;
    private readonly SequenceQueries _sequences;

    /// <summary>Reads the section; connects with the first query.</summary>
    /// <exception cref="ConfigurationException">The section, or that of its write plugin, cannot be used.</exception>
    internal MongoReadJournal(ExtendedActorSystem system, Config config)
    {
        var settings = ReadJournalSettings.Read(Identifier, config);
        var path = settings.WritePlugin.Length > 0 ? settings.WritePlugin : system.Settings.Config.GetString("akka.persistence.journal.plugin", string.Empty);
        var extension = Akka.Persistence.Persistence.Instance.Apply(system);
        var persistence = MongoPersistence.For(system);
        var store = persistence.JournalOf(path, SectionOf(system.Settings.Config, path));
        var envelopes = new EnvelopeReader(store.Documents, extension.AdaptersFor(path));
        _ordered = new OrderedQueries(new OrderedPages(store.Collections, store.Gate), envelopes, settings, store.Settings.VisibilityLag, persistence);
        _sequences = new SequenceQueries(store.Reader, envelopes, settings, persistence);
    }

    /// <summary>The persistence ids that have events now; then ends.</summary>
    public Source<string, NotUsed> CurrentPersistenceIds() => _ordered.PersistenceIds(isLive: false);

    /// <summary>Each persistence id once, also those to come.</summary>
    public Source<string, NotUsed> PersistenceIds() => _ordered.PersistenceIds(isLive: true);

    /// <summary>The events of one id from a number to a number, inclusive, as far as they are there now; then ends.</summary>
    public Source<EventEnvelope, NotUsed> CurrentEventsByPersistenceId(string persistenceId, long fromSequenceNr, long toSequenceNr) =>
        _sequences.Events(persistenceId, fromSequenceNr, toSequenceNr, isLive: false);

    /// <summary>The events of one id from a number to a number, inclusive, also those to come; ends after the last number.</summary>
    public Source<EventEnvelope, NotUsed> EventsByPersistenceId(string persistenceId, long fromSequenceNr, long toSequenceNr) =>
        _sequences.Events(persistenceId, fromSequenceNr, toSequenceNr, isLive: true);

    /// <summary>The tagged events after an offset that are there now; then ends.</summary>
    public Source<EventEnvelope, NotUsed> CurrentEventsByTag(string tag, Offset offset) => _ordered.Events(tag, offset, isLive: false);

    /// <summary>The tagged events after an offset, also those to come.</summary>
    public Source<EventEnvelope, NotUsed> EventsByTag(string tag, Offset offset) => _ordered.Events(tag, offset, isLive: true);

    /// <summary>All events after an offset that are there now; then ends.</summary>
    public Source<EventEnvelope, NotUsed> CurrentAllEvents(Offset offset) => _ordered.Events(tag: null, offset, isLive: false);

    /// <summary>All events after an offset, also those to come.</summary>
    public Source<EventEnvelope, NotUsed> AllEvents(Offset offset) => _ordered.Events(tag: null, offset, isLive: true);

    private static Config SectionOf(Config config, string path) => config.HasPath(path)
        ? config.GetConfig(path).WithFallback(config.GetConfig("akka.persistence.journal-plugin-fallback"))
        : throw new ConfigurationException($"{Identifier}.write-plugin '{path}': allowed is the path of a journal plugin");
}
