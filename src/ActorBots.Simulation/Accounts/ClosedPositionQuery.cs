namespace ActorBots.Simulation.Accounts;

/// <summary>Which finished lives of positions to list, newest closed first.</summary>
public sealed record ClosedPositionQuery
{
    /// <summary>Only this instrument; absent means all.</summary>
    public string? Symbol { get; init; }

    /// <summary>Only this life.</summary>
    public string? PositionId { get; init; }

    /// <summary>Only those closed at or after this market instant.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Only those closed at or before this market instant.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>How many of the newest to leave out; zero or more.</summary>
    public int Skip { get; init; }

    /// <summary>Most rows; 1 or more.</summary>
    public int Limit { get; init; } = 50;
}
