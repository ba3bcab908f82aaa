using ActorBots.Simulation.Wire.RateLimits;
using ActorBots.Simulation.Wire.Streams;

namespace ActorBots.Simulation.Bitunix.Streams;

/// <summary>Watches how a client sends: too many frames in a second, or a protocol ping before its first JSON frame, cut the connection.</summary>
internal sealed class FrameBudget(StreamConnection connection, BitunixVenue venue)
{
    private const int PerSecond = 5;
    private const long WindowMs = 1000;

    private readonly RollingWindow _window = new(PerSecond * venue.Settings.RateLimitFactor, WindowMs);
    private bool _hasSpoken;

    /// <summary>Takes note of a frame, in the order of arrival.</summary>
    public void Hear(ClientFrameKind kind)
    {
        if (kind == ClientFrameKind.Close)
        {
            return;
        }

        var isTooEarly = kind == ClientFrameKind.Ping && !_hasSpoken && venue.Settings.Streams.CutsAtEarlyProtocolPing;
        _hasSpoken |= kind is ClientFrameKind.Text or ClientFrameKind.Binary;
        if (isTooEarly || (!_window.TryTake(1, venue.Clock.NowMs) && venue.Settings.Streams.LimitsMessages))
        {
            connection.Cut();
        }
    }
}
