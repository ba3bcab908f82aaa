using System.Collections.Immutable;
using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Feeds;
using ActorBots.Simulation.Market;
using ActorBots.Simulation.Matching;

namespace ActorBots.Simulation;

/// <summary>Everything that makes a simulated venue.</summary>
public sealed record SimulationSettings
{
    /// <summary>The accounts; keys differ.</summary>
    public required ImmutableArray<AccountSettings> Accounts { get; init; }

    /// <summary>One feed per instrument; their order breaks ties between ticks of the same time.</summary>
    public required ImmutableArray<FeedSettings> Feeds { get; init; }

    /// <summary>Seed of everything that looks like chance.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Market seconds per wall-clock second, 1 or more; absent means as fast as possible.</summary>
    public decimal? Speed { get; init; } = 1m;

    /// <summary>The ledger's file; absent keeps it in memory, to be lost with the process.</summary>
    public string? LedgerPath { get; init; }

    /// <summary>How orders match.</summary>
    public MatchingSettings Matching { get; init; } = new();

    /// <summary>In what the venue behind the wire differs from others.</summary>
    public VenueCustoms Customs { get; init; } = new();

    /// <summary>Default fee rates.</summary>
    public FeeRates Fees { get; init; } = new(0.00055m, 0.0002m);

    /// <summary>Funding.</summary>
    public FundingSettings Funding { get; init; } = new();

    /// <summary>How much of each feed is past when trading starts.</summary>
    public HistorySettings History { get; init; } = new();

    /// <summary>Ticks per leg (open → extreme → extreme → close) of a one-minute candle; 1 to 1000.</summary>
    public int StepsPerLeg { get; init; } = 5;

    /// <summary>
    /// Market time at which a new synthetic market starts to trade, on a whole minute. Absent means the wall clock at speed 1 and
    /// 2025-01-01T00:00Z otherwise, so that a fast run is the same whenever it is started.
    /// </summary>
    public DateTimeOffset? SyntheticStart { get; init; }

    /// <summary>Most candles kept per instrument and interval for queries; 1000 to 1000000.</summary>
    public int CandlesKept { get; init; } = 20_000;

    /// <summary>Instrument rules that replace the built-in or derived ones.</summary>
    public ImmutableArray<InstrumentRules> Instruments { get; init; } = [];
}
