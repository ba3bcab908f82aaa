namespace ActorBots.Domain.Bots;

/// <summary>What the backend asked for last. Durable.</summary>
public enum DesiredStatus
{
    /// <summary>Nothing was asked yet.</summary>
    None = 0,

    /// <summary>Trade.</summary>
    Running = 1,

    /// <summary>Take no new entries; manage what is open.</summary>
    Paused = 2,

    /// <summary>Be still.</summary>
    Stopped = 3,
}
