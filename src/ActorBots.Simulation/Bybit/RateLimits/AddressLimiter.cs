using ActorBots.Simulation.Wire.RateLimits;

namespace ActorBots.Simulation.Bybit.RateLimits;

/// <summary>The limit per address over five seconds, whose breach bans the address for a time. Safe for use by many threads.</summary>
/// <param name="factor">What the documented limit is multiplied by; 1 or more.</param>
/// <param name="ban">How long a ban lasts; zero = only while the address is over the limit.</param>
internal sealed class AddressLimiter(int factor, TimeSpan ban)
{
    private const int Limit = 600;
    private const long WindowMs = 5000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, RollingWindow> _addresses = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _bannedUntilMs = new(StringComparer.Ordinal);

    /// <summary>Takes one request from an address's budget.</summary>
    public bool Take(string address, long nowMs)
    {
        lock (_lock)
        {
            if (!_addresses.TryGetValue(address, out var window))
            {
                _addresses[address] = window = new RollingWindow(Limit * factor, WindowMs);
            }

            if (nowMs < _bannedUntilMs.GetValueOrDefault(address, long.MinValue))
            {
                return false;
            }

            if (window.TryTake(1, nowMs))
            {
                return true;
            }

            _bannedUntilMs[address] = nowMs + (long)ban.TotalMilliseconds;
            return false;
        }
    }
}
