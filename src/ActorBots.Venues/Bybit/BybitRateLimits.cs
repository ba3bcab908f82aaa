using System.Collections.Concurrent;
using ActorBots.Venues.Transport;

namespace ActorBots.Venues.Bybit;

/// <summary>
/// One account's buckets, one per endpoint: Bybit counts per user id and endpoint in a rolling second. The window is kept a tenth
/// longer, because requests may arrive closer together than they left. Source: https://bybit-exchange.github.io/docs/v5/rate-limit.
/// </summary>
/// <param name="orderRequestsPerSecond">Limit of the order endpoints, which depends on the VIP level.</param>
internal sealed class BybitRateLimits(int orderRequestsPerSecond)
{
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(1100);
    private readonly ConcurrentDictionary<string, RateBucket> _buckets = new(StringComparer.Ordinal);

    /// <summary>The bucket of an endpoint.</summary>
    /// <param name="path">Like <c>/v5/order/create</c>.</param>
    public RateBucket For(string path) => _buckets.GetOrAdd(path, static (p, orders) => new RateBucket(LimitOf(p, orders), Window), orderRequestsPerSecond);

    private static int LimitOf(string path, int orders) => path switch
    {
        BybitPaths.CreateOrder or BybitPaths.AmendOrder or BybitPaths.CancelOrder => orders,
        BybitPaths.SetLeverage => 10,
        _ => 50,
    };
}
