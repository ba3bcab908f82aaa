using Microsoft.Extensions.Logging;

namespace ActorBots.Venues.Transport;

/// <summary>What all clients of one venue's environment share: the connection pool, the address's rate budget, the venue's clock.</summary>
internal abstract class VenueLink : IDisposable
{
    /// <param name="name">The venue's name in logs and metrics.</param>
    /// <param name="address">Scheme, host and port of REST.</param>
    /// <param name="settings">How calls are made.</param>
    /// <param name="shared">The bucket that every request of this process draws from.</param>
    /// <param name="time">The host's clock.</param>
    /// <param name="logger">Where things are told.</param>
    protected VenueLink(string name, Uri address, RestSettings settings, RateBucket shared, TimeProvider time, ILogger logger)
    {
        Name = name;
        RestAddress = address;
        Rest = settings;
        Time = time;
        Logger = logger;
        Http = new HttpTransport(address, settings.Http, time);
        Budget = new RateBudget(shared, settings.QueueLimit, settings.QueueTimeout, time);
        Clock = new VenueClock(time, settings.ClockRefresh, settings.ClockMargin);
    }

    /// <summary>The venue's name.</summary>
    public string Name { get; }

    /// <summary>Scheme, host and port of REST.</summary>
    public Uri RestAddress { get; }

    /// <summary>How calls are made.</summary>
    public RestSettings Rest { get; }

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
