using MongoDB.Bson;

namespace ActorBots.Storage.Mongo.Persistence;

/// <summary>
/// How far a reader by ordering may go. An event that the server numbered below what could already be seen at some moment was numbered before
/// that moment, so it can be seen itself once the visibility lag has passed since. So the horizon is what could be seen a lag ago. Only this
/// process's monotonic clock is used: no clock of the server, whose timestamps besides count whole seconds.
/// </summary>
internal sealed class OrderingHorizon
{
    /// <summary>Observations per lag; more would only make it finer.</summary>
    private const int Fineness = 16;

    private readonly Queue<(long SeenAt, BsonTimestamp Top)> _seen = new();
    private readonly TimeSpan _lag;
    private readonly TimeProvider _time;
    private long _lastSeenAt;
    private BsonTimestamp? _safe;

    public OrderingHorizon(TimeSpan visibilityLag, TimeProvider time)
    {
        _lag = visibilityLag;
        _time = time;
    }

    /// <summary>Notes the highest timestamp that can be seen.</summary>
    /// <param name="top">It; null when there is none.</param>
    /// <param name="askedAt">When the server was asked for it, or later, on the monotonic clock.</param>
    public void Observe(BsonTimestamp? top, long askedAt)
    {
        if (top is not null && (_seen.Count == 0 || _time.GetElapsedTime(_lastSeenAt, askedAt) >= _lag / Fineness))
        {
            _seen.Enqueue((askedAt, top));
            _lastSeenAt = askedAt;
        }
    }

    /// <summary>Up to which timestamp nothing more can appear; null when that is not known yet.</summary>
    public BsonTimestamp? Safe()
    {
        while (_seen.TryPeek(out var oldest) && _time.GetElapsedTime(oldest.SeenAt) >= _lag)
        {
            _safe = _safe is { } safe && safe.Value > oldest.Top.Value ? safe : oldest.Top;
            _seen.Dequeue();
        }

        return _safe;
    }
}
