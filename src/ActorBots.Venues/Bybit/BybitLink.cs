using ActorBots.Venues.Transport;
using Microsoft.Extensions.Logging;

namespace ActorBots.Venues.Bybit;

/// <summary>What all clients of one Bybit environment share: the connection pool, the address's rate budget, the venue's clock.</summary>
internal sealed class BybitLink : IDisposable
{
    /// <summary>The venue's name.</summary>
    public const string Venue = "bybit";

    private static readonly TimeSpan AddressWindow = TimeSpan.FromSeconds(5);

    /// <exception cref="ArgumentException">The settings have problems; the message lists all of them.</exception>
    public BybitLink(BybitSettings settings, TimeProvider time, ILoggerFactory loggers)
    {
        Environment = settings.ResolveEnvironment();
        Settings = settings;
        Time = time;
        Logger = loggers.CreateLogger("ActorBots.Venues.Bybit");
        Http = new HttpTransport(Environment.RestAddress, settings.Http, time);
        Budget = new RateBudget(new RateBucket(settings.RequestsPer5Seconds, AddressWindow), settings.QueueLimit, settings.QueueTimeout, time);
        Clock = new VenueClock(time, settings.ClockRefresh, settings.ClockMargin);
    }

    /// <summary>Where the venue is.</summary>
    public BybitEnvironment Environment { get; }

    /// <summary>The settings, without problems.</summary>
    public BybitSettings Settings { get; }

    /// <summary>The host's clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>Where things are told.</summary>
    public ILogger Logger { get; }

    /// <summary>The connection pool.</summary>
    public HttpTransport Http { get; }

    /// <summary>The queue in front of the venue.</summary>
    public RateBudget Budget { get; }

    /// <summary>The venue's clock.</summary>
    public VenueClock Clock { get; }

    /// <summary>Newest market instant that any stream told: the venue's present, which in a simulation is not the wall clock's.</summary>
    public MarketPresent Present { get; } = new();

    /// <inheritdoc />
    public void Dispose()
    {
        Budget.Dispose();
        Http.Dispose();
    }
}
