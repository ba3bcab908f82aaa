using ActorBots.Venues.Transport;
using Microsoft.Extensions.Logging;

namespace ActorBots.Venues.Bybit;

/// <summary>What all clients of one Bybit environment share.</summary>
internal sealed class BybitLink : VenueLink
{
    /// <summary>The venue's name.</summary>
    public const string Venue = "bybit";

    private static readonly TimeSpan AddressWindow = TimeSpan.FromSeconds(5);

    /// <exception cref="ArgumentException">The settings have problems; the message lists all of them.</exception>
    public BybitLink(BybitSettings settings, TimeProvider time, ILoggerFactory loggers)
        : this(settings, settings.ResolveEnvironment(), time, loggers)
    {
    }

    private BybitLink(BybitSettings settings, BybitEnvironment environment, TimeProvider time, ILoggerFactory loggers)
        : base(
            Venue,
            environment.RestAddress,
            settings.Rest,
            new RateBucket(settings.RequestsPer5Seconds, AddressWindow),
            time,
            loggers.CreateLogger("ActorBots.Venues.Bybit"))
    {
        Environment = environment;
        Settings = settings;
    }

    /// <summary>Where the venue is.</summary>
    public BybitEnvironment Environment { get; }

    /// <summary>The settings, without problems.</summary>
    public BybitSettings Settings { get; }
}
