using ActorBots.Venues.Transport;

namespace ActorBots.Venues.Bitunix;

/// <summary>
/// Buckets per endpoint: of the address for public calls, of one account for its own calls. Bitunix publishes 10 requests a second for
/// nearly every endpoint.
/// </summary>
internal sealed class BitunixRateLimits : EndpointLimits
{
    /// <inheritdoc />
    protected override int LimitOf(string path) => path == BitunixPaths.CancelOrders ? 5 : 10;
}
