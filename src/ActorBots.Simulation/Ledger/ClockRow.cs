using ActorBots.Simulation.Feeds;

namespace ActorBots.Simulation.Ledger;

/// <summary>Where the market stands, as saved.</summary>
internal sealed record ClockRow
{
    /// <summary>Market time.</summary>
    public required DateTimeOffset MarketTime { get; init; }

    /// <summary>Ticks published since trading started.</summary>
    public required long Ticks { get; init; }

    /// <summary>Feed candles closed since trading started.</summary>
    public required long CandlesReplayed { get; init; }

    /// <summary>When the next funding is due, market time.</summary>
    public required DateTimeOffset NextFundingAt { get; init; }

    /// <summary>Positions of the feeds and running numbers, by instrument.</summary>
    public required Dictionary<string, FeedRow> Feeds { get; init; }

    /// <summary>One feed.</summary>
    /// <param name="Position">How much of it was published.</param>
    /// <param name="Sequence">Running number of the instrument.</param>
    internal sealed record FeedRow(FeedPosition Position, long Sequence);
}
