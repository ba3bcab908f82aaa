using ActorBots.Venues.Transport;

namespace ActorBots.Venues.Bybit;

/// <summary>
/// One account's buckets: Bybit counts per user id and endpoint in a rolling second.
/// Source: https://bybit-exchange.github.io/docs/v5/rate-limit.
/// </summary>
/// <param name="orderRequestsPerSecond">Limit of the order endpoints, which depends on the VIP level.</param>
internal sealed class BybitRateLimits(int orderRequestsPerSecond) : EndpointLimits
{
    /// <inheritdoc />
    protected override int LimitOf(string path) => path switch
    {
        BybitPaths.CreateOrder or BybitPaths.AmendOrder or BybitPaths.CancelOrder => orderRequestsPerSecond,
        BybitPaths.SetLeverage => 10,
        _ => 50,
    };
}
