using System.Collections.Immutable;

namespace ActorBots.Simulation.Auditing;

/// <summary>The oracle's figures: what a test may believe of a run, over all processes that used the ledger.</summary>
public sealed record VenueAudit
{
    /// <summary>One row per account.</summary>
    public required ImmutableArray<AccountAudit> Accounts { get; init; }

    /// <summary>Longest wall-clock time, ms, that a position was larger than the stops resting for it; running spells included.</summary>
    public required long UnprotectedMsMax { get; init; }

    /// <summary>Number of positions that are larger than the stops resting for them now.</summary>
    public required int PositionsWithoutFullCover { get; init; }

    /// <summary>Number of open positions.</summary>
    public required int OpenPositions { get; init; }

    /// <summary>Number of client order ids under which more than one order was accepted; must be zero.</summary>
    public required int DuplicateClientOrderIds { get; init; }

    /// <summary>Number of requests refused because their client order id had been used, over the ledger's life.</summary>
    public required long DuplicatesRefused { get; init; }

    /// <summary>Number of accepted orders.</summary>
    public required long Orders { get; init; }

    /// <summary>Number of fills; funding is not one.</summary>
    public required long Fills { get; init; }

    /// <summary>Number of feed candles that closed since trading started.</summary>
    public required long CandlesReplayed { get; init; }

    /// <summary>Whether the cash-flow identity holds for every account, recomputed from every execution row.</summary>
    public bool BooksBalance => Accounts.All(a => a.Imbalance == 0m);
}
