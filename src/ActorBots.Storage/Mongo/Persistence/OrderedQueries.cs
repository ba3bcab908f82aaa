using Akka;
using Akka.Persistence.Query;
using Akka.Streams.Dsl;
using Akka.Util;
using MongoDB.Bson;

namespace ActorBots.Storage.Mongo.Persistence;

/// <summary>Queries across persistence ids. Each pulls one page at a time, when there is demand for it, and holds no more than that.</summary>
internal sealed class OrderedQueries
{
    private readonly OrderedPages _pages;
    private readonly EnvelopeReader _envelopes;
    private readonly ReadJournalSettings _settings;
    private readonly TimeSpan _lag;
    private readonly MongoPersistence _persistence;

    public OrderedQueries(OrderedPages pages, EnvelopeReader envelopes, ReadJournalSettings settings, TimeSpan visibilityLag, MongoPersistence persistence)
    {
        _pages = pages;
        _envelopes = envelopes;
        _settings = settings;
        _lag = visibilityLag;
        _persistence = persistence;
    }

    /// <summary>All events, or those with a tag, after an offset.</summary>
    /// <exception cref="ArgumentException">The offset is of a kind that this journal has not.</exception>
    public Source<EventEnvelope, NotUsed> Events(string? tag, Offset offset, bool isLive)
    {
        var from = offset switch
        {
            null or NoOffset => 0L,
            Sequence sequence => Math.Max(0, sequence.Value),
            FromEnd => 0L,
            _ => throw new ArgumentException($"offset {offset}: allowed are none, a sequence and one from the end", nameof(offset)),
        };
        var fromEnd = (offset as FromEnd)?.Count;

        // Deferred: each materialization starts with an horizon of its own and finds the end anew.
        return Source.Lazily(() => Source
            .UnfoldAsync(
                new Cursor(from, fromEnd, null, new OrderingHorizon(_lag, _persistence.Time)),
                cursor => isLive ? LivePageAsync(cursor, tag) : CurrentPageAsync(cursor, tag))
            .SelectMany(page => page)
            .SelectMany(_envelopes.ByOrdering)).MapMaterializedValue(_ => NotUsed.Instance);
    }

    /// <summary>Each persistence id once.</summary>
    public Source<string, NotUsed> PersistenceIds(bool isLive) => Source.Lazily(() => Source
        .UnfoldAsync(
            new IdCursor(0, [], new OrderingHorizon(_lag, _persistence.Time), IsDone: false), cursor => NextIdsAsync(cursor, isLive))
        .SelectMany(ids => ids)).MapMaterializedValue(_ => NotUsed.Instance);

    private async Task<Option<(Cursor, IReadOnlyList<BsonDocument>)>> LivePageAsync(Cursor cursor, string? tag)
    {
        var token = _persistence.Stopping;
        while (true)
        {
            if (cursor.Horizon.Safe() is { } ceiling && (ceiling.Value > cursor.From || cursor.FromEnd is not null))
            {
                cursor = await ResolveAsync(cursor, tag, ceiling, token).ConfigureAwait(false);
                var (page, next) = await _pages.PageAsync(cursor.From, tag, ceiling, _settings.MaxBufferSize, token).ConfigureAwait(false);
                cursor = cursor with { From = next };
                if (!page.IsEmpty)
                {
                    return (cursor, page);
                }
            }

            var top = await _pages.TopAsync(token).ConfigureAwait(false);
            cursor.Horizon.Observe(top, _persistence.Time.GetTimestamp());
            await Task.Delay(_settings.RefreshInterval, _persistence.Time, token).ConfigureAwait(false);
        }
    }

    private async Task<Option<(Cursor, IReadOnlyList<BsonDocument>)>> CurrentPageAsync(Cursor cursor, string? tag)
    {
        var token = _persistence.Stopping;
        if (cursor.Ceiling is null)
        {
            if (await _pages.TopAsync(token).ConfigureAwait(false) is not { } top)
            {
                return Option<(Cursor, IReadOnlyList<BsonDocument>)>.None;
            }

            // What was numbered below the top can be seen once the lag is over.
            await Task.Delay(_lag, _persistence.Time, token).ConfigureAwait(false);
            cursor = await ResolveAsync(cursor with { Ceiling = top }, tag, top, token).ConfigureAwait(false);
        }

        if (cursor.From >= cursor.Ceiling!.Value)
        {
            return Option<(Cursor, IReadOnlyList<BsonDocument>)>.None;
        }

        var (page, next) = await _pages.PageAsync(cursor.From, tag, cursor.Ceiling, _settings.MaxBufferSize, token).ConfigureAwait(false);
        return (cursor with { From = next }, page);
    }

    private async Task<Cursor> ResolveAsync(Cursor cursor, string? tag, BsonTimestamp ceiling, CancellationToken cancellationToken) =>
        cursor.FromEnd is { } count
        ? cursor with { From = await _pages.BeforeLastAsync(count, tag, ceiling, cancellationToken).ConfigureAwait(false), FromEnd = null }
        : cursor;

    // No lag here: an id that appears late is still new. Only the place to look from follows the horizon.
    private async Task<Option<(IdCursor, IReadOnlyList<string>)>> NextIdsAsync(IdCursor cursor, bool isLive)
    {
        if (cursor.IsDone)
        {
            return Option<(IdCursor, IReadOnlyList<string>)>.None;
        }

        var token = _persistence.Stopping;
        while (true)
        {
            var top = isLive ? await _pages.TopAsync(token).ConfigureAwait(false) : null;
            cursor.Horizon.Observe(top, _persistence.Time.GetTimestamp());
            // Taken before the ids are read: what is below it is then among them.
            var safe = cursor.Horizon.Safe()?.Value ?? 0;
            var ids = await _pages.PersistenceIdsAsync(cursor.From, token).ConfigureAwait(false);
            var found = ids.Where(cursor.Known.Add).ToList();
            cursor = cursor with { From = safe, IsDone = !isLive };
            if (found.Count > 0 || !isLive)
            {
                return (cursor, found);
            }

            await Task.Delay(_settings.RefreshInterval, _persistence.Time, token).ConfigureAwait(false);
        }
    }

    private sealed record Cursor(long From, int? FromEnd, BsonTimestamp? Ceiling, OrderingHorizon Horizon);

    private sealed record IdCursor(long From, HashSet<string> Known, OrderingHorizon Horizon, bool IsDone);
}
