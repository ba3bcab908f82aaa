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

    /// <summary>Requests per second that this process may send over all endpoints; 5 to 200.</summary>
    public int RequestsPerSecond { get; init; } = 50;

    /// <summary>Requests that may wait for the rate budget; 10 to 100 000.</summary>
    public int QueueLimit { get; init; } = 1000;

    /// <summary>Longest wait for the rate budget; 100 ms to 5 min.</summary>
    public TimeSpan QueueTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long after sending an order "no such order" may still be wrong; 100 ms to 60 s.</summary>
    public TimeSpan SettlingTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Protective stops that may rest per position; the venue publishes no number; 1 to 200.</summary>
    public int MaxStopsPerPosition { get; init; } = 20;

    /// <summary>An instrument that always trades: a sign of life of the public stream, and the question by which the venue's clock is read.</summary>
    public string ReferenceInstrument { get; init; } = "BTCUSDT";

    /// <summary>Seed of all jitter; give each node its own, so that they do not reconnect in step.</summary>
    public int JitterSeed { get; init; } = 1;

    /// <summary>The HTTP side.</summary>
    public HttpSettings Http { get; init; } = new();

    /// <summary>The sockets.</summary>
    public StreamSettings Streams { get; init; } = new() { PingInterval = TimeSpan.FromSeconds(15), PongTimeout = TimeSpan.FromSeconds(15) };

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
        check.Require(
            BitunixEnvironment.Names.Contains(Environment),
            "environment",
            $"= '{Environment}' must be one of {string.Join(", ", BitunixEnvironment.Names)}");
        check.Require(!simulated || SimulatedAddress is not null, "simulated-address", "is needed when environment = simulated");
        check.Require(simulated || SimulatedAddress is null, "simulated-address", "is only for environment = simulated");
        check.Require(
            !simulated || SimulatedAddress is null || BitunixEnvironment.IsAllowedForSimulation(SimulatedAddress),
            "simulated-address",
            $"= '{SimulatedAddress}' must be http://<loopback>[:port] or https://<host>[:port]");
        check.Range("clock-refresh", ClockRefresh, TimeSpan.FromSeconds(10), TimeSpan.FromHours(1));
        check.Range("clock-margin", ClockMargin, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        check.Range("max-clock-skew", MaxClockSkew, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        check.Range("requests-per-second", RequestsPerSecond, 5, simulated ? 100_000 : 200);
        check.Range("queue-limit", QueueLimit, 10, 100_000);
        check.Range("queue-timeout", QueueTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(5));
        check.Range("settling-time", SettlingTime, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(60));
        check.Range("max-stops-per-position", MaxStopsPerPosition, 1, 200);
        check.Require(InstrumentId.IsValid(ReferenceInstrument), "reference-instrument", $"= '{ReferenceInstrument}' must be 2 to 30 of A-Z and 0-9");
        check.Include(Http.Problems(Path + ".http"));
        check.Include(Streams.Problems(Path + ".streams"));
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
