namespace ActorBots.Simulation.Wire.RateLimits;

/// <summary>Limits per owner (an account or an address) and endpoint over a rolling second. Safe for use by many threads.</summary>
/// <param name="factor">What the documented limits are multiplied by; 1 or more.</param>
internal sealed class RateLimiter(int factor)
{
    private const long WindowMs = 1000;

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Owner, string Bucket), RollingWindow> _windows = [];

    /// <summary>Takes requests from an owner's bucket.</summary>
    /// <param name="owner">The account or the address.</param>
    /// <param name="bucket">The endpoint, or a bucket that several share.</param>
    /// <param name="perSecond">The documented limit, before the factor.</param>
    /// <param name="count">How many; a batch may count its orders.</param>
    /// <param name="nowMs">The time.</param>
    public RateVerdict Take(string owner, string bucket, int perSecond, int count, long nowMs)
    {
        var limit = perSecond * factor;
        lock (_lock)
        {
            if (!_windows.TryGetValue((owner, bucket), out var window))
            {
                _windows[(owner, bucket)] = window = new RollingWindow(limit, WindowMs);
            }

            var allowed = window.TryTake(count, nowMs);
            return new RateVerdict(allowed, limit, window.Remaining(nowMs), allowed ? nowMs : window.ResetsAtMs(nowMs));
        }
    }
}
