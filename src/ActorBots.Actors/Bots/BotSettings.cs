namespace ActorBots.Actors.Bots;

/// <summary>How every bot of a node behaves.</summary>
public sealed record BotSettings
{
    /// <summary>How often a bot says that it lives; positive.</summary>
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a bot compares itself with the venue; positive.</summary>
    public TimeSpan ReconcileInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a bot waits before it asks its account gateway again; positive.</summary>
    public TimeSpan AttachRetry { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a partly filled entry may stay without its stop; positive, below one second.</summary>
    public TimeSpan ProtectionGrace { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long an order's outcome may be unknown before the venue is asked; positive.</summary>
    public TimeSpan OutcomeTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long a command waits for its account's answer; positive, below the backend's own patience.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How many events lie between two snapshots; 1 or more.</summary>
    public int SnapshotEvery { get; init; } = 200;

    /// <summary>How long settled notifications are gathered before they are journaled together; positive.</summary>
    public TimeSpan SettlementDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a bot that is told to stop by its node waits for orders under way; positive, below the hand-off time-out.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How long an entity without a journal or a stopped bot without positions stays in memory; positive.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(30);
}
