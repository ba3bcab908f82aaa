using System.Collections.Concurrent;
using System.Collections.Immutable;
using ActorBots.Simulation.Faults;
using ActorBots.Simulation.Market;
using ActorBots.Simulation.Wire.Misbehaviour;
using Microsoft.Extensions.Logging;

namespace ActorBots.Simulation.Wire;

/// <summary>What all endpoints and streams of one server share, whichever venue's wire it speaks.</summary>
internal abstract class WireVenue
{
    private readonly ImmutableDictionary<string, InstrumentRules> _instruments;
    private readonly ConcurrentDictionary<string, AnswerGate> _gates = new(StringComparer.Ordinal);

    protected WireVenue(SimulatedExchange exchange, WireSettings settings, FaultPlan faults, TimeProvider time, ILogger logger)
    {
        Wire = settings;
        Exchange = exchange;
        Faults = faults;
        Logger = logger;
        Clock = new ServerClock(time);
        Downtime = new Downtime(time);
        Hidden = new HiddenOrders(time);
        OpenedAt = exchange.MarketTime;
        _instruments = exchange.Instruments.ToImmutableDictionary(i => i.Symbol, StringComparer.Ordinal);
    }

    /// <summary>The venue's name as people write it, for the log.</summary>
    public abstract string Name { get; }

    /// <summary>The exchange behind the wire.</summary>
    public SimulatedExchange Exchange { get; }

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

    /// <summary>How orders fill that a fault was planned for.</summary>
    public FaultMatchPolicy MatchPolicy { get; } = new();

    /// <summary>Market time at which this server started: what ended before is no longer among the recent orders.</summary>
    public DateTimeOffset OpenedAt { get; }

    /// <summary>Port, queues and time-outs.</summary>
    public WireSettings Wire { get; }

    /// <summary>The rules of an instrument; nothing when there is none.</summary>
    public InstrumentRules? Instrument(string symbol) => _instruments.GetValueOrDefault(symbol);

    /// <summary>The gate that keeps an account's events behind its answers.</summary>
    public AnswerGate Gate(string apiKey) => _gates.GetOrAdd(apiKey, _ => new AnswerGate(Clock.Time, Wire.AnswerFirstTimeout));
}
