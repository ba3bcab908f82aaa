using Akka.Persistence.Journal;
using Akka.Persistence.Query;
using MongoDB.Bson;

namespace ActorBots.Storage.Mongo.Persistence;

/// <summary>Documents to what queries deliver, through the journal's event adapters.</summary>
internal sealed class EnvelopeReader
{
    private readonly EventDocuments _documents;
    private readonly EventAdapters _adapters;

    public EnvelopeReader(EventDocuments documents, EventAdapters adapters)
    {
        _documents = documents;
        _adapters = adapters;
    }

    /// <summary>With the place in the whole journal as offset.</summary>
    public IEnumerable<EventEnvelope> ByOrdering(BsonDocument document) => Read(document, OrderedPages.OrderingOf(document));

    /// <summary>With the sequence number as offset.</summary>
    public IEnumerable<EventEnvelope> BySequenceNr(BsonDocument document) => Read(document, document[EventFields.SequenceNr].ToInt64());

    private IEnumerable<EventEnvelope> Read(BsonDocument document, long offset)
    {
        var persistent = _documents.Read(document);
        if (persistent.IsDeleted)
        {
            return [];
        }

        string[] tags = [.. EventDocuments.TagsOf(document)];
        return _adapters.Get(persistent.Payload.GetType()).FromJournal(persistent.Payload, persistent.Manifest).Events.Select(e => new EventEnvelope(
            Offset.Sequence(offset), persistent.PersistenceId, persistent.SequenceNr, e, persistent.Timestamp, tags));
    }
}
