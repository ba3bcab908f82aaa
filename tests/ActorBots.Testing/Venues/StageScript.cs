using System.Collections.Immutable;
using ActorBots.Simulation.Accounts;
using ActorBots.Simulation.Matching;

namespace ActorBots.Testing.Venues;

/// <summary>What a stage plays and how its venue and its client are set.</summary>
public sealed record StageScript
{
    /// <summary>Prices of <c>BTCUSDT</c>, one each <see cref="VenueStage.Step"/>. A script in which nothing happens by default.</summary>
    public ImmutableArray<decimal> Prices { get; init; } = VenueStage.Calm;

    /// <summary>Position mode of both accounts when the stage opens.</summary>
    public PositionMode Mode { get; init; } = PositionMode.OneWay;

    /// <summary>Money of the account, USDT.</summary>
    public decimal Balance { get; init; } = 100_000m;

    /// <summary>Funding.</summary>
    public FundingSettings Funding { get; init; } = new();

    /// <summary>How orders match.</summary>
    public MatchingSettings Matching { get; init; } = new();

    /// <summary>The ledger's file, for stages whose venue starts anew; in memory when absent.</summary>
    public string? LedgerPath { get; init; }

    /// <summary>How far the clock of the client's host is ahead of the venue's.</summary>
    public TimeSpan HostClockLead { get; init; }

    /// <summary>How long the client waits for an answer.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the public stream may be silent.</summary>
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromSeconds(30);
}
