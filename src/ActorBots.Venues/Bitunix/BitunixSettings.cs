using System.Collections.Immutable;
using ActorBots.Domain.Instruments;
using ActorBots.Venues.Transport;

namespace ActorBots.Venues.Bitunix;

/// <summary>Settings of the Bitunix gateway; the keys of <c>hocon/venues/bitunix.hocon</c>.</summary>
public sealed record BitunixSettings
{
    private const string Path = "actorbots.venues.bitunix";

    /// <summary>Which Bitunix: <c>mainnet</c> or <c>simulated</c>. There is no default.</summary>
    public required string Environment { get; init; }

    /// <summary>Base address of the simulated venue; only and always with <c>simulated</c>. Plain <c>http</c> on loopback only.</summary>
    public Uri? SimulatedAddress { get; init; }

    /// <summary>How often the venue's clock is read; 10 s to 1 h.</summary>
    public TimeSpan ClockRefresh { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>How far a signing time stays behind the estimated venue time, which is known to half a second; 0 to 2 s.</summary>
    public TimeSpan ClockMargin { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Difference of the host's and the venue's clock above which entries are refused; 1 s to 10 min.</summary>
    public TimeSpan MaxClockSkew { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Requests per second that this process may send over all endpoints; 5 to 200, more when simulated.</summary>
    public int RequestsPerSecond { get; init; } = 50;

    /// <summary>
    /// Requests per second to one endpoint, of the address for public ones and of each account for the others; 1 to 10, which is what the venue
    /// allows, more when simulated. Endpoints for which it allows less get their share of it.
    /// </summary>
    public int EndpointRequestsPerSecond { get; init; } = BitunixRateLimits.VenueLimit;

    /// <summary>Requests that may wait for the rate budget; 10 to 100 000.</summary>
    public int QueueLimit { get; init; } = 1000;

    /// <summary>Longest wait for the rate budget; 100 ms to 5 min.</summary>
    public TimeSpan QueueTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long after sending an order "no such order" may still be wrong; 100 ms to 60 s.</summary>
    public TimeSpan SettlingTime { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>Protective stops that may rest per position; the venue publishes no number; 1 to 200.</summary>
    public int MaxStopsPerPosition { get; init; } = 20;

    /// <summary>
    /// How long prices wait for the candle that ended before them, so that bots see both in order; 0 to 5 s, zero holds nothing.
    /// </summary>
    public TimeSpan CandleHold { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// First pause, doubled each time and jittered, before an ended candle that the venue has not ready yet is asked for again; 10 ms to 10 s.
    /// </summary>
    public TimeSpan CandleRetry { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Subscriptions on one public connection; more make more connections; 10 to 300, which is what the venue allows.</summary>
    public int SubscriptionsPerConnection { get; init; } = 300;

    /// <summary>An instrument that always trades: a sign of life of the public stream, and the question by which the venue's clock is read.</summary>
    public string ReferenceInstrument { get; init; } = "BTCUSDT";

    /// <summary>Seed of all jitter; give each node its own, so that they do not reconnect in step.</summary>
    public int JitterSeed { get; init; } = 1;

    /// <summary>The HTTP side.</summary>
    public HttpSettings Http { get; init; } = new();

    /// <summary>The sockets.</summary>
    public StreamSettings Streams { get; init; } = new()
    {
        PingInterval = TimeSpan.FromSeconds(15),
        PongTimeout = TimeSpan.FromSeconds(15),
        ReconnectDelay = TimeSpan.FromSeconds(1),
        ReconnectMaxDelay = TimeSpan.FromSeconds(30),
    };

    /// <summary>What the calls need of it.</summary>
    internal RestSettings Rest => new()
    {
        Http = Http,
        QueueLimit = QueueLimit,
        QueueTimeout = QueueTimeout,
        ClockRefresh = ClockRefresh,
        ClockMargin = ClockMargin,
        MaxClockSkew = MaxClockSkew,
        JitterSeed = JitterSeed,
    };

    /// <summary>Everything that is wrong, one sentence each with key, value and range; empty when all is well.</summary>
    public ImmutableArray<string> Problems()
    {
        var check = new SettingsCheck(Path);
        var simulated = Environment == BitunixEnvironment.SimulatedName;
        Transport.SimulatedAddress.Check(check, Environment, BitunixEnvironment.Names, SimulatedAddress, BitunixEnvironment.SimulatedName);
        check.Range("clock-refresh", ClockRefresh, TimeSpan.FromSeconds(10), TimeSpan.FromHours(1));
        check.Range("clock-margin", ClockMargin, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        check.Range("max-clock-skew", MaxClockSkew, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        check.Range("requests-per-second", RequestsPerSecond, 5, simulated ? 100_000 : 200);
        check.Range("endpoint-requests-per-second", EndpointRequestsPerSecond, 1, simulated ? 100_000 : BitunixRateLimits.VenueLimit);
        check.Range("queue-limit", QueueLimit, 10, 100_000);
        check.Range("queue-timeout", QueueTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(5));
        check.Range("settling-time", SettlingTime, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(60));
        check.Range("max-stops-per-position", MaxStopsPerPosition, 1, 200);
        check.Require(InstrumentId.IsValid(ReferenceInstrument), "reference-instrument", $"= '{ReferenceInstrument}' must be 2 to 30 of A-Z and 0-9");
        check.Range("candle-hold", CandleHold, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        check.Range("candle-retry", CandleRetry, TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(10));
        check.Range("subscriptions-per-connection", SubscriptionsPerConnection, 10, 300);
        check.Include(Http.Problems(Path + ".http"));
        check.Include(Streams.Problems(Path + ".streams"));

        // Pings count as messages, of which the venue allows few.
        check.Range("streams.ping-interval", Streams.PingInterval, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        return check.Problems;
    }

    /// <summary>The environment that the settings name.</summary>
    /// <exception cref="ArgumentException">The settings have problems; the message lists all of them.</exception>
    public BitunixEnvironment ResolveEnvironment()
    {
        var problems = Problems();
        if (!problems.IsEmpty)
        {
            throw new ArgumentException("bad Bitunix settings: " + string.Join("; ", problems));
        }

        return BitunixEnvironment.Named(Environment) ?? BitunixEnvironment.Simulated(SimulatedAddress!);
    }
}
