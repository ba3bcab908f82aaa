using Akka;
using Akka.Persistence.Query;
using Akka.Streams.Dsl;
using Akka.Util;
using MongoDB.Bson;

namespace ActorBots.Storage.Mongo.Persistence;

/// <summary>Queries of one persistence id. Its numbers appear in their order, so they need no lag.</summary>
internal sealed class SequenceQueries
{
    private readonly EventReader _reader;
    private readonly EnvelopeReader _envelopes;
    private readonly ReadJournalSettings _settings;
    private readonly MongoPersistence _persistence;

    public SequenceQueries(EventReader reader, EnvelopeReader envelopes, ReadJournalSettings settings, MongoPersistence persistence)
    {
        _reader = reader;
        _envelopes = envelopes;
        _settings = settings;
        _persistence = persistence;
    }

    /// <summary>The events from a number to a number, inclusive.</summary>
    public Source<EventEnvelope, NotUsed> Events(string persistenceId, long from, long to, bool isLive) => Source
        .UnfoldAsync(new Cursor(Math.Max(from, 1), to, IsBounded: isLive), cursor => NextAsync(persistenceId, cursor, isLive))
        .SelectMany(page => page)
        .SelectMany(_envelopes.BySequenceNr);

    private async Task<Option<(Cursor, IReadOnlyList<BsonDocument>)>> NextAsync(string persistenceId, Cursor cursor, bool isLive)
    {
        var token = _persistence.Stopping;
        if (!cursor.IsBounded)
        {
            var highest = await _reader.HighestAsync(persistenceId, token).ConfigureAwait(false);
            cursor = cursor with { To = Math.Min(cursor.To, highest), IsBounded = true };
        }

        while (cursor.From <= cursor.To)
        {
            var page = await _reader.PageAsync(persistenceId, cursor.From, cursor.To, _settings.MaxBufferSize, token).ConfigureAwait(false);
            if (!page.IsEmpty)
            {
                var last = page[^1][EventFields.SequenceNr].ToInt64();
                return (cursor with { From = last == long.MaxValue ? last : last + 1, To = last == long.MaxValue ? 0 : cursor.To }, page);
            }

            if (!isLive)
            {
                break;
            }

            await Task.Delay(_settings.RefreshInterval, _persistence.Time, token).ConfigureAwait(false);
        }

        return Option<(Cursor, IReadOnlyList<BsonDocument>)>.None;
    }

    private sealed record Cursor(long From, long To, bool IsBounded);
}
