using ActorBots.Testing.Venues;
using ActorBots.Venues.Transport;

namespace ActorBots.Venues.Tests.Contracts;

/// <summary>How the gateways of all stages use the wire: like in production, but in a hurry.</summary>
internal static class StageTransport
{
    public static HttpSettings Http(StageScript script) => new()
    {
        RequestTimeout = script.RequestTimeout,
        RetryDelay = TimeSpan.FromMilliseconds(10),
        RetryMaxDelay = TimeSpan.FromMilliseconds(20),
    };

    public static StreamSettings Streams(StageScript script) => new()
    {
        ReconnectDelay = TimeSpan.FromMilliseconds(10),
        ReconnectMaxDelay = TimeSpan.FromMilliseconds(50),
        WatchInterval = TimeSpan.FromMilliseconds(10),
        StaleAfter = script.StaleAfter,
    };
}
