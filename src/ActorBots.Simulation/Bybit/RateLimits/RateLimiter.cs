namespace ActorBots.Simulation.Bybit.RateLimits;

/// <summary>The limits per account and endpoint over a rolling second, and the one per address over five seconds.</summary>
internal sealed class RateLimiter(int factor, TimeSpan addressBan)
{
    private const int AddressLimit = 600;
    private const long AddressWindowMs = 5000;
    private const long AccountWindowMs = 1000;

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Account, string Bucket), RollingWindow> _accounts = [];
    private readonly Dictionary<string, RollingWindow> _addresses = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _bannedUntilMs = new(StringComparer.Ordinal);

    /// <summary>Takes requests from an account's bucket.</summary>
    /// <param name="account">The account.</param>
    /// <param name="bucket">The endpoint, or a bucket that several share.</param>
    /// <param name="perSecond">The documented limit, before the factor.</param>
    /// <param name="count">How many; a batch counts its orders.</param>
    /// <param name="nowMs">The time.</param>
    public RateVerdict Take(string account, string bucket, int perSecond, int count, long nowMs)
    {
        var limit = perSecond * factor;
        lock (_lock)
        {
            if (!_accounts.TryGetValue((account, bucket), out var window))
            {
                _accounts[(account, bucket)] = window = new RollingWindow(limit, AccountWindowMs);
            }

            var allowed = window.TryTake(count, nowMs);
            return new RateVerdict(allowed, limit, window.Remaining(nowMs), allowed ? nowMs : window.ResetsAtMs(nowMs));
        }
    }

    /// <summary>Takes one request from an address's budget.</summary>
    public bool TakeAddress(string address, long nowMs)
    {
        lock (_lock)
        {
            if (!_addresses.TryGetValue(address, out var window))
            {
                _addresses[address] = window = new RollingWindow(AddressLimit * factor, AddressWindowMs);
            }

            if (nowMs < _bannedUntilMs.GetValueOrDefault(address, long.MinValue))
            {
                return false;
            }

            if (window.TryTake(1, nowMs))
            {
                return true;
            }

            _bannedUntilMs[address] = nowMs + (long)addressBan.TotalMilliseconds;
            return false;
        }
    }
}
