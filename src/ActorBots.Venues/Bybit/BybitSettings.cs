using System.Collections.Immutable;
using ActorBots.Domain.Instruments;
using ActorBots.Venues.Transport;

namespace ActorBots.Venues.Bybit;

/// <summary>Settings of the Bybit gateway; the keys of <c>hocon/venues/bybit.hocon</c>.</summary>
public sealed record BybitSettings
{
    private const string Path = "actorbots.venues.bybit";

    /// <summary>Which Bybit: <c>mainnet</c>, <c>testnet</c>, <c>demo</c> or <c>simulated</c>. There is no default.</summary>
    public required string Environment { get; init; }

    /// <summary>Base address of the simulated venue; only and always with <c>simulated</c>. Plain <c>http</c> on loopback only.</summary>
    public Uri? SimulatedAddress { get; init; }

    /// <summary>How old a signed request may be at the venue's side; 1 s to 60 s.</summary>
    public TimeSpan ReceiveWindow { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often the venue's clock is read; 10 s to 1 h.</summary>
    public TimeSpan ClockRefresh { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>How far a signing time stays behind the estimated venue time; 0 to 2 s. The venue refuses times 1 s ahead of it.</summary>
    public TimeSpan ClockMargin { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Difference of the host's and the venue's clock above which entries are refused; 1 s to 10 min.</summary>
    public TimeSpan MaxClockSkew { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Requests per 5 s that this process may send; the venue counts 600 per address; 10 to 600.</summary>
    public int RequestsPer5Seconds { get; init; } = 500;

    /// <summary>Requests per second to each order endpoint: 10, or 20, 40, 60 by VIP level; 1 to 60. The venue's headers correct it.</summary>
    public int OrderRequestsPerSecond { get; init; } = 10;

    /// <summary>Requests that may wait for the rate budget; 10 to 100 000.</summary>
    public int QueueLimit { get; init; } = 1000;

    /// <summary>Longest wait for the rate budget; 100 ms to 5 min.</summary>
    public TimeSpan QueueTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Pause of everything after an HTTP 403, which is Bybit's answer to too many requests; 1 s to 1 h.</summary>
    public TimeSpan AddressBlockPause { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long after sending an order "no such order" may still be wrong; 100 ms to 60 s.</summary>
    public TimeSpan SettlingTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>An instrument that always trades: its ticker is subscribed as a sign of life of the public stream.</summary>
    public string ReferenceInstrument { get; init; } = "BTCUSDT";

    /// <summary>Seed of all jitter; give each node its own, so that they do not reconnect in step.</summary>
    public int JitterSeed { get; init; } = 1;

    /// <summary>The HTTP side.</summary>
    public HttpSettings Http { get; init; } = new();

    /// <summary>The sockets.</summary>
    public StreamSettings Streams { get; init; } = new();

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
        var simulated = Environment == BybitEnvironment.SimulatedName;
        Transport.SimulatedAddress.Check(check, Environment, BybitEnvironment.Names, SimulatedAddress, BybitEnvironment.SimulatedName);
        check.Range("receive-window", ReceiveWindow, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        check.Range("clock-refresh", ClockRefresh, TimeSpan.FromSeconds(10), TimeSpan.FromHours(1));
        check.Range("clock-margin", ClockMargin, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        check.Range("max-clock-skew", MaxClockSkew, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        check.Range("requests-per-5-seconds", RequestsPer5Seconds, 10, simulated ? 100_000 : 600);
        check.Range("order-requests-per-second", OrderRequestsPerSecond, 1, 60);
        check.Range("queue-limit", QueueLimit, 10, 100_000);
        check.Range("queue-timeout", QueueTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(5));
        check.Range("address-block-pause", AddressBlockPause, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        check.Range("settling-time", SettlingTime, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(60));
        check.Require(InstrumentId.IsValid(ReferenceInstrument), "reference-instrument", $"= '{ReferenceInstrument}' must be 2 to 30 of A-Z and 0-9");
        check.Include(Http.Problems(Path + ".http"));
        check.Include(Streams.Problems(Path + ".streams"));
        return check.Problems;
    }

    /// <summary>The environment that the settings name.</summary>
    /// <exception cref="ArgumentException">The settings have problems; the message lists all of them.</exception>
    public BybitEnvironment ResolveEnvironment()
    {
        var problems = Problems();
        if (!problems.IsEmpty)
        {
            throw new ArgumentException("bad Bybit settings: " + string.Join("; ", problems));
        }

        return BybitEnvironment.Named(Environment) ?? BybitEnvironment.Simulated(SimulatedAddress!);
    }
}
