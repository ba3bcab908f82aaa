using ActorBots.Venues.Transport;
using Microsoft.Extensions.Logging;

namespace ActorBots.Venues.Bitunix;

/// <summary>What all clients of one Bitunix environment share.</summary>
internal sealed class BitunixLink : VenueLink
{
    /// <summary>The venue's name.</summary>
    public const string Venue = "bitunix";

    private static readonly TimeSpan AddressWindow = TimeSpan.FromSeconds(1);

    /// <exception cref="ArgumentException">The settings have problems; the message lists all of them.</exception>
    public BitunixLink(BitunixSettings settings, TimeProvider time, ILoggerFactory loggers)
        : this(settings, settings.ResolveEnvironment(), time, loggers)
    {
    }

    private BitunixLink(BitunixSettings settings, BitunixEnvironment environment, TimeProvider time, ILoggerFactory loggers)
        : base(
            Venue,
            environment.RestAddress,
            settings.Rest,
            new RateBucket(settings.RequestsPerSecond, AddressWindow),
            time,
            loggers.CreateLogger("ActorBots.Venues.Bitunix"))
    {
        Environment = environment;
        Settings = settings;
        PublicLimits = new BitunixRateLimits(settings.EndpointRequestsPerSecond);
    }

    /// <summary>Where the venue is.</summary>
    public BitunixEnvironment Environment { get; }

    /// <summary>The settings, without problems.</summary>
    public BitunixSettings Settings { get; }

    /// <summary>The address's buckets of public endpoints.</summary>
    public BitunixRateLimits PublicLimits { get; }
}
