namespace ActorBots.Simulation.Bybit.Security;

/// <summary>The venue's rule for the time of a request.</summary>
internal static class TimeWindow
{
    /// <summary>How far a request may be ahead of the server, exclusive.</summary>
    public const long AheadMs = 1000;

    /// <summary>The receive window of a request that names none.</summary>
    public const long DefaultMs = 5000;

    /// <summary>Whether <c>server − window ≤ timestamp &lt; server + 1000</c>; milliseconds.</summary>
    public static bool Accepts(long serverMs, long timestampMs, long windowMs) =>
        serverMs - windowMs <= timestampMs && timestampMs < serverMs + AheadMs;
}
