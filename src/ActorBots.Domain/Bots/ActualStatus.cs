namespace ActorBots.Domain.Bots;

/// <summary>What a bot actually is.</summary>
public enum ActualStatus
{
    /// <summary>Known, but not started yet.</summary>
    New = 0,

    /// <summary>Trades.</summary>
    Running = 1,

    /// <summary>Takes no entries, as asked.</summary>
    Paused = 2,

    /// <summary>Should run but lacks data; takes no entries.</summary>
    Degraded = 3,

    /// <summary>Closes its positions before it stops.</summary>
    Stopping = 4,

    /// <summary>Is still.</summary>
    Stopped = 5,

    /// <summary>Cannot run until somebody acts.</summary>
    Error = 6,
}
