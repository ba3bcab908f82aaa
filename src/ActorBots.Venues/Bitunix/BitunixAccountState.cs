namespace ActorBots.Venues.Bitunix;

/// <summary>What this process knows of one account, shared by its calls, questions and stream.</summary>
internal sealed class BitunixAccountState
{
    /// <summary>Whose the venue's stops are.</summary>
    public BitunixStopBook Stops { get; } = new();

    /// <summary>Whose the venue's orders are.</summary>
    public BitunixOrderBook Orders { get; } = new();

    /// <summary>Positions and mode.</summary>
    public BitunixPositionBook Positions { get; } = new();
}
