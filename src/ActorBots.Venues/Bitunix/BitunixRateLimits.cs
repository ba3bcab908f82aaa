using ActorBots.Venues.Transport;

namespace ActorBots.Venues.Bitunix;

/// <summary>
/// Buckets per endpoint: of the address for public calls, of one account for its own calls. Bitunix publishes 10 requests a second for
/// nearly every endpoint.
/// </summary>
/// <param name="requestsPerSecond">To an endpoint for which the venue allows <see cref="VenueLimit"/>; the others get their share.</param>
internal sealed class BitunixRateLimits(int requestsPerSecond) : EndpointLimits
{
    /// <summary>What the venue allows at nearly every endpoint, per second.</summary>
    public const int VenueLimit = 10;

    /// <inheritdoc />
    protected override int LimitOf(string path) => path == BitunixPaths.CancelOrders ? Math.Max(1, requestsPerSecond / 2) : requestsPerSecond;
}
