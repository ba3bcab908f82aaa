namespace ActorBots.Simulation.Matching;

/// <summary>How orders match.</summary>
public sealed record MatchingSettings
{
    /// <summary>Time from acceptance to matching, market time; zero matches at once at the current last price. 0 to 1 minute.</summary>
    public TimeSpan Latency { get; init; } = TimeSpan.Zero;

    /// <summary>How much worse than the last price a taker fills, in hundredths of a percent; 0 to 500. Rounded to the tick against the taker.</summary>
    public decimal SlippageBps { get; init; }

    /// <summary>Most waiting conditional orders per account and instrument.</summary>
    public int MaxConditionalOrders { get; init; } = 10;

    /// <summary>Most open orders per account and instrument.</summary>
    public int MaxOpenOrders { get; init; } = 500;

    /// <summary>Most partial take profits and stop losses per position.</summary>
    public int MaxPartialProtections { get; init; } = 20;
}
