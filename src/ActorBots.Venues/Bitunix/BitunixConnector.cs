using System.Collections.Concurrent;
using ActorBots.Ports.Venues;
using Microsoft.Extensions.Logging;

namespace ActorBots.Venues.Bitunix;

/// <summary>
/// The way to one Bitunix environment. All clients that it opens share the connection pool, the address's rate budget and the reading
/// of the venue's clock; clients of one account share its rate limits. Dispose the clients first.
/// </summary>
public sealed class BitunixConnector : IVenueConnector, IDisposable
{
    private readonly BitunixLink _link;
    private readonly ConcurrentDictionary<string, BitunixRateLimits> _limits = new(StringComparer.Ordinal);

    /// <param name="settings">Which environment, and how.</param>
    /// <param name="time">The host's clock.</param>
    /// <param name="loggers">Where things are told.</param>
    /// <exception cref="ArgumentException">The settings have problems; the message lists all of them.</exception>
    public BitunixConnector(BitunixSettings settings, TimeProvider time, ILoggerFactory loggers)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(loggers);
        _link = new BitunixLink(settings, time, loggers);
    }

    /// <inheritdoc />
    public string Venue => BitunixLink.Venue;

    /// <summary>
    /// How far the host's clock is ahead of the venue's, negative when behind; known to about half a second, zero until the venue's clock was
    /// read. For health checks.
    /// </summary>
    public TimeSpan ClockSkew => _link.Clock.Skew;

    /// <inheritdoc />
    public IMarketDataClient OpenMarketData() => new BitunixMarketDataClient(_link);

    /// <inheritdoc />
    public IExecutionClient OpenExecution(string account, VenueCredentials credentials)
    {
        ArgumentException.ThrowIfNullOrEmpty(account);
        ArgumentNullException.ThrowIfNull(credentials);
        var limits = _limits.GetOrAdd(account, _ => new BitunixRateLimits(_link.Settings.EndpointRequestsPerSecond));
        return new BitunixExecutionClient(_link, limits, account, credentials);
    }

    /// <inheritdoc />
    public void Dispose() => _link.Dispose();
}
