using System.Collections.Concurrent;
using System.Collections.Immutable;
using ActorBots.Simulation.Bybit.Misbehaviour;
using ActorBots.Simulation.Bybit.RateLimits;
using ActorBots.Simulation.Faults;
using ActorBots.Simulation.Market;
using Microsoft.Extensions.Logging;

namespace ActorBots.Simulation.Bybit;

/// <summary>What all endpoints and streams of one server share.</summary>
internal sealed class BybitVenue
{
    private readonly ImmutableDictionary<string, InstrumentRules> _instruments;
    private readonly ConcurrentDictionary<string, AnswerGate> _gates = new(StringComparer.Ordinal);

    public BybitVenue(SimulatedExchange exchange, BybitServerSettings settings, FaultPlan faults, TimeProvider time, ILogger logger)
    {
        Exchange = exchange;
        Settings = settings;
        Faults = faults;
        Logger = logger;
        Clock = new ServerClock(time);
        Downtime = new Downtime(time);
        Hidden = new HiddenOrders(time);
        RateLimits = new RateLimiter(settings.RateLimitFactor, settings.AddressBan);
        OpenedAt = exchange.MarketTime;
        _instruments = exchange.Instruments.ToImmutableDictionary(i => i.Symbol, StringComparer.Ordinal);
    }

    /// <summary>The exchange behind the wire.</summary>
    public SimulatedExchange Exchange { get; }

    /// <summary>The settings.</summary>
    public BybitServerSettings Settings { get; }

    /// <summary>What goes wrong.</summary>
    public FaultPlan Faults { get; }

    /// <summary>Where the server logs to.</summary>
    public ILogger Logger { get; }

    /// <summary>The server's wall clock.</summary>
    public ServerClock Clock { get; }

    /// <summary>Whether the venue is down.</summary>
    public Downtime Downtime { get; }

    /// <summary>Orders that cannot be seen yet.</summary>
    public HiddenOrders Hidden { get; }

    /// <summary>Rate limits.</summary>
    public RateLimiter RateLimits { get; }

    /// <summary>How orders fill that a fault was planned for.</summary>
    public FaultMatchPolicy MatchPolicy { get; } = new();

    /// <summary>Market time at which this server started: what ended before is no longer among the recent orders.</summary>
    public DateTimeOffset OpenedAt { get; }

    /// <summary>The rules of an instrument; nothing when there is none.</summary>
    public InstrumentRules? Instrument(string symbol) => _instruments.GetValueOrDefault(symbol);

    /// <summary>The gate that keeps an account's events behind its answers.</summary>
    public AnswerGate Gate(string apiKey) => _gates.GetOrAdd(apiKey, _ => new AnswerGate(Clock.Time, Settings.AnswerFirstTimeout));
}
