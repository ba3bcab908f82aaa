namespace ActorBots.Simulation.Matching;

/// <summary>How an order fills. The default fills it whole in one piece.</summary>
public sealed record MatchPlan
{
    /// <summary>Fills whole, in one piece.</summary>
    public static MatchPlan Whole { get; } = new();

    /// <summary>Number of executions; 1 to 100. Fewer when the quantity has not so many steps.</summary>
    public int Pieces { get; init; } = 1;

    /// <summary>Share of the quantity that fills, 0 to 1, rounded down to the step; the rest is cancelled for lack of liquidity.</summary>
    public decimal FillShare { get; init; } = 1m;

    /// <summary>Whether each piece waits for a tick of its own, so that the order works partly filled in between.</summary>
    public bool OnePiecePerTick { get; init; }
}
