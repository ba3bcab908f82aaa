namespace ActorBots.Domain.Bots.Config;

/// <summary>The volatility measure (Wilder's average true range) and the distances in units of it; <c>config.atr</c>.</summary>
public sealed record AtrConfig
{
    /// <summary>Candles in the average; <c>period</c>, 1 to 100, default 10.</summary>
    public int Period { get; init; } = 10;

    /// <summary>Depth of a dip that is bought, × ATR below the reference; <c>entry_multiplier</c>, 0.05 to 20, default 0.8.</summary>
    public decimal EntryMultiplier { get; init; } = 0.8m;

    /// <summary>Distance of the target above the entry, × ATR at entry; <c>target_multiplier</c>, 0.05 to 50, default 1.0.</summary>
    public decimal TargetMultiplier { get; init; } = 1.0m;

    /// <summary>Distance of the stop below the entry, × ATR at entry; <c>stop_multiplier</c>, 0.1 to 20, default 1.5.</summary>
    public decimal StopMultiplier { get; init; } = 1.5m;

    /// <summary>Closed candles that the recent high looks back over; <c>recent_high_lookback</c>, 1 to 200, default 20.</summary>
    public int RecentHighLookback { get; init; } = 20;
}
