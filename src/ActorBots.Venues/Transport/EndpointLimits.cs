using System.Collections.Concurrent;

namespace ActorBots.Venues.Transport;

/// <summary>
/// Buckets, one per endpoint, of a venue that counts requests per endpoint in a second. The window is kept a tenth longer, because
/// requests may arrive closer together than they left. Thread-safe.
/// </summary>
internal abstract class EndpointLimits
{
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(1100);
    private readonly ConcurrentDictionary<string, RateBucket> _buckets = new(StringComparer.Ordinal);

    /// <summary>The bucket of an endpoint.</summary>
    /// <param name="path">Like <c>/v5/order/create</c>.</param>
    public RateBucket For(string path) => _buckets.GetOrAdd(path, static (p, limits) => new RateBucket(limits.LimitOf(p), Window), this);

    /// <summary>Requests per second to an endpoint; 1 or more.</summary>
    protected abstract int LimitOf(string path);
}
