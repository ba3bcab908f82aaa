using Microsoft.AspNetCore.Http.Features;

namespace ActorBots.Simulation.Wire.Streams;

/// <summary>
/// Upgrades a request to a WebSocket whose protocol frames can be seen: the library answers pings by itself and tells nobody, but some
/// venues care how a client pings.
/// </summary>
internal sealed class WatchedUpgrade(IHttpUpgradeFeature inner) : IHttpUpgradeFeature
{
    /// <summary>Told of each frame of the client. Set before the first read.</summary>
    public Action<ClientFrameKind>? Heard { get; set; }

    /// <inheritdoc />
    public bool IsUpgradableRequest => inner.IsUpgradableRequest;

    /// <inheritdoc />
    public async Task<Stream> UpgradeAsync() => new WatchedStream(await inner.UpgradeAsync(), new FrameReader(kind => Heard?.Invoke(kind)));
}
